import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { documentTypes } from "../../src/modules/consignment/domain/document"
import { createFaults } from "../helpers/database-faults"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createHookedRequests } from "../helpers/hooked-requests"
import { createLedgerWorld } from "../helpers/ledger-world"

/** Hooks whose requests write what is told at least once: documents, reversals, settlements, invoices, loans and hires. */
const announced = new Set([
  ...documentTypes
    .filter((type) => type !== "reversal")
    .map((type) => `${type.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}Posted`),
  "countedTakeBackPosted",
  "deliveryDraftPosted",
  "documentReversed",
  "settlementClosed",
  "settlementCancelled",
  "invoicePosted",
  "invoiceCredited",
  "loanPosted",
  "loanReturned",
  "hireEnded",
  "hireExtended",
])

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { tell, papers, prepare } = createHookedRequests(world)
    const connection = () => world.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const faults = createFaults(connection)

    beforeAll(() => world.open())
    afterEach(() => faults.mend())
    afterEach(() => jest.restoreAllMocks())
    afterEach(() => world.expectLawsToHold())

    /** Events that wait to be told, and whether the paper of each, or a line of it, was written by the same transaction. */
    const readOutbox = async () => {
      const { rows } = await connection().raw<{
        rows: { event_id: string; is_together: boolean }[]
      }>(
        `with paper as (
           select id, xmin from consignment_document
           union all select document_id, xmin from consignment_document_line
           union all select id, xmin from consignment_settlement
           union all select id, xmin from consignment_invoice
           union all select id, xmin from consignment_loan
           union all select loan_id, xmin from consignment_loan_line)
         select event_id, exists (select 1 from paper
           where paper.id = o.written_id and paper.xmin::text = o.xmin::text) as is_together
         from consignment_outbox o`
      )
      return rows
    }

    describe("a request that was committed", () => {
      it.each(papers)(
        "%s is answered as done though the database goes away, and its event was committed with it",
        async (name) => {
          const { send } = await prepare(name, await tell())
          const bus = world.container().resolve(Modules.EVENT_BUS)
          const emit = jest.spyOn(bus, "emit").mockResolvedValue()
          const before = new Set((await readOutbox()).map(({ event_id }) => event_id))
          await faults.limitPool(10, 300)
          const isCut = faults.cutAfterCommit()
          const answer = await send("k").finally(() => emit.mockRestore())
          faults.mend()
          expect(isCut()).toBe(true)
          expect([200, 201]).toContain(answer.status)
          const told = (await readOutbox()).filter(({ event_id }) => !before.has(event_id))
          expect(told.length > 0).toBe(announced.has(name))
          expect(told.filter(({ is_together }) => !is_together)).toEqual([])
          // The turn of the key could not be given back; it ends by itself after ten seconds.
          await connection().raw("delete from consignment_lease")
          expect((await send("k")).status).toBe(200)
        }
      )
    })
  },
})
