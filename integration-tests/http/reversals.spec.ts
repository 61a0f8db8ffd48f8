import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { story } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("reversals of issues", () => {
      it("puts everything back, dated like the issue, so that both meet in one settlement", async () => {
        const { given, when, then, read } = story()
        await given.own("2")
        await given.receipt("L", "20", "7.50", { dated: "2026-01-05" })
        const issue = await when.issues("8", { dated: "2026-01-10" })
        await then.picks(issue, "own 2", "L 6")
        const { document, reversal } = await when.reverses(issue)
        expect(document.status).toBe("reversed")
        expect(document.lines[0]?.allocations?.map((one) => one.quantity_returned)).toEqual([
          "2",
          "6",
        ])
        const [issued] = await read.movements({ document_id: issue.id })
        await then.movements(
          { document_id: reversal.id },
          {
            type: "goods_issue_reversal",
            lot: "L",
            quantity: "6",
            branch_code: "WAW",
            dated: "2026-01-10",
            reverses_id: issued?.id,
          }
        )
        await then.level(["22", "2", "20"])
        await then.lines(await when.settles({ to: "2026-01-31" }), {
          issued: "6",
          returned: "6",
          net: "0",
          balanced: true,
        })
        await then.refuses(() => when.reverses(issue), "ALREADY_REVERSED", { id: issue.id })
        await then.refuses(() => when.returns("1", { of: issue }), "EXCEEDS_RETURNABLE", {
          lines: [{ index: 0, returnable: "0" }],
        })
      })

      it("puts back what has not come back yet", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("8")
        await when.returns("3", { of: issue })
        await when.reverses(issue)
        await then.level(["20", "0", "20"])
        await then.lines(await when.settles(), {
          issued: "8",
          returned: "8",
          net: "0",
          balanced: true,
        })
      })

      it("has nothing to put back where everything came back", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("8")
        await when.returns("8", { of: issue })
        await then.refuses(() => when.reverses(issue), "EXCEEDS_REVERSIBLE")
      })

      it("goes back to the lot even where returns are not netted", async () => {
        const { given, when, then } = story({ terms: { net_returns: false } })
        await given.receipt("L", "20", "7.50")
        await when.reverses(await when.issues("8"))
        await then.level(["20", "0", "20"])
        await then.lines(await when.settles(), {
          issued: "8",
          returned: "8",
          net: "0",
          balanced: true,
        })
      })

      it("refuses after the settlement, of whichever contractor", async () => {
        const { given, when, then } = story()
        await given.receipt("A:LA", "5", "1.00", { dated: "2026-01-01" })
        await given.receipt("B:LB", "5", "1.00", { dated: "2026-01-02" })
        const issue = await when.issues("8")
        await when.settles({ contractor: "B" })
        await then.refuses(() => when.reverses(issue), "PERIOD_CLOSED")
        await then.lots({ LA: "0", LB: "2" })
      })
    })

    describe("reversals of returns", () => {
      it("lets the pieces leave their lot again", async () => {
        const { given, when, then, read } = story()
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("8")
        const goodsReturn = await when.returns("3", { of: issue })
        const { document, reversal } = await when.reverses(goodsReturn)
        expect(document).toMatchObject({ id: goodsReturn.id, status: "reversed" })
        const [returned] = await read.movements({ document_id: goodsReturn.id })
        await then.movements(
          { document_id: reversal.id },
          {
            type: "goods_issue_return_reversal",
            quantity: "-3",
            reverses_id: returned?.id,
            effective_at: returned?.effective_at,
          }
        )
        await then.level(["12", "0", "12"])
        await then.gaveBack(await when.returns("8", { of: issue }), "L 8 open")
        await then.lines(await when.settles(), {
          issued: "8",
          returned: "8",
          net: "0",
          balanced: true,
        })
      })

      it("lets them leave a child lot and our own stock, too", async () => {
        const { given, when, then } = story({
          warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } },
        })
        await given.own("2")
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("8")
        const goodsReturn = await when.returns("7", { of: issue, at: "KRK" })
        await then.gaveBack(goodsReturn, "child of L 6 open", "own 1 own")
        const { reversal } = await when.reverses(goodsReturn)
        await then.movements(
          { document_id: reversal.id },
          { type: "warehouse_transfer_in_reversal", lot: "child of L", quantity: "-6" },
          { type: "warehouse_transfer_out_reversal", lot: "L", quantity: "6" },
          { type: "goods_issue_return_reversal", lot: "L", quantity: "-6" }
        )
        await then.level(["14", "0", "14"])
        await then.level(["0", "0", "0"], { at: "KRK" })
        await then.gaveBack(await when.returns("8", { of: issue }), "L 6 open", "own 2 own")
      })

      it("refuses where the pieces are gone, reserved, settled or reversed", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "8", "7.50")
        const issue = await when.issues("8")
        const goodsReturn = await when.returns("3", { of: issue })
        const next = await when.issues("1")
        await then.refuses(() => when.reverses(goodsReturn), "EXCEEDS_REVERSIBLE", {
          quantity: "3",
          available: "2",
        })
        await when.reverses(next)
        await given.reserved("1")
        await then.refuses(() => when.reverses(goodsReturn), "EXCEEDS_REVERSIBLE", {
          available: "2",
        })
        await given.own("1")
        const settlement = await when.settles()
        await then.refuses(() => when.reverses(goodsReturn), "PERIOD_CLOSED")
        await when.cancels(settlement)
        await when.reverses(goodsReturn)
        await then.refuses(() => when.reverses(goodsReturn), "ALREADY_REVERSED", {
          id: goodsReturn.id,
        })
        await then.level(["1", "1", "0"])
      })
    })
  },
})
