import { story, warehouse } from "./given"

const warehouses = [
  warehouse("M", "LOC", { branchCode: "WAW" }),
  warehouse("K", "KRK", { branchCode: "KRK" }),
  warehouse("D", "DED", { ownStockLocationId: "DOWN" }),
]

describe("reversal", () => {
  describe("of a goods receipt", () => {
    it("takes the goods out again, dated like the receipt", () => {
      const { given, when, then } = story()
      const receipt = given.receipt("L", "20", "7.50", { on: "2026-02-05", dated: "2026-02-01" })
      then.movements(when.reverses(receipt), {
        type: "goods_receipt_reversal",
        lot: "L",
        quantity: "-20",
        unitCost: "7.5",
        branchCode: "WAW",
        dated: "2026-02-01",
      })
      then.level(["0", "0", "0"])
      const settlement = when.settles()
      then.lines(settlement)
      then.statement(settlement, {})
    })

    it("refuses goods that have moved, even if they came back", () => {
      const { given, when, then } = story()
      const receipt = given.receipt("L", "20", "7.50")
      when.returns("8", { of: when.issues("8") })
      then.refuses(() => when.reverses(receipt), "EXCEEDS_REVERSIBLE", { lots: ["L"] })
    })

    it("refuses goods that were invoiced", () => {
      const { given, when, then } = story()
      const receipt = given.receipt("L", "20", "7.50")
      given.invoiced("L", "7.50", "1")
      then.refuses(() => when.reverses(receipt), "EXCEEDS_REVERSIBLE", { lots: ["L"] })
    })

    it("refuses goods that a pending shipment took", () => {
      const { given, when, then } = story()
      when.fulfils("3")
      const receipt = given.receipt("L", "20", "7.50")
      then.refuses(() => when.reverses(receipt), "EXCEEDS_REVERSIBLE", { lots: ["L"] })
    })

    it("refuses a receipt that a settlement has closed", () => {
      const { given, when, then } = story()
      const receipt = given.receipt("L", "20", "7.50")
      when.settles()
      then.refuses(() => when.reverses(receipt), "PERIOD_CLOSED")
    })

    it("refuses goods that are reserved for orders", () => {
      const { given, when, then } = story()
      const receipt = given.receipt("L", "20", "7.50")
      given.reserved("4")
      then.refuses(() => when.reverses(receipt), "INSUFFICIENT_STOCK", { available: "16" })
    })
  })

  describe("of a goods issue", () => {
    it("gives back what was not returned yet, dated like the issue", () => {
      const { given, when, then } = story()
      given.own("2")
      given.receipt("L", "20", "7.50", { on: "2026-01-05" })
      const issue = when.issues("8", { on: "2026-02-05", dated: "2026-01-25", branch: "GDN" })
      when.returns("3", { of: issue, on: "2026-02-06" })
      const reversal = when.reverses(issue)
      then.gaveBack(reversal, "L 3 open", "own 2 own")
      then.movements(reversal, {
        type: "goods_issue_reversal",
        lot: "L",
        quantity: "3",
        unitCost: "7.5",
        branchCode: "GDN",
        dated: "2026-01-25",
      })
      then.level(["22", "2", "20"])
      then.lines(when.settles(), {
        issued: "6",
        returned: "6",
        balanced: true,
        branches: [["GDN", "0", "0.00"]],
      })
    })

    it("goes to the lot whatever the agreement says of returns", () => {
      const { given, when, then } = story({ netReturns: false })
      given.receipt("L", "20", "7.50")
      then.gaveBack(when.reverses(when.issues("8")), "L 8 open")
      then.lots({ L: "20" })
    })

    it("returns an internal issue in the column of returns", () => {
      const { given, when, then } = story()
      given.receipt("L", "20", "7.50")
      const reversal = when.reverses(when.issuesInternally("8"))
      then.movements(reversal, { type: "internal_issue_reversal", lot: "L", quantity: "8" })
      then.lines(when.settles(), { internally_issued: "8", returned: "8", balanced: true })
    })

    it("refuses an issue that came back whole", () => {
      const { given, when, then } = story()
      given.receipt("L", "20", "7.50")
      const issue = when.issues("8")
      when.returns("8", { of: issue })
      then.refuses(() => when.reverses(issue), "EXCEEDS_REVERSIBLE")
    })

    it("meets its issue in one settlement, though it is posted after the cut-off", () => {
      const { given, when, then } = story()
      given.receipt("L", "20", "7.50", { on: "2026-01-05" })
      const issue = when.issues("8", { on: "2026-01-20" })
      given.own("1", { item: "Y" })
      when.issues({ Y: "1" }, { on: "2026-02-03" })
      when.reverses(issue)
      then.lines(when.settles({ to: "2026-01-31", on: "2026-02-04" }), {
        issued: "8",
        returned: "8",
        balanced: true,
      })
    })
  })

  describe("of a fulfilment, by cancelling it", () => {
    it("E2d: goes back to the lot even where the agreement does not net returns", () => {
      const { given, when, then } = story({ netReturns: false })
      given.receipt("L", "20", "7.50")
      then.gaveBack(when.cancels(when.fulfils("8")), "L 8 open")
      then.lots({ L: "20" })
      then.lines(when.settles(), { issued: "8", returned: "8", balanced: true })
    })

    it("E9g: gives each source its pieces back", () => {
      const { given, when, then } = story()
      given.own("3")
      given.receipt("L", "10", "5.00")
      const fulfilment = when.fulfils("7")
      then.picks(fulfilment, "own 3", "L 4")
      then.gaveBack(when.cancels(fulfilment), "L 4 open", "own 3 own")
      then.level(["13", "3", "10"])
      then.lines(when.settles(), { issued: "4", returned: "4", balanced: true })
    })

    it("E9h: makes all of it own after the close, where a reversal is refused", () => {
      const { given, when, then } = story()
      given.own("3")
      given.receipt("L", "10", "5.00")
      const fulfilment = when.fulfils("7")
      then.lines(when.settles(), { issued: "4", net: "4", netValue: "20.00" })
      then.refuses(() => when.reverses(fulfilment), "PERIOD_CLOSED")
      then.gaveBack(when.cancels(fulfilment), "own 4 settled", "own 3 own")
      then.level(["13", "7", "6"])

      then.picks(when.fulfils("7"), "own 7")
      then.lines(when.settles(), { opening: "4", toInvoice: "4", amount: "20.00" })
    })

    it("E26b: moves settled pieces to the own location of a dedicated warehouse", () => {
      const { given, when, then } = story({
        warehouses: [warehouse("M", "LOC", { ownStockLocationId: "OWNLOC", branchCode: "WAW" })],
      })
      given.receipt("L", "20", "7.50")
      const fulfilment = when.fulfils("5")
      when.settles()
      const reversal = when.cancels(fulfilment)
      then.allocations(reversal, {
        ownership: "own",
        stockLocationId: "OWNLOC",
        quantity: "5",
        unitCost: "7.50",
        reason: "settled",
      })
      then.level(["15", "0", "15"])
      then.level(["5", "5", "0"], { at: "OWNLOC" })
    })

    it("undoes only what was not returned", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "5.00")
      const fulfilment = when.fulfils("7")
      when.returns("2", { of: fulfilment, byHost: true })
      then.gaveBack(when.cancels(fulfilment), "L 5 open")
      then.level(["10", "0", "10"])
    })

    it("goes to a child lot where the host puts the pieces into another consignment warehouse", () => {
      const { given, when, then } = story({ warehouses })
      given.receipt("L", "10", "5.00", { on: "2026-01-05" })
      const fulfilment = when.fulfils("4", { on: "2026-01-10" })
      const reversal = when.cancels(fulfilment, { at: "KRK" })
      then.movements(
        reversal,
        { type: "goods_issue_reversal", lot: "L", quantity: "4", dated: "2026-01-10" },
        { type: "warehouse_transfer_out", lot: "L", quantity: "-4", dated: "2026-01-10" },
        { type: "warehouse_transfer_in", quantity: "4", dated: "2026-01-10" }
      )
      then.level(["6", "0", "6"])
      then.level(["4", "0", "4"], { at: "KRK" })
    })
  })

  describe("of a return", () => {
    it("takes the pieces out of the lot again, and they may come back once more", () => {
      const { given, when, then } = story()
      given.receipt("L", "20", "7.50")
      const issue = when.issues("8")
      const goodsReturn = when.returns("3", { of: issue, on: "2026-01-10" })
      then.movements(when.reverses(goodsReturn), {
        type: "goods_issue_return_reversal",
        lot: "L",
        quantity: "-3",
        dated: "2026-01-10",
      })
      then.level(["12", "0", "12"])
      then.lines(when.previews(), { issued: "8", net: "8", netValue: "60.00" })
      then.gaveBack(when.returns("8", { of: issue }), "L 8 open")
      then.level(["20", "0", "20"])
    })

    it("takes own pieces from where the return had moved them", () => {
      const { given, when, then } = story({ warehouses })
      given.receipt("L", "20", "7.50")
      const issue = when.issues("8")
      when.settles()
      const goodsReturn = when.returns("3", { of: issue, at: "DED" })
      then.level(["3", "3", "0"], { at: "DOWN" })
      when.reverses(goodsReturn)
      then.level(["0", "0", "0"], { at: "DOWN" })
      then.level(["0", "0", "0"], { at: "DED" })
    })

    it("empties the child lot that the return had opened", () => {
      const { given, when, then } = story({ warehouses })
      given.receipt("L", "20", "7.50", { on: "2026-01-05" })
      const issue = when.issues("8", { on: "2026-01-06" })
      const goodsReturn = when.returns("3", { of: issue, at: "KRK", on: "2026-01-10" })
      then.movements(
        when.reverses(goodsReturn),
        { type: "warehouse_transfer_in_reversal", quantity: "-3", dated: "2026-01-10" },
        { type: "warehouse_transfer_out_reversal", lot: "L", quantity: "3", dated: "2026-01-10" },
        { type: "goods_issue_return_reversal", lot: "L", quantity: "-3", dated: "2026-01-10" }
      )
      then.childLots("KRK", { remaining: "0" })
      then.level(["12", "0", "12"])
      then.level(["0", "0", "0"], { at: "KRK" })
      then.lines(when.settles(), { issued: "8", net: "8", netValue: "60.00" })
    })

    it("leaves the child lot and its first lot at the same instant, so that no closing stock lacks them", () => {
      const { given, when, then } = story({ warehouses })
      given.receipt("L", "3", "5.00", { on: "2026-01-05" })
      const first = when.issues("3", { on: "2026-01-06" })
      const goodsReturn = when.returns("3", { of: first, at: "KRK", on: "2026-01-10" })
      const second = when.issues("3", { at: "KRK", on: "2026-01-12" })
      when.returns("3", { of: second, at: "KRK", on: "2026-01-14" })
      then.movements(
        when.reverses(goodsReturn),
        { type: "warehouse_transfer_in_reversal", quantity: "-3", dated: "2026-01-14" },
        { type: "warehouse_transfer_out_reversal", lot: "L", quantity: "3", dated: "2026-01-14" },
        { type: "goods_issue_return_reversal", lot: "L", quantity: "-3", dated: "2026-01-14" }
      )
      then.statement(when.settles({ to: "2026-01-13", on: "2026-01-15" }), {
        received: "3",
        consumed: "3",
        closing: "0",
      })
    })

    it("is not dated before other goods of the lot arrived", () => {
      const { given, when, then } = story()
      given.receipt("L", "5", "1.00", { on: "2026-01-05" })
      const first = when.issues("5", { on: "2026-01-06" })
      const early = when.returns("3", { of: first, on: "2026-01-08" })
      when.issues("3", { on: "2026-01-10" })
      when.returns("2", { of: first, on: "2026-01-12" })
      const third = when.issues("2", { on: "2026-01-13" })
      when.returns("2", { of: third, on: "2026-01-14" })
      given.receipt("L2", "1", "1.00")
      then.refuses(() => when.reverses(early), "EXCEEDS_REVERSIBLE", {
        quantity: "3",
        available: "2",
      })
    })

    it("lets a pending shipment wait again", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "5.00")
      const fulfilment = when.fulfils("12")
      const goodsReturn = when.returns("3", { of: fulfilment })
      then.level(["1", "0", "1"])
      when.reverses(goodsReturn)
      then.level(["-2", "0", "0"], { pending: "2" })
      then.gaveBack(when.cancels(fulfilment), "pending 2 own", "L 10 open")
    })

    it("takes goods of the lot though another shipment still waits at the location", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "5.00")
      const first = when.fulfils("5")
      when.fulfils("8")
      then.level(["-3", "0", "0"], { pending: "3" })
      const goodsReturn = when.returns("2", { of: first })
      then.level(["-1", "0", "2"], { pending: "3" })
      when.reverses(goodsReturn)
      then.level(["-3", "0", "0"], { pending: "3" })
    })

    it("refuses pieces of a pending shipment that a receipt has served since they came back", () => {
      const { given, when, then } = story({ warehouses })
      const fulfilment = when.fulfils("2")
      const goodsReturn = when.returns("1", { of: fulfilment, at: "KRK" })
      given.receipt("L", "5", "1.00")
      then.picks(fulfilment, "L 2")
      then.refuses(() => when.reverses(goodsReturn), "EXCEEDS_REVERSIBLE", {
        inventory_item_ids: ["X"],
      })
    })

    it("refuses goods that were issued again", () => {
      const { given, when, then } = story()
      given.receipt("L", "8", "7.50")
      const issue = when.issues("8")
      const goodsReturn = when.returns("3", { of: issue })
      when.issues("1")
      then.refuses(() => when.reverses(goodsReturn), "EXCEEDS_REVERSIBLE", {
        quantity: "3",
        available: "2",
      })
    })

    it("refuses own pieces that were issued again", () => {
      const { given, when, then } = story({ netReturns: false })
      given.receipt("L", "20", "7.50")
      const goodsReturn = when.returns("3", { of: when.issues("8") })
      when.issues("1")
      then.refuses(() => when.reverses(goodsReturn), "EXCEEDS_REVERSIBLE", {
        quantity: "3",
        available: "2",
      })
    })

    it("refuses goods that are reserved for orders", () => {
      const { given, when, then } = story()
      given.receipt("L", "8", "7.50")
      const goodsReturn = when.returns("3", { of: when.issues("8") })
      given.reserved("1")
      then.refuses(() => when.reverses(goodsReturn), "EXCEEDS_REVERSIBLE", { available: "2" })
    })

    it("refuses a return that a settlement has closed", () => {
      const { given, when, then } = story()
      given.receipt("L", "8", "7.50")
      const goodsReturn = when.returns("3", { of: when.issues("8") })
      when.settles()
      then.refuses(() => when.reverses(goodsReturn), "PERIOD_CLOSED")
    })
  })

  describe("within the attempt of the host", () => {
    it("undoes a fulfilment, pending quantity included, and leaves no trace in a settlement", () => {
      const { given, when, then } = story()
      given.own("2")
      given.receipt("L", "4", "7.50")
      const undone = when.undoesAtOnce(when.fulfils("9"))
      then.movements(undone, {
        type: "goods_issue",
        lot: "L",
        quantity: "4",
        technical: true,
      })
      then.level(["6", "2", "4"])
      then.lines(when.previews())

      when.fulfils("3")
      then.lines(when.settles(), { issued: "1", net: "1", netValue: "7.50" })
    })

    it("undoes a return to a child lot", () => {
      const { given, when, then } = story({ warehouses })
      given.receipt("L", "20", "7.50")
      const fulfilment = when.fulfils("8")
      const goodsReturn = when.returns("3", { of: fulfilment, at: "KRK", byHost: true })
      when.undoesAtOnce(goodsReturn)
      then.level(["12", "0", "12"])
      then.level(["0", "0", "0"], { at: "KRK" })
      then.lines(when.previews(), { issued: "8", net: "8", netValue: "60.00" })
      then.gaveBack(when.cancels(fulfilment), "L 8 open")
    })

    it("undoes the move of own pieces out of a dedicated warehouse", () => {
      const { given, when, then } = story({ warehouses })
      given.own("3", { at: "SHOP" })
      const fulfilment = when.fulfils("3", { at: "SHOP" })
      when.undoesAtOnce(when.returns("3", { of: fulfilment, at: "DED", byHost: true }))
      then.level(["0", "0", "0"], { at: "DED" })
      then.level(["0", "0", "0"], { at: "DOWN" })
    })

    it("leaves pieces that another issue took meanwhile as a difference", () => {
      const { given, when, then } = story()
      given.receipt("L", "3", "7.50")
      const fulfilment = when.fulfils("3")
      const goodsReturn = when.returns("3", { of: fulfilment, byHost: true })
      when.issues("1")
      when.undoesAtOnce(goodsReturn)
      then.lots({ L: "0" })
      then.level(["-1", "-1", "0"])
    })
  })
})
