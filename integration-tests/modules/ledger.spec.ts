import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { tellOfDocuments } from "../helpers/document-verbs"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"

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

      it("keeps the stamp of a settlement until that is cancelled", async () => {
        const { settled, settlement, when } = await aLedger()
        const stamp = `update consignment_movement set settlement_id = ? where id = ?`
        await refused(stamp, ["other", settled], CHECK_VIOLATION)
        await refused(stamp, [null, settled], CHECK_VIOLATION)
        await refused(stamp, [settlement.id, settled], CHECK_VIOLATION)
        await when.cancels(settlement)
        const stamped = await sql(
          `select 1 from consignment_movement where settlement_id is not null`
        )
        expect(stamped).toEqual([])
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
        await posting.raw(`select 1 from consignment_account for share`)
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
  },
})
