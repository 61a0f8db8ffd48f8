import { story, warehouse } from "./given"

/** L1 10 @5.00, of which 12 are fulfilled. */
const twoOnBackorder = () => {
  const told = story({
    warehouses: [
      warehouse("M", "LOC", { branchCode: "WAW" }),
      warehouse("K", "KRK", { branchCode: "KRK" }),
    ],
  })
  told.given.receipt("L1", "10", "5.00", { on: "2026-01-10" })
  const fulfilment = told.when.fulfils("12", { on: "2026-01-20" })
  return { ...told, fulfilment }
}

describe("pending quantity", () => {
  it("E21: takes more than is in stock only for a fulfilment of the host", () => {
    const { given, when, then } = story()
    given.receipt("L1", "10", "5.00", { on: "2026-01-10" })
    then.refuses(() => when.issues("12"), "INSUFFICIENT_STOCK", {
      lines: [{ index: 0, quantity: "12", available: "10" }],
    })
    const fulfilment = when.fulfils("12", { on: "2026-01-20" })
    then.picks(fulfilment, "L1 10", "pending 2")
    then.level(["-2", "0", "0"], { pending: "2" })
    then.lines(when.settles({ to: "2026-01-31", on: "2026-02-01" }), {
      issued: "10",
      net: "10",
      netValue: "50.00",
    })
  })

  it("needs a variant that allows backorder", () => {
    const { given, when, then } = story()
    given.receipt("L1", "6", "5.00")
    given.own("1")
    then.refuses(() => when.fulfils("8", { allowsBackorder: false }), "INSUFFICIENT_STOCK", {
      lines: [{ index: 0, quantity: "8", available: "7" }],
    })
    then.picks(when.fulfils("7", { allowsBackorder: false }), "own 1", "L1 6")
    then.refuses(() => when.fulfils("1", { allowsBackorder: false }), "INSUFFICIENT_STOCK")
  })

  it("E21a: attributes the next receipt first, dated by its lot and not late", () => {
    const { given, when, then, fulfilment } = twoOnBackorder()
    when.settles({ to: "2026-01-31", on: "2026-02-01" })
    given.invoiced("L1", "5.00", "10")
    const receipt = given.receipt("L2", "20", "5.50", { on: "2026-02-02" })
    then.picks(fulfilment, "L1 10", "L2 2")
    then.movements(receipt, { type: "goods_receipt", lot: "L2", quantity: "20" })
    then.movements(
      fulfilment,
      { type: "goods_issue", lot: "L1", quantity: "-10", dated: "2026-01-20" },
      { type: "goods_issue", lot: "L2", quantity: "-2", dated: "2026-02-02", late: false }
    )
    then.level(["18", "0", "18"])
    then.lines(when.settles({ to: "2026-02-28", on: "2026-03-01" }), {
      issued: "2",
      net: "2",
      netValue: "11.00",
    })
  })

  it("E21b: leaves own pieces that the host adds to what is pending, never to another issue", () => {
    const { given, when, then, fulfilment } = twoOnBackorder()
    given.own("5")
    then.level(["3", "5", "0"], { pending: "2" })
    then.picks(fulfilment, "L1 10", "pending 2")
    then.picks(when.fulfils("4"), "own 3", "pending 1")
    then.lines(when.settles(), { issued: "10", net: "10", netValue: "50.00" })
  })

  it("E21c: ends where its pieces come back", () => {
    const { when, then, fulfilment } = twoOnBackorder()
    then.gaveBack(when.returns("3", { of: fulfilment, byHost: true }), "pending 2 own", "L1 1 open")
    then.level(["1", "0", "1"])
    then.lines(when.settles(), { issued: "10", returned: "1", net: "9", netValue: "45.00" })
  })

  it("E21d: keeps waiting for what the receipt does not cover", () => {
    const { given, when, then } = story()
    const fulfilment = when.fulfils("3")
    given.receipt("L", "2", "1.00")
    then.picks(fulfilment, "pending 1", "L 2")
    then.lots({ L: "0" })
    then.level(["-1", "0", "0"], { pending: "1" })
  })

  it("serves the oldest fulfilment first", () => {
    const { given, when, then } = story()
    const first = when.fulfils("3", { on: "2026-01-10" })
    const second = when.fulfils("3", { on: "2026-01-11" })
    given.receipt("L", "4", "1.00", { on: "2026-01-12" })
    then.picks(first, "L 3")
    then.picks(second, "pending 2", "L 1")
    then.level(["-2", "0", "0"], { pending: "2" })
  })

  it("waits at its own location and for its own item only", () => {
    const { given, then, fulfilment } = twoOnBackorder()
    given.receipt("L2", "5", "1.00", { at: "KRK" })
    given.receipt("L3", "5", "1.00", { item: "Y" })
    then.picks(fulfilment, "L1 10", "pending 2")
    then.lots({ L2: "5", L3: "5" })
  })

  it("is dated by the issue where the receipt is dated before it", () => {
    const { given, when, then } = story()
    const fulfilment = when.fulfils("3", { on: "2026-01-10" })
    given.receipt("L", "5", "1.00", { on: "2026-01-12", dated: "2026-01-08" })
    then.movements(fulfilment, { lot: "L", quantity: "-3", dated: "2026-01-10" })
  })

  it("is own where its pieces come back elsewhere, and goes on waiting at home", () => {
    const { given, when, then, fulfilment } = twoOnBackorder()
    const goodsReturn = when.returns("1", { of: fulfilment, at: "KRK", byHost: true })
    then.gaveBack(goodsReturn, "own 1 own")
    then.level(["1", "1", "0"], { at: "KRK" })
    then.level(["-2", "0", "0"], { pending: "2" })
    given.receipt("L2", "5", "1.00")
    then.picks(fulfilment, "L1 10", "L2 2")
    then.level(["3", "0", "3"])
    // The piece that came back stays given back: one of the two attributed may still come back.
    then.refuses(() => when.returns("12", { of: fulfilment }), "EXCEEDS_RETURNABLE", {
      lines: [{ returnable: "11" }],
    })
    then.gaveBack(when.returns("2", { of: fulfilment }), "L2 1 open", "L1 1 open")
  })

  it("comes back to the lot that it was attributed to", () => {
    const { given, when, then, fulfilment } = twoOnBackorder()
    given.receipt("L2", "20", "5.50")
    then.gaveBack(when.returns("3", { of: fulfilment, byHost: true }), "L2 2 open", "L1 1 open")
    then.lots({ L1: "1", L2: "20" })
    then.lines(when.settles(), { issued: "12", returned: "3", net: "9", netValue: "45.00" })
  })

  it("ends when its fulfilment is cancelled", () => {
    const { when, then, fulfilment } = twoOnBackorder()
    then.gaveBack(when.cancels(fulfilment), "pending 2 own", "L1 10 open")
    then.level(["10", "0", "10"])
  })
})
