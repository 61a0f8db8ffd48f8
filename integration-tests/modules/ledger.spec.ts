import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  DmlEntity,
  MedusaService,
  Modules,
  ModulesSdkUtils,
} from "@medusajs/framework/utils"
import type { Client } from "pg"
import type { Document } from "../../src/http-contract/document"
import { documentTypes } from "../../src/modules/consignment/domain/document"
import * as workflows from "../../src/workflows"
import { tellOfCustomers } from "../helpers/customer-verbs"
import { createFaults } from "../helpers/database-faults"
import { tellOfDocuments } from "../helpers/document-verbs"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"
import { exportsOf } from "../helpers/migrated-database"
import { accepted } from "../helpers/world"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { sqlOf } from "../../src/modules/consignment/database/sql"
import { closeSettlement } from "../../src/modules/consignment/ledger/settling/settle"
import { hostLevels } from "../../src/workflows/host/inventory/levels"
import { settlementIdOf } from "../../src/modules/consignment/database/settled"
import { readTogether } from "../../src/modules/consignment/database/together"
import { itemLockPatience } from "../../src/workflows/host/inventory/locks"
import { sharingAccounts } from "../../src/modules/consignment/ledger/posting/lock-account"

const CHECK_VIOLATION = "23514"
const FOREIGN_KEY_VIOLATION = "23503"
const UNIQUE_VIOLATION = "23505"

/** Names of the methods of a class and those above it. */
const namesOf = (prototype: object | null): string[] =>
  prototype === null || prototype === Object.prototype
    ? []
    : [
        ...Object.getOwnPropertyNames(prototype),
        ...namesOf(Object.getPrototypeOf(prototype) as object | null),
      ]

const folder = path.resolve(__dirname, "../../src/modules/consignment/migrations")

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    const connection = () => world.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)

    const sql = async <Row>(statement: string, parameters: unknown[] = []): Promise<Row[]> =>
      (await connection().raw<{ rows: Row[] }>(statement, parameters as string[])).rows

    /** The database itself refuses, whatever the caller. */
    const refused = async (statement: string, parameters: unknown[], code: string) => {
      await expect(sql(statement, parameters)).rejects.toMatchObject({ code })
    }

    /** Runs a statement as a posting does. */
    const inPosting = async (statement: string) =>
      await connection().transaction(async (transaction) => {
        await transaction.raw(`select set_config('consignment.posting', 'on', true)`)
        await transaction.raw(statement)
      })

    const refusedInPosting = async (statement: string, code: string) => {
      await expect(
        inPosting(statement).catch((error: { code: string }) =>
          Promise.reject(Object.assign(new Error(statement), { code: error.code }))
        )
      ).rejects.toMatchObject({ code })
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

    describe("what is posted", () => {
      /** A draft is no more than a plan: what is said here holds for the papers that are posted. */
      const postedTables = [
        "lot",
        "lot_cost",
        "document",
        "document_line",
        "allocation",
        "settlement",
        "settlement_line",
        "settlement_stock",
        "invoice",
        "invoice_line",
        "invoice_allocation",
      ]

      const aFullLedger = async () => {
        const { given, when } = tellOfDocuments(world)
        await given.receipt("L", "20", "7.50")
        await when.issues("8")
        await when.posts(await when.drafts([await when.settles()]))
      }

      const idOf = (table: string) => (table === "lot_cost" ? "lot_id" : "id")

      it("is written by postings only, and is never emptied", async () => {
        await aFullLedger()
        for (const name of postedTables) {
          const table = `consignment_${name}`
          const { length } = await sql(`select 1 from ${table}`)
          expect({ table, length }).not.toEqual({ table, length: 0 })
          for (const statement of [
            `update ${table} set ${idOf(name)} = ${idOf(name)}`,
            `delete from ${table}`,
            `insert into ${table} select * from ${table}`,
            `truncate ${table} cascade`,
          ]) {
            await refused(statement, [], CHECK_VIOLATION)
          }
          expect(await sql(`select 1 from ${table}`)).toHaveLength(length)
        }
        for (const name of ["movement", "position", "account", "account_item", "number_series"]) {
          await refused(`truncate consignment_${name} cascade`, [], CHECK_VIOLATION)
        }
      })

      it("is not deleted by a posting either, and what it says of itself stays", async () => {
        await aFullLedger()
        for (const name of postedTables.filter((table) => table !== "lot_cost")) {
          const table = `consignment_${name}`
          await refusedInPosting(`delete from ${table}`, CHECK_VIOLATION)
          await refusedInPosting(`update ${table} set deleted_at = now()`, CHECK_VIOLATION)
          await refusedInPosting(`update ${table} set created_at = now()`, CHECK_VIOLATION)
        }
        for (const [table, change] of [
          ["lot", "received_at = now()"],
          ["lot", "contractor_id = 'other'"],
          ["document", "number = number || 'x'"],
          ["document", "effective_at = now()"],
          ["document", "note = 'other'"],
          ["document_line", "quantity = quantity + 1"],
          ["allocation", "ownership = 'own'"],
          ["settlement", "amount = amount + 1"],
          ["settlement_line", "net = net + 1"],
          ["settlement_stock", "closing = closing + 1"],
          ["invoice", "amount = amount + 1"],
          ["invoice", "status = 'draft'"],
          ["invoice_line", "unit_price = unit_price + 1"],
          ["invoice_allocation", "quantity = quantity + 1"],
        ]) {
          await refusedInPosting(`update consignment_${table} set ${change}`, CHECK_VIOLATION)
        }
      })

      it("is tied to what it belongs to", async () => {
        await aFullLedger()
        for (const table of ["contractor", "warehouse"]) {
          await refused(`delete from consignment_${table}`, [], FOREIGN_KEY_VIOLATION)
        }
        for (const [table, column] of [
          ["document_line", "document_id"],
          ["lot", "document_id"],
          ["allocation", "line_id"],
          ["movement", "lot_id"],
          ["settlement_line", "settlement_id"],
        ]) {
          const name = `consignment_${table}`
          await refusedInPosting(
            `insert into ${name} select (json_populate_record(r, '{"id": "copy", "sequence": -1, "${column}": "none"}')).*
             from ${name} r limit 1`,
            FOREIGN_KEY_VIOLATION
          )
        }
      })

      it("has none of the writers that the host generates for each model", async () => {
        await aFullLedger()
        const ledger = world.container().resolve<Record<string, unknown>>("consignment")
        const before = await sql(`select * from consignment_document order by id`)
        const models = exportsOf("models").filter((value) => DmlEntity.isDmlEntity(value))
        const generated = MedusaService(
          Object.fromEntries(models.map((model) => [model.name, model]))
        ) as { prototype: object }
        const writers = namesOf(generated.prototype).filter((name) =>
          /^(?!list|retrieve)[A-Za-z]+Consignment/.test(name)
        )
        for (const writer of ["create", "update", "delete", "softDelete", "restore"]) {
          const ofWriter = writers.filter((name) => name.startsWith(`${writer}Consignment`))
          expect({ writer, count: ofWriter.length }).toEqual({ writer, count: models.length })
        }
        for (const method of writers) {
          const write = ledger[method] as ((input: unknown) => Promise<unknown>) | undefined
          if (write === undefined) continue
          await expect(write.call(ledger, "condoc_1")).rejects.toThrow(`${method} is not available`)
        }
        expect(await sql(`select * from consignment_document order by id`)).toEqual(before)
      })
    })

    describe("a command", () => {
      const run = async (
        workflow: (container: MedusaContainer) => {
          run: (options: { input: never; throwOnError: false }) => Promise<{
            errors: { error: { code?: string; details?: { fields?: { path: string }[] } } }[]
          }>
        },
        input: object
      ) => {
        const { errors } = await workflow(world.container()).run({
          input: input as never,
          throwOnError: false,
        })
        return errors.map(({ error }) => ({
          code: error.code,
          paths: error.details?.fields?.map(({ path }) => path),
        }))
      }

      it("sets no field but its own", async () => {
        const { given, when, id } = tellOfDocuments(world)
        await given.receipt("L", "20", "7.50")
        await when.issues("8")
        const draft = await when.drafts([await when.settles()])
        const contractorId = await id.contractor("A")
        const warehouseId = await id.warehouse("LOC")
        const [agreement] = await sql<{ id: string }>(`select id from consignment_agreement`)
        const tables = ["invoice", "contractor", "agreement", "warehouse", "settings"]
        const readAll = async () =>
          await Promise.all(tables.map((table) => sql(`select * from consignment_${table}`)))
        const before = await readAll()
        for (const [workflow, input, paths] of [
          [
            workflows.updateInvoiceWorkflow,
            { invoice_id: draft.id, status: "posted", amount: "1" },
            ["status", "amount"],
          ],
          [
            workflows.updateContractorWorkflow,
            { id: contractorId, deleted_at: new Date(), "name = 'x' --": "" },
            ["deleted_at", "name = 'x' --"],
          ],
          [
            workflows.updateAgreementWorkflow,
            { id: agreement?.id, contractor_id: "other", created_at: null },
            ["contractor_id", "created_at"],
          ],
          [
            workflows.updateWarehouseWorkflow,
            { id: warehouseId, updated_at: null },
            ["updated_at"],
          ],
          [workflows.updateSettingsWorkflow, { id: "other" }, ["id"]],
          [workflows.createContractorWorkflow, { id: "mine", code: "NEW", name: "New" }, ["id"]],
          [
            workflows.setWarehouseItemsWorkflow,
            {
              warehouse_id: warehouseId,
              items: [{ inventory_item_id: await id.item("X"), sku: "X", id: "mine" }],
            },
            ["id"],
          ],
        ] as const) {
          expect(await run(workflow as never, input)).toEqual([{ code: "INVALID_DATA", paths }])
        }
        expect(await readAll()).toEqual(before)
      })

      it("restores rows of master data only", async () => {
        const ledger = world.container().resolve<ConsignmentModuleService>("consignment")
        for (const table of ["consignment_lot", "user", "consignment_contractor where true --"]) {
          await expect(
            ledger.restoreMasterData(table as never, { id: "x", deleted_at: null })
          ).rejects.toThrow("holds no master data")
          await expect(ledger.removeMasterData(table as never, "x")).rejects.toThrow(
            "holds no master data"
          )
        }
      })
    })

    describe("a rollback", () => {
      const silent = Object.fromEntries(
        ["info", "log", "warn", "error"].map((level) => [level, () => undefined])
      )

      /** One step back, as `medusa db:rollback consignment` goes. */
      const revert = async () =>
        await ModulesSdkUtils.buildRevertMigrationScript({
          moduleName: "consignment",
          pathToMigrations: folder,
        })({
          options: { database: { clientUrl: suite.dbConfig.clientUrl } },
          logger: silent,
        } as never)

      const readMigrations = async () =>
        await sql(
          `select name from mikro_orm_migrations where name >= 'Migration20261122' order by 1`
        )

      it("ends before the tables of a filled ledger are dropped", async () => {
        await aLedger()
        const documents = `select id from consignment_document order by id`
        const before = await sql(documents)
        const revertAll = async () => {
          const { length } = await readMigrations()
          for (let step = 0; step < length; step += 1) await revert()
        }
        await expect(revertAll()).rejects.toThrow(/holds documents/)
        expect(await sql(documents)).toEqual(before)
      })

      it("goes back from an empty ledger", async () => {
        const before = await readMigrations()
        await revert()
        expect(await readMigrations()).toEqual(before.slice(0, -1))
      })
    })

    describe("a row", () => {
      it("holds nothing that no posting could mean", async () => {
        await aLedger()
        for (const [table, change] of [
          ["consignment_lot", "quantity_remaining = -0.001"],
          ["consignment_lot", "quantity_received = -1"],
          ["consignment_lot", "unit_cost = -0.000001"],
          ["consignment_allocation", "quantity_undone = quantity + 0.001"],
          ["consignment_allocation", "quantity = -1"],
          ["consignment_document", "status = 'draft'"],
          ["consignment_position", "pending = -1"],
          ["consignment_settlement", "status = 'open'"],
          ["consignment_agreement", "count_loss_liability = 'nobody'"],
        ]) {
          await expect(inPosting(`update ${table} set ${change}`)).rejects.toMatchObject({
            code: CHECK_VIOLATION,
            constraint: expect.any(String) as string,
          })
        }
      })

      it("has a number, and a source, that no other has", async () => {
        const { when } = await aLedger()
        await when.issues("1", { key: "k1" })
        for (const same of [`"source_key": null`, `"number": "other"`]) {
          await refusedInPosting(
            `insert into consignment_document
             select (json_populate_record(d, '{"id": "copy", ${same}}')).* from consignment_document d
             where source_key is not null and type = 'goods_issue'`,
            UNIQUE_VIOLATION
          )
        }
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
            endFlows: async () => {},
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

      /** A posting while an invoice is under way: it has locked the lot and shares the account. */
      const whileGoodsAreIssued = async <T>(lotId: string, work: () => Promise<T>): Promise<T> => {
        const posting = await connection().transaction()
        await posting.raw(`select 1 from consignment_lot where id = ? for update`, [lotId])
        const worked = work()
        await waitForLock()
        await readTogether(
          async <T>(statement: string, parameters: unknown[] = []) =>
            (await posting.raw<{ rows: T[] }>(statement, parameters as string[])).rows,
          {
            shared: sharingAccounts(
              await sql(`select contractor_id, direction, currency_code from consignment_account`)
            ),
          }
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
      return (await world.get<Record<string, Document>>(url))[type]
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
        const isCut = faults.cutAfterCommit()
        const answer = await post(body)
        faults.mend()
        expect(isCut()).toBe(true)
        expect(answer).toMatchObject({ status: 201, data: { goods_receipt: { status: "posted" } } })
        expect((await post(body)).status).toBe(200)
      })

      it("is told apart from a refusal while it is away", async () => {
        const body = await receipt()
        await faults.limitPool(10, 300)
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
        await faults.reconnect()
        const answer = await whileLocked(() => post(body))
        await setting.query(`alter role current_user reset ${timeout}`)
        await setting.end()
        await faults.reconnect()
        expectTemporary(answer, code)
        expect((await post(body)).status).toBe(201)
      })

      it("may have no connection left", async () => {
        const body = await receipt()
        await faults.limitPool(2, 500)
        const held = await Promise.all([connection().transaction(), connection().transaction()])
        const answer = await post(body)
        await Promise.all(held.map((transaction) => transaction.rollback()))
        faults.mend()
        expectTemporary(answer, "UNAVAILABLE")
        expect((await post(body)).status).toBe(201)
      })

      describe("or a lock of the host that is not given", () => {
        /** While somebody else holds the host's lock of an item; nobody waits for it as long as in a store. */
        const whileItemIsLocked = async <T>(itemId: string, work: () => Promise<T>): Promise<T> => {
          jest.replaceProperty(itemLockPatience, "seconds", 1)
          const locking = world.container().resolve(Modules.LOCKING)
          const worked: T[] = []
          await locking.execute([itemId], async () => void worked.push(await work()))
          jest.restoreAllMocks()
          return worked[0] as T
        }

        it("lets a document wait, and tells when to try again", async () => {
          const body = await receipt()
          const { data } = await world.admin.get<{ inventory_items: { id: string }[] }>(
            "/admin/inventory-items",
            { sku: "X" }
          )
          const itemId = data.inventory_items[0]?.id ?? ""
          const answer = await whileItemIsLocked(itemId, () => post(body))
          expectTemporary(answer, "LOCK_TIMEOUT")
          expect(answer.data).toMatchObject({ details: { inventory_item_ids: [itemId] } })
          expect((await post(body)).status).toBe(201)
        })
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
