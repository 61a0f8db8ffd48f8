import { tellOfDocuments } from "../helpers/document-verbs"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const story = (setting?: Setting) => tellOfDocuments(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("consignor returns", () => {
      it("E15: is no consumption", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "3.00")
        await when.issues("8")
        const consignorReturn = await when.sendsHome("5")
        await then.movements(consignorReturn, { type: "consignor_return", quantity: "-5" })
        await then.level(["7", "0", "7"])
        await then.lot("L", { quantity_consumed: "8", quantity_returned_to_consignor: "5" })
        const settlement = await when.settles()
        await then.lines(settlement, { issued: "8", net: "8", net_value: "24.00" })
        await then.statement(settlement, {
          received: "20",
          consumed: "8",
          returned_to_consignor: "5",
          closing: "7",
        })
      })

      it("E9b: refuses more than the contractor has there", async () => {
        const { given, when, then } = story()
        await given.own("5")
        await given.receipt("L", "10", "1.00")
        await given.receipt("B:LB", "4", "1.00")
        await then.refuses(() => when.sendsHome("11"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ index: 0, quantity: "11", available: "10" })],
        })
      })

      it("E9c: leaves what is reserved", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00")
        await given.reserved("4")
        await then.refuses(() => when.sendsHome("7"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ available: "6" })],
        })
        await when.sendsHome("6")
        await then.lots({ L: "4" })
      })

      it("E9d: goes where own stock covers the reservation", async () => {
        const { given, when, then } = story()
        await given.own("5")
        await given.receipt("L", "10", "1.00")
        await given.reserved("4")
        await when.sendsHome("10")
        await then.level(["5", "5", "0"])
      })

      it("E9i: takes the lot that is named", async () => {
        const { given, when, then } = story()
        await given.receipt("L1", "10", "50.00", { dated: "2026-01-01" })
        await given.receipt("L2", "30", "80.00", { dated: "2026-01-02" })
        await when.sendsHome("30", { lot: "L2" })
        await then.lots({ L1: "10", L2: "0" })
        await then.value({ EUR: "500.00" })
      })

      it("E9i: takes the oldest lot first where only the item is named", async () => {
        const { given, when, then } = story()
        await given.receipt("L1", "10", "50.00", { dated: "2026-01-01" })
        await given.receipt("L2", "30", "80.00", { dated: "2026-01-02" })
        const consignorReturn = await when.sendsHome("15")
        await then.movements(
          consignorReturn,
          { lot: "L1", quantity: "-10" },
          { lot: "L2", quantity: "-5" }
        )
      })

      it("is reversed whole, once, while it is not settled", async () => {
        const { given, when, then, read } = story()
        await given.receipt("L", "20", "3.00", { dated: "2026-01-05" })
        const consignorReturn = await when.sendsHome("5", { dated: "2026-01-10" })
        const { document, reversal } = await when.reverses(consignorReturn)
        expect(document.status).toBe("reversed")
        const [sent] = await read.movements({ document_id: consignorReturn.id })
        await then.movements(
          { document_id: reversal.id },
          {
            type: "consignor_return_reversal",
            quantity: "5",
            dated: "2026-01-10",
            reverses_id: sent?.id,
          }
        )
        await then.level(["20", "0", "20"])
        await then.lot("L", { quantity_returned_to_consignor: "0" })
        await then.refuses(() => when.reverses(consignorReturn), "ALREADY_REVERSED")
        const next = await when.sendsHome("5")
        const settlement = await when.settles()
        await then.statement(settlement, {
          received: "20",
          returned_to_consignor: "5",
          closing: "15",
        })
        await then.refuses(() => when.reverses(next), "PERIOD_CLOSED")
      })

      it("may be late", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00", { dated: "2026-01-05" })
        await when.settles({ to: "2026-01-31" })
        expect((await when.sendsHome("2", { dated: "2026-01-20" })).late).toBe(true)
        await then.statement(await when.settles(), {
          opening: "10",
          returned_to_consignor: "2",
          closing: "8",
        })
      })
    })
  },
})
