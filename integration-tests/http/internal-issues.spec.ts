import { tellOfDocuments } from "../helpers/document-verbs"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const story = (setting?: Setting) => tellOfDocuments(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("internal issues", () => {
      it("E3: counts what was used beside what was sold", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        await when.issues("6")
        const used = await when.issuesInternally("2", { reason: "samples" })
        expect(used).toMatchObject({
          type: "internal_issue",
          number: "II-000001",
          reason: "samples",
        })
        await then.picks(used, "L 2")
        const back = await when.returnsInternally("1", { of: used })
        expect(back).toMatchObject({ type: "internal_issue_return", internal_issue_id: used.id })
        await then.gaveBack(back, "L 1 open")
        await then.lots({ L: "13" })
        await then.lines(await when.settles(), {
          issued: "6",
          internally_issued: "2",
          returned: "1",
          net: "7",
          net_value: "52.50",
        })
      })

      it("takes what comes back after the close as own", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        const used = await when.issuesInternally("2")
        await when.settles()
        await then.gaveBack(await when.returnsInternally("1", { of: used }), "own 1 settled")
        await then.refuses(() => when.returnsInternally("2", { of: used }), "EXCEEDS_RETURNABLE", {
          lines: [expect.objectContaining({ index: 0, returnable: "1" })],
        })
        await then.refuses(() => when.reverses(used), "PERIOD_CLOSED")
      })

      it("is reversed whole, and its return, too", async () => {
        const { given, when, then } = story()
        await given.own("1")
        await given.receipt("L", "20", "7.50")
        const used = await when.issuesInternally("3")
        await then.picks(used, "own 1", "L 2")
        const back = await when.returnsInternally("2", { of: used })
        await then.gaveBack(back, "L 2 open")
        expect((await when.reverses(back)).document.status).toBe("reversed")
        await then.refuses(() => when.reverses(back), "ALREADY_REVERSED")
        await then.level(["18", "0", "18"])
        const { document, reversal } = await when.reverses(used)
        expect(document.status).toBe("reversed")
        await then.movements(
          { document_id: reversal.id },
          { type: "internal_issue_reversal", lot: "L", quantity: "2" }
        )
        await then.level(["21", "1", "20"])
        await then.refuses(() => when.reverses(used), "ALREADY_REVERSED", { id: used.id })
        await then.lines(await when.settles(), {
          internally_issued: "2",
          returned: "2",
          net: "0",
          balanced: true,
        })
      })

      it("E9b, E9c: refuses what is not in stock, or is promised", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00")
        await then.refuses(() => when.issuesInternally("11"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ index: 0, quantity: "11", available: "10" })],
        })
        await given.reserved("4")
        await then.refuses(() => when.issuesInternally("7"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ available: "6" })],
        })
        await when.issuesInternally("6")
        await then.lots({ L: "4" })
      })

      it("may be late", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00", { dated: "2026-01-05" })
        await when.settles({ to: "2026-01-31" })
        expect((await when.issuesInternally("2", { dated: "2026-01-20" })).late).toBe(true)
        await then.lines(await when.settles(), {
          internally_issued: "2",
          net: "2",
          net_value: "2.00",
          late_quantity: "2",
        })
      })
    })
  },
})
