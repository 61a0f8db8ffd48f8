import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Client } from "pg"
import type { Document } from "../../src/http-contract/document"
import { documentTypes } from "../../src/modules/consignment/domain/document"
import { tellOfCustomers } from "../helpers/customer-verbs"
import { createFaults } from "../helpers/database-faults"
import { tellOfDocuments } from "../helpers/document-verbs"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"
import { accepted } from "../helpers/world"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { sqlOf } from "../../src/modules/consignment/database/sql"
import { closeSettlement } from "../../src/modules/consignment/ledger/settling/settle"
import { hostLevels } from "../../src/workflows/host/levels"
import { settlementIdOf } from "../../src/modules/consignment/database/settled"
import { shareAccounts } from "../../src/modules/consignment/ledger/posting/lock-account"

const CHECK_VIOLATION = "23514"
const UNIQUE_VIOLATION = "23505"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    const connection = () => world.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)

    const sql = async <Row>(statement: string, parameters: unknown[] = []): Promise<Row[]> =>
      (await connection().raw<{ rows: Row[] }>(statement, parameters as string[])).rows

    /** The database itself refuses, whoever asks. */
    const refused = async (statement: string, parameters: unknown[], code: string) => {
      await expect(sql(statement, parameters)).rejects.toMatchObject({ code })
    }

    /** A receipt and an issue, settled, and an issue after that. */
    const aLedger = async () => {
      const { given, when, read } = tellOfDocuments(world)
      await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
      await when.issues("8", { dated: "2026-01-12" })
      const settlement = await when.settles({ to: "2026-01-31" })
      await when.issues("2")
      const movements = await read.movements({})
      const [settled, open] = [movements[0]?.id, movements.at(-1)?.id]
      return { settled, open, settlement, when }
    }

    describe("a movement", () => {
      it("is changed by nobody", async () => {
        const { settled, open } = await aLedger()
        for (const id of [settled, open]) {
          for (const change of [
            "quantity = quantity + 1",
            "unit_cost = 0",
            "effective_at = now()",
            "lot_id = 'other'",
            "late = not late",
            "deleted_at = now()",
            "type = 'goods_receipt_reversal'",
          ]) {
            await refused(
              `update consignment_movement set ${change} where id = ?`,
              [id],
              CHECK_VIOLATION
            )
          }
        }
      })

      it("is deleted by nobody", async () => {
        const { settled, open } = await aLedger()
        for (const id of [settled, open]) {
          await refused(`delete from consignment_movement where id = ?`, [id], CHECK_VIOLATION)
        }
      })

      it("is settled until its settlement is cancelled", async () => {
        const { settled, open, settlement, when } = await aLedger()
        const settlementOf = async (id: string | undefined) =>
          await sql(
            `select ${settlementIdOf("m")} as id from consignment_movement m where id = ?`,
            [id]
          )
        expect(await settlementOf(settled)).toEqual([{ id: settlement.id }])
        expect(await settlementOf(open)).toEqual([{ id: null }])
        await when.cancels(settlement)
        expect(await settlementOf(settled)).toEqual([{ id: null }])
      })
    })

    describe("a row", () => {
      it("holds nothing that no posting could mean", async () => {
        await aLedger()
        for (const [table, change] of [
          ["consignment_lot", "quantity_remaining = -0.001"],
          ["consignment_lot", "quantity_received = -1"],
          ["consignment_lot", "unit_cost = -0.000001"],
          ["consignment_lot", "direction = 'sideways'"],
          ["consignment_allocation", "quantity_undone = quantity + 0.001"],
          ["consignment_allocation", "quantity = -1"],
          ["consignment_allocation", "ownership = 'nobody'"],
          ["consignment_document", "status = 'draft'"],
          ["consignment_position", "pending = -1"],
          ["consignment_settlement", "status = 'open'"],
          ["consignment_agreement", "count_loss_liability = 'nobody'"],
        ]) {
          await refused(`update ${table} set ${change}`, [], CHECK_VIOLATION)
        }
      })

      it("has a number, and a source, that no other has", async () => {
        const { when } = await aLedger()
        await when.issues("1", { key: "k1" })
        const [first, last] = await sql<{ id: string; number: string; source_key: string }>(
          `select id, number, source_key from consignment_document where type = 'goods_issue' order by number`
        ).then((rows) => [rows[0], rows.at(-1)])
        await refused(
          `update consignment_document set number = ? where id = ?`,
          [last?.number, first?.id],
          UNIQUE_VIOLATION
        )
        expect(last?.source_key).toEqual(expect.any(String))
        await refused(
          `update consignment_document set source_key = ? where id = ?`,
          [last?.source_key, first?.id],
          UNIQUE_VIOLATION
        )
      })
    })

    describe("a settlement", () => {
      /** Closes a settlement; something happens once it is prepared, and before it is written. */
      const closesWhile = async (cutOff: string, meanwhile: () => Promise<unknown>) => {
        const service = world.container().resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
        const [contractor] = await sql<{ id: string }>(`select id from consignment_contractor`)
        let transactions = 0
        const closed = await closeSettlement(
          {
            host: hostLevels,
            decimalsOf: () => 2,
            clock: () => new Date(),
            inTransaction: async (work) => {
              transactions += 1
              if (transactions === 3) await meanwhile()
              return await service.inOneTransaction((context) => work(sqlOf(context)))
            },
          },
          {
            contractor_id: contractor?.id ?? "",
            direction: "inbound",
            cut_off: cutOff,
          }
        )
        return await service.retrieveSettlement(closed.settlement_id)
      }

      it("contains what was posted while it was prepared", async () => {
        const { given, when, read } = tellOfDocuments(world)
        await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        const issue = await when.issues("8", { dated: "2026-01-12" })
        const settlement = await closesWhile("2026-01-31", async () => {
          await when.issues("3", { dated: "2026-01-20" })
          await when.issues("1", { dated: "2026-02-01" })
          await when.returns("2", { of: issue, dated: "2026-01-25" })
        })
        expect(settlement.lines).toMatchObject([{ issued: "11", returned: "2", net: "9" }])
        expect(settlement.stock).toMatchObject([{ received: "20", consumed: "9", closing: "11" }])
        const movements = await read.movements({ settlement_id: settlement.id })
        expect(movements.map(({ quantity }) => quantity)).toEqual(["20", "-8", "-3", "2"])
        expect(await read.movements({ late: "true" })).toEqual([])
      })

      it("goes by the balances of the moment it closes", async () => {
        const { given, when } = tellOfDocuments(world)
        await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        await when.issues("8", { dated: "2026-01-12" })
        const draft = await when.drafts([await when.settles({ to: "2026-01-31" })])
        await when.issues("2", { dated: "2026-02-10" })
        const settlement = await closesWhile("2026-02-28", () => when.posts(draft))
        expect(settlement).toMatchObject({
          lines: [{ opening: "0", net: "2", to_invoice: "2" }],
          amount: "15.00",
        })
      })

      it("follows one that was closed meanwhile, or was cancelled", async () => {
        const { given, when } = tellOfDocuments(world)
        await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        await when.issues("8", { dated: "2026-01-12" })
        await when.issues("2", { dated: "2026-02-10" })
        const closed: { cut_off: string }[] = []
        const later = await closesWhile("2026-02-28", async () => {
          closed.push(await when.settles({ to: "2026-01-31" }))
        })
        expect(later).toMatchObject({
          period_from: closed[0]?.cut_off,
          lines: [{ opening: "8", net: "2", to_invoice: "10" }],
        })
        await when.issues("1", { dated: "2026-03-10" })
        const last = await closesWhile("2026-03-31", () => when.cancels(later))
        expect(last).toMatchObject({
          period_from: closed[0]?.cut_off,
          lines: [{ opening: "8", net: "3", to_invoice: "11" }],
        })
      })
    })

    describe("an invoice", () => {
      const invoiced = async () => {
        const { given, when, id } = tellOfDocuments(world)
        await given.receipt("L", "20", "7.50")
        await when.issues("8")
        const draft = await when.drafts([await when.settles()])
        return { draft, when, lotId: id.lot("L") }
      }

      /** What a posting does while an invoice is under way: it has locked the lot and shares the account. */
      const whileGoodsAreIssued = async <T>(lotId: string, work: () => Promise<T>): Promise<T> => {
        const posting = await connection().transaction()
        await posting.raw(`select 1 from consignment_lot where id = ? for update`, [lotId])
        const worked = work()
        await waitForLock()
        await shareAccounts(
          async <T>(statement: string, parameters: unknown[] = []) =>
            (await posting.raw<{ rows: T[] }>(statement, parameters as string[])).rows,
          await sql(`select contractor_id, direction, currency_code from consignment_account`)
        )
        await posting.commit()
        return await worked
      }

      const waitForLock = async (): Promise<void> => {
        const waiting = `select 1 from pg_locks where not granted`
        while ((await sql(waiting)).length === 0) {
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
      }

      it("is posted and credited while goods of its lots are issued, and neither waits for ever", async () => {
        const { draft, when, lotId } = await invoiced()
        const posted = await whileGoodsAreIssued(lotId, () => when.posts(draft))
        expect(posted).toMatchObject({ status: "posted", amount: "60.00" })
        const credited = await whileGoodsAreIssued(lotId, () => when.credits(posted, { 0: "3" }))
        expect(credited).toMatchObject({ kind: "credit_note", amount: "22.50" })
      })
    })

    const posted = async <Key extends string>(path: string, body: object) =>
      accepted(
        path,
        await world.admin.post<Record<Key, Document>>(`/admin/consignment/${path}`, body)
      )

    const readAgain = async ({ id, type }: Document): Promise<unknown> => {
      const folder = type === "delivery" ? "deliveries" : `${type.replaceAll("_", "-")}s`
      const url = `/admin/consignment/${folder}/${id}`
      return accepted(url, await world.admin.get<Record<string, Document>>(url))[type]
    }

    describe("a document", () => {
      it("is answered as it is read, whatever its kind", async () => {
        const { given, when } = tellOfCustomers(world, {
          warehouses: { SHOP: { direction: "outbound", contractor: "K" }, SECOND: {} },
        })
        const types = new Set<string>()
        const same = async (document: Document): Promise<Document> => {
          expect(document).toEqual(await readAgain(document))
          types.add(document.type)
          return document
        }
        const opening = await same(
          await given.opening([{ lot: "O", quantity: "6", unitCost: "4" }])
        )
        const { contractor_id, warehouse_id } = opening as Record<string, unknown>
        const goods = { sku: "X", quantity: "20.5", unit_cost: "7.50", batch: "B1" }
        const { goods_receipt: receipt } = await posted<"goods_receipt">("goods-receipts", {
          contractor_id,
          warehouse_id,
          metadata: { box: 1 },
          lines: [
            { ...goods, expires_at: "2030-01-01T00:00:00Z" },
            { ...goods, serial_numbers: [] },
          ],
        })
        await same(receipt)
        await given.own("20", { at: "OWN" })
        const issue = await same(await when.issues("24"))
        const internal = await same(await when.issuesInternally("3", { reason: "display" }))
        await same(await when.delivers("D", "10", "9.00"))
        const sale = await same(await when.sells("4"))
        await same(await when.postsPicked("P", await when.picks("2", "9.00")))
        for (const post of [
          () => when.returns("23", { of: issue }),
          () => when.returnsInternally("1", { of: internal }),
          () => when.buys("2"),
          () => when.sendsHome("2"),
          () => when.moves("2", "SECOND"),
          () => when.counts("10", { contractor: "A" }),
          () => when.revalues("8"),
          () => when.getsBack("1", { of: sale }),
          () => when.takesBack("1"),
        ]) {
          const { document } = await when.reverses(await same(await post()))
          await same(document)
        }
        expect([...types].sort()).toEqual(
          documentTypes.filter((type) => type !== "reversal").sort()
        )
      })
    })

    describe("a database that fails", () => {
      const faults = createFaults(connection)

      afterEach(() => faults.mend())

      const receipt = async () => {
        const { given, id } = tellOfDocuments(world)
        const { contractor_id, warehouse_id } = (await given.receipt("L", "20", "7.50")) as Record<
          string,
          unknown
        >
        const body = {
          idempotency_key: "K",
          lines: [{ sku: "X", quantity: "1", unit_cost: "7.50" }],
        }
        await id.item("X")
        return { ...body, contractor_id, warehouse_id }
      }

      const post = async (data: object) =>
        await world.admin.postForHeaders<unknown>("/admin/consignment/goods-receipts", data)

      const expectTemporary = (
        { status, data, headers }: Awaited<ReturnType<typeof post>>,
        code: string
      ) => {
        expect({ status, data }).toMatchObject({ status: 503, data: { code } })
        expect(headers["retry-after"]).toBe("5")
      }

      /** While another session holds the number series, which every posting needs last. */
      const whileLocked = async <T>(work: (session: Client) => Promise<T>): Promise<T> => {
        const session = await faults.session()
        await session.query("begin")
        await session.query("select 1 from consignment_number_series for update")
        return await work(session).finally(() => session.end())
      }

      it("does not make a document that was committed look refused", async () => {
        const body = await receipt()
        faults.cutAfterCommit()
        const answer = await post(body)
        faults.mend()
        expect(answer).toMatchObject({ status: 201, data: { goods_receipt: { status: "posted" } } })
        expect((await post(body)).status).toBe(200)
      })

      it("is told apart from a refusal while it is away", async () => {
        const body = await receipt()
        faults.limitPool(10, 300)
        faults.cut()
        const answer = await post(body)
        faults.mend()
        expectTemporary(answer, "UNAVAILABLE")
        expect((await post(body)).status).toBe(201)
      })

      it("may end the session of a posting, which is repeated", async () => {
        const body = await receipt()
        const answer = await whileLocked(async (session) => {
          const posting = post(body)
          for (const pid of await faults.waiting(session)) {
            await session.query("select pg_terminate_backend($1)", [pid])
          }
          return await posting
        })
        expectTemporary(answer, "UNAVAILABLE")
        expect((await post(body)).status).toBe(201)
      })

      it.each([
        ["statement_timeout", "UNAVAILABLE"],
        ["lock_timeout", "LOCK_TIMEOUT"],
      ])("may give up after its %s", async (timeout, code) => {
        const body = await receipt()
        const setting = await faults.session()
        await setting.query(`alter role current_user set ${timeout} = '300ms'`)
        faults.reconnect()
        const answer = await whileLocked(() => post(body))
        await setting.query(`alter role current_user reset ${timeout}`)
        await setting.end()
        faults.reconnect()
        expectTemporary(answer, code)
        expect((await post(body)).status).toBe(201)
      })

      it("may have no connection left", async () => {
        const body = await receipt()
        faults.limitPool(2, 500)
        const held = await Promise.all([connection().transaction(), connection().transaction()])
        const answer = await post(body)
        await Promise.all(held.map((transaction) => transaction.rollback()))
        faults.mend()
        expectTemporary(answer, "UNAVAILABLE")
        expect((await post(body)).status).toBe(201)
      })

      it("lets a flow of the host fail with a code of ours, too", async () => {
        const { given, id } = tellOfDocuments(world)
        await given.receipt("L", "20", "7.50")
        const url = `/admin/inventory-items/${await id.item("X")}/location-levels/${await id.location("LOC")}`
        const session = await faults.session()
        await session.query("begin")
        await session.query("select 1 from consignment_position for update")
        const setting = world.admin.postForHeaders<unknown>(url, { stocked_quantity: 30 })
        for (const pid of await faults.waiting(session)) {
          await session.query("select pg_terminate_backend($1)", [pid])
        }
        const answer = await setting
        await session.end()
        expectTemporary(answer, "UNAVAILABLE")
      })
    })
  },
})
