import { story, warehouse } from "./given"

/** M at LOC, K at KRK, and two dedicated warehouses: D at DED with DOWN, and M too where the test says so. */
const warehouses = (ownAtM = "LOC") => [
  warehouse("M", "LOC", { branchCode: "WAW", ownStockLocationId: ownAtM }),
  warehouse("K", "KRK", { branchCode: "KRK" }),
  warehouse("D", "DED", { ownStockLocationId: "DOWN" }),
]

describe("goods issue return", () => {
  describe("in the open period", () => {
    it("E2a: balances a sale that comes back whole", () => {
      const { given, when, then } = story()
      given.receipt("L", "20", "7.50")
      const issue = when.issues("8")
      then.gaveBack(when.returns("8", { of: issue }), "L 8 open")
      then.lots({ L: "20" })
      then.lines(when.settles(), { issued: "8", returned: "8", balanced: true })
    })

    it("E2b: nets a return in the open period", () => {
      const { given, when, then } = story()
      given.receipt("L", "20", "7.50")
      const issue = when.issues("8")
      then.gaveBack(when.returns("3", { of: issue }), "L 3 open")
      then.level(["15", "0", "15"])
      then.lines(when.settles(), { issued: "8", returned: "3", net: "5", netValue: "37.50" })
    })

    it("E2c: keeps the pieces as own where the agreement does not net returns", () => {
      const { given, when, then } = story({ netReturns: false })
      given.receipt("L", "20", "7.50")
      const issue = when.issues("8")
      const goodsReturn = when.returns("3", { of: issue })
      then.gaveBack(goodsReturn, "own 3 net_returns_off")
      then.allocations(goodsReturn, {
        ownership: "own",
        lotId: null,
        contractorId: null,
        quantity: "3",
        unitCost: "7.50",
        currencyCode: "EUR",
      })
      then.level(["15", "3", "12"])
      then.lines(when.settles(), { issued: "8", net: "8", netValue: "60.00" })
    })

    it("refuses a return of the host of more than has left, by whatever way it came back", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "1.00")
      const issue = when.fulfils("3")
      when.returns("2", { of: issue })
      const byHost = { of: issue, byHost: true }
      then.refuses(() => when.returns("3", { ...byHost, unissued: {} }), "EXCEEDS_RETURNABLE", {
        lines: [{ index: 0, quantity: "3", returnable: "1" }],
      })
      then.refuses(
        () => when.returns("3", { ...byHost, unissued: { X: "1" } }),
        "EXCEEDS_RETURNABLE"
      )
      const goodsReturn = when.returns("3", { ...byHost, unissued: { X: "2" } })
      then.gaveBack(goodsReturn, "L 1 open", "own 2 own")
    })

    it("E9: refuses more than is left to return", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "1.00")
      const issue = when.issues("5")
      when.returns("3", { of: issue })
      then.refuses(() => when.returns("3", { of: issue }), "EXCEEDS_RETURNABLE", {
        lines: [{ index: 0, code: "EXCEEDS_RETURNABLE", quantity: "3", returnable: "2" }],
      })
      then.lots({ L: "8" })
    })

    it("names every line of which too much comes back", () => {
      const { given, when, then } = story()
      given.own("5")
      given.own("5", { item: "Y" })
      const issue = when.issues({ X: "2", Y: "3" })
      then.refuses(
        () => when.returns({ Z: "1", X: "2", Y: "3.5" }, { of: issue }),
        "EXCEEDS_RETURNABLE",
        {
          lines: [
            { index: 0, sku: "Z", quantity: "1", returnable: "0" },
            { index: 2, sku: "Y", quantity: "3.5", returnable: "3" },
          ],
        }
      )
    })

    it("counts what earlier lines of the same return gave back", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "1.00")
      const issue = when.issues("5")
      const lines = [
        { item: "X", quantity: "3" },
        { item: "X", quantity: "3" },
      ]
      then.refuses(() => when.returns(lines, { of: issue }), "EXCEEDS_RETURNABLE", {
        lines: [{ index: 1, quantity: "3", returnable: "2" }],
      })
    })

    it("E33d: refuses a date before the issue, and is late when it is dated into a closed period", () => {
      const { given, when, then } = story()
      given.receipt("L", "20", "1.00", { on: "2026-01-10" })
      when.settles({ to: "2026-01-31", on: "2026-02-01" })
      const issue = when.issues("4", { on: "2026-02-05", dated: "2026-01-25" })
      then.movements(issue, { lot: "L", quantity: "-4", dated: "2026-01-25", late: true })
      then.movements(when.returns("1", { of: issue, dated: "2026-01-26" }), {
        type: "goods_issue_return",
        quantity: "1",
        dated: "2026-01-26",
        late: true,
      })
      then.refuses(() => when.returns("1", { of: issue, dated: "2026-01-24" }), "INVALID_DATA", {
        path: "effective_at",
        issued_at: "2026-01-25T12:00:00.000Z",
      })
      const fulfilment = when.fulfils("2", { dated: "2026-01-28" })
      then.movements(when.cancels(fulfilment), {
        type: "goods_issue_reversal",
        quantity: "2",
        dated: "2026-01-28",
        late: true,
      })
      then.lines(when.settles({ to: "2026-02-28", on: "2026-03-01" }), {
        issued: "6",
        returned: "3",
        net: "3",
        netValue: "3.00",
        lateQuantity: "3",
      })
    })

    it("is never dated before the pieces left, even if their lot was opened after the issue", () => {
      const { given, when, then } = story()
      given.receipt("L", "5", "1.00", { on: "2026-02-03" })
      const issue = when.issues("2", { on: "2026-02-05", dated: "2026-01-20" })
      then.movements(when.returns("2", { of: issue, dated: "2026-01-25" }), {
        quantity: "2",
        dated: "2026-02-03",
      })
    })

    it("E8c: takes back the unit cost of what it undoes, whatever the lot costs by now", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "10.00")
      const issue = when.issues("4")
      given.revalued("L", "12.00")
      const second = when.issues("3")
      then.movements(second, { quantity: "-3", unitCost: "12" })
      then.movements(when.returns("1", { of: issue }), { quantity: "1", unitCost: "10" })
      then.value(["L"], "48.00")
      then.lines(when.settles(), { issued: "7", returned: "1", net: "6", netValue: "66.00" })
    })

    it("reports a return with the branch of its sale", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "1.00")
      const issue = when.issues("4", { branch: "GDN" })
      then.movements(when.returns("1", { of: issue }), { quantity: "1", branchCode: "GDN" })
    })

    it("takes back the lot that the return names", () => {
      const { given, when, then } = story()
      given.receipt("L1", "4", "1.00")
      given.receipt("L2", "4", "1.00")
      const issue = when.issues("6")
      then.gaveBack(when.returns("3", { of: issue, lot: "L1" }), "L1 3 open")
      then.lots({ L1: "3", L2: "2" })
    })
  })

  describe("after the close", () => {
    it("E4: makes the pieces own, and sells them first from then on", () => {
      const { given, when, then } = story()
      given.receipt("L", "20", "7.50", { on: "2026-01-05" })
      const issue = when.issues("8", { on: "2026-01-10" })
      const january = when.settles({ to: "2026-01-31", on: "2026-02-01" })
      then.lines(january, { issued: "8", net: "8", netValue: "60.00" })
      given.invoiced("L", "7.50", "8")
      then.gaveBack(when.returns("3", { of: issue, on: "2026-02-05" }), "own 3 settled")
      then.level(["15", "3", "12"])

      then.picks(when.issues("5", { on: "2026-02-06" }), "own 3", "L 2")
      then.lines(when.settles({ to: "2026-02-28", on: "2026-03-01" }), {
        issued: "2",
        net: "2",
        netValue: "15.00",
      })
      then.lots({ L: "10" })
    })

    it("E16: takes back the newest fulfilment first, in it the last allocation", () => {
      const { given, when, then } = story()
      given.own("3")
      given.receipt("L", "20", "7.00", { on: "2026-06-01" })
      const first = when.fulfils("7", { on: "2026-06-30" })
      then.picks(first, "own 3", "L 4")
      const june = when.settles({ to: "2026-06-30", on: "2026-07-01" })
      then.lines(june, { issued: "4", net: "4", netValue: "28.00" })
      const second = when.fulfils("3", { on: "2026-07-02" })
      then.picks(second, "L 3")

      const order = [first, second]
      then.gaveBack(when.returns("5", { of: order, byHost: true }), "L 3 open", "own 2 settled")
      then.gaveBack(when.returns("5", { of: order, byHost: true }), "own 2 settled", "own 3 own")
      then.level(["23", "7", "16"])
    })
  })

  describe("received elsewhere", () => {
    /** L 20 @7.50 at M, of which 8 were issued. */
    const eightIssued = (ownAtM?: string, netReturns = true) => {
      const told = story({ warehouses: warehouses(ownAtM), netReturns })
      told.given.receipt("L", "20", "7.50", { on: "2026-05-01" })
      const issue = told.when.issues("8", { on: "2026-05-10" })
      return { ...told, issue }
    }

    it("E25a: opens a child lot in another consignment warehouse while the sale is open", () => {
      const { when, then, issue } = eightIssued()
      const goodsReturn = when.returns("3", { of: issue, at: "KRK", on: "2026-05-12" })
      then.movements(
        goodsReturn,
        { type: "goods_issue_return", lot: "L", quantity: "3", dated: "2026-05-12" },
        { type: "warehouse_transfer_out", lot: "L", quantity: "-3", dated: "2026-05-12" },
        { type: "warehouse_transfer_in", quantity: "3", dated: "2026-05-12", warehouseId: "K" }
      )
      then.childLots("KRK", {
        originLotId: "L",
        contractorId: "A",
        warehouseId: "K",
        receivedAt: "2026-05-01T12:00:00.000Z",
        unitCost: "7.50",
        currencyCode: "EUR",
        remaining: "3",
      })
      then.level(["12", "0", "12"])
      then.level(["3", "0", "3"], { at: "KRK" })

      const settlement = when.previews()
      then.lines(settlement, { issued: "8", returned: "3", net: "5", netValue: "37.50" })
      then.statement(settlement, { received: "20", consumed: "5", closing: "15" })
      when.issues("3", { at: "KRK" })
      then.childLots("KRK", { originLotId: "L", remaining: "0" })
    })

    it("E25a: names the first lot as origin of a child's child, and goes home as a child", () => {
      const { when, then, issue } = eightIssued()
      when.returns("3", { of: issue, at: "KRK" })
      const second = when.issues("3", { at: "KRK" })
      when.returns("2", { of: second, at: "LOC" })
      then.childLots("KRK", { originLotId: "L", remaining: "0" })
      then.childLots("LOC", { originLotId: "L", warehouseId: "M", remaining: "2" })
      then.lots({ L: "12" })
      then.level(["14", "0", "14"])
    })

    it("E25b: is own at the other consignment warehouse after the close", () => {
      const { when, then, issue } = eightIssued()
      when.settles()
      then.gaveBack(when.returns("3", { of: issue, at: "KRK" }), "own 3 settled")
      then.level(["3", "3", "0"], { at: "KRK" })
      then.level(["12", "0", "12"])
    })

    it("E25c: is own, and still reported, where there is no consignment warehouse", () => {
      const { when, then, issue } = eightIssued()
      then.gaveBack(when.returns("3", { of: issue, at: "SHOP" }), "own 3 no_consignment_warehouse")
      then.level(["3", "3", "0"], { at: "SHOP" })
      then.lots({ L: "12" })
      then.lines(when.settles(), { issued: "8", net: "8", netValue: "60.00" })
    })

    it("E25d: sends open pieces home from the warehouse's own stock location", () => {
      const { when, then, issue } = eightIssued("OWNLOC")
      then.gaveBack(when.returns("3", { of: issue, at: "OWNLOC" }), "L 3 open")
      then.level(["15", "0", "15"])
      then.level(["0", "0", "0"], { at: "OWNLOC" })
      then.lines(when.settles(), { issued: "8", returned: "3", net: "5", netValue: "37.50" })
    })

    it("E25e: keeps settled pieces at the warehouse's own stock location", () => {
      const { when, then, issue } = eightIssued("OWNLOC")
      when.settles()
      then.gaveBack(when.returns("3", { of: issue, at: "OWNLOC" }), "own 3 settled")
      then.level(["12", "0", "12"])
      then.level(["3", "3", "0"], { at: "OWNLOC" })
    })

    it("E25f: moves settled pieces on to the own location of the dedicated warehouse", () => {
      const { when, then, issue } = eightIssued()
      when.settles()
      const goodsReturn = when.returns("3", { of: issue, at: "DED" })
      then.gaveBack(goodsReturn, "own 3 settled")
      then.allocations(goodsReturn, { ownership: "own", stockLocationId: "DOWN", quantity: "3" })
      then.level(["0", "0", "0"], { at: "DED" })
      then.level(["3", "3", "0"], { at: "DOWN" })
      then.level(["12", "0", "12"])
    })

    it("E25g: opens a child lot in the dedicated warehouse while the sale is open", () => {
      const { when, then, issue } = eightIssued()
      when.returns("3", { of: issue, at: "DED" })
      then.childLots("DED", { originLotId: "L", remaining: "3" })
      then.level(["3", "0", "3"], { at: "DED" })
      then.level(["0", "0", "0"], { at: "DOWN" })
      then.level(["12", "0", "12"])
    })

    it("E25h: keeps apart what is still reported and what was always own", () => {
      const { given, when, then } = story({ warehouses: warehouses() })
      given.own("2")
      given.receipt("L", "20", "7.50")
      const issue = when.issues("5")
      then.picks(issue, "own 2", "L 3")
      then.gaveBack(
        when.returns("4", { of: issue, at: "SHOP" }),
        "own 3 no_consignment_warehouse",
        "own 1 own"
      )
      then.level(["4", "4", "0"], { at: "SHOP" })
      then.lines(when.settles(), { issued: "3", net: "3", netValue: "22.50" })
    })

    it("keeps the pieces as own in the other warehouse where the agreement does not net returns", () => {
      const { when, then, issue } = eightIssued("LOC", false)
      then.gaveBack(when.returns("3", { of: issue, at: "DED" }), "own 3 net_returns_off")
      then.level(["0", "0", "0"], { at: "DED" })
      then.level(["3", "3", "0"], { at: "DOWN" })
    })

    it("takes the child lot's goods out without touching what is prepaid in the first lot", () => {
      const { given, when, then } = story({ warehouses: warehouses() })
      given.receipt("L", "20", "10.00")
      when.issues("10")
      when.settles()
      given.invoiced("L", "10.00", "13")
      const issue = when.issues("3")
      when.returns("3", { of: issue, at: "KRK" })
      then.lots({ L: "7" })
      then.prepaid("L", ["3", "10.00"])
    })
  })

  describe("in a dedicated warehouse", () => {
    it("E26: moves settled pieces to the own location, from where they are sold as own", () => {
      const { given, when, then } = story({ warehouses: warehouses("OWNLOC") })
      given.receipt("L", "20", "7.50")
      const issue = when.issues("8")
      then.lines(when.settles(), { issued: "8", net: "8", netValue: "60.00" })
      const goodsReturn = when.returns("3", { of: issue, byHost: true })
      then.gaveBack(goodsReturn, "own 3 settled")
      then.level(["12", "0", "12"])
      then.level(["3", "3", "0"], { at: "OWNLOC" })

      then.picks(when.issues("2", { at: "OWNLOC" }), "own 2")
      then.picks(when.issues("2"), "L 2")
      then.lines(when.settles(), {
        opening: "8",
        issued: "2",
        net: "2",
        netValue: "15.00",
        toInvoice: "10",
        amount: "75.00",
      })
    })

    it("moves always own pieces on, and those of which no issue is known", () => {
      const { given, when, then } = story({ warehouses: warehouses() })
      given.own("2", { at: "SHOP" })
      const issue = when.issues("2", { at: "SHOP" })
      const goodsReturn = when.returns("5", { of: issue, at: "DED", byHost: true })
      then.gaveBack(goodsReturn, "own 2 own", "own 3 own")
      then.level(["0", "0", "0"], { at: "DED" })
      then.level(["5", "5", "0"], { at: "DOWN" })
    })
  })

  it("keeps what the host takes back beyond our books as own", () => {
    const { given, when, then } = story()
    given.receipt("L", "5", "1.00")
    const issue = when.issues("2")
    const goodsReturn = when.returns("3", { of: issue, byHost: true })
    then.gaveBack(goodsReturn, "L 2 open", "own 1 own")
    then.level(["6", "1", "5"])
  })

  describe("of a claim", () => {
    it("E28: nets the faulty piece that comes back good with its replacement", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "7.50")
      const sale = when.fulfils("1")
      when.fulfils("1")
      then.gaveBack(when.returns("1", { of: sale, byHost: true }), "L 1 open")
      then.lots({ L: "9" })
      then.lines(when.settles(), { issued: "2", returned: "1", net: "1", netValue: "7.50" })
    })

    it("E28b: owes the faulty piece that the host does not restock, and its replacement", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "7.50")
      when.fulfils("1")
      when.fulfils("1")
      then.lots({ L: "8" })
      then.lines(when.settles(), { issued: "2", net: "2", netValue: "15.00" })
    })

    it("E28c: replaces a settled piece by the own piece that came back", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "7.50")
      const sale = when.fulfils("1")
      then.lines(when.settles(), { issued: "1", net: "1", netValue: "7.50" })
      given.invoiced("L", "7.50", "1")
      then.gaveBack(when.returns("1", { of: sale, byHost: true }), "own 1 settled")
      then.picks(when.fulfils("1"), "own 1")
      then.lots({ L: "9" })
      then.lines(when.settles())
    })

    it("E28d: takes back the good piece only when one of two is damaged", () => {
      const { given, when, then } = story()
      given.receipt("L", "4", "7.50")
      const sale = when.fulfils("2")
      when.returns("1", { of: sale, byHost: true })
      then.level(["3", "0", "3"])
      then.lines(when.settles(), { issued: "2", returned: "1", net: "1", netValue: "7.50" })
    })
  })
})
