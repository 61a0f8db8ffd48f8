import { storyOfDocuments } from "./documents"
import { warehouse } from "./given"

const dedicated = {
  warehouses: [warehouse("M", "LOC", { branchCode: "WAW", ownStockLocationId: "OWNLOC" })],
}
const ofA = { contractor: "A" }

describe("stock count", () => {
  it.each([
    [
      "E22: bills a loss",
      "consignee",
      { counted_lost: "1", net: "1", netValue: "5.00" },
      { consumed: "1" },
    ],
    ["E22b: bills no loss of the consignor's", "consignor", null, { counted: "-1" }],
  ] as const)("%s", (_, countLossLiability, line, row) => {
    const { given, when, then } = storyOfDocuments({ countLossLiability })
    given.receipt("L", "30", "5.00")
    when.counts("29", ofA)
    then.level(["29", "0", "29"])
    const settlement = when.settles()
    then.lines(settlement, ...(line ? [line] : []))
    then.statement(settlement, { received: "30", closing: "29", ...row })
  })

  it("E22c: puts a gain on the newest lot", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L1", "10", "5.00")
    given.receipt("L2", "10", "5.00")
    when.counts("21", ofA)
    then.lots({ L1: "10", L2: "11" })
    const settlement = when.settles()
    then.lines(settlement)
    then.statement(settlement, { received: "20", counted: "1", closing: "21" })
  })

  it("E22d: finds losses again, newest first", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L1", "3", "5.00")
    given.receipt("L2", "27", "6.00")
    when.counts("28", ofA)
    when.counts("25", ofA)
    then.movements(
      when.counts("31", ofA),
      { lot: "L2", quantity: "2", unitCost: "6", liable: true },
      { lot: "L1", quantity: "1", unitCost: "5", liable: true },
      { lot: "L1", quantity: "2", unitCost: "5", liable: true },
      { lot: "L2", quantity: "1", liable: false, reversesId: null }
    )
    then.lots({ L1: "3", L2: "28" })
    const settlement = when.settles()
    then.lines(settlement, { counted_lost: "0", net: "0", balanced: true })
    then.statement(settlement, { received: "30", counted: "1", closing: "31" })
  })

  it("finds nothing again that is settled, or was the consignor's loss", () => {
    const settled = storyOfDocuments()
    settled.given.receipt("L", "30", "5.00")
    settled.when.counts("28", ofA)
    settled.when.settles()
    settled.then.movements(settled.when.counts("29", ofA), { quantity: "1", liable: false })

    const { given, when, then } = storyOfDocuments({ countLossLiability: "consignor" })
    given.receipt("L", "30", "5.00")
    when.counts("28", ofA)
    then.movements(when.counts("29", ofA), { quantity: "1", liable: false, reversesId: null })
  })

  it("finds again only what had been lost by then", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "30", "5.00", { on: "2026-01-10" })
    when.counts("29", { ...ofA, on: "2026-01-20" })
    then.movements(when.counts("31", { ...ofA, dated: "2026-01-15" }), {
      quantity: "1",
      dated: "2026-01-15",
      reversesId: null,
    })
    then.lots({ L: "30" })
    then.refuses(() => when.counts("1", { ...ofA, dated: "2026-01-05" }), "INVALID_DATA")
  })

  it("compares with the book as of its date; what moved later keeps its effect", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L1", "10", "5.00", { on: "2026-01-10" })
    given.receipt("L2", "5", "6.00", { on: "2026-01-20" })
    when.issues("4", { on: "2026-01-22" })
    then.movements(when.counts("9", { ...ofA, dated: "2026-01-15" }), {
      lot: "L1",
      quantity: "-1",
      dated: "2026-01-15",
    })
    then.lots({ L1: "5", L2: "5" })
    then.movements(when.counts("9", { ...ofA, dated: "2026-01-16" }))
  })

  it("takes nothing from a lot that no longer holds it", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L1", "10", "5.00", { on: "2026-01-10" })
    given.receipt("L2", "5", "6.00", { on: "2026-01-20" })
    when.issues("9", { on: "2026-01-22" })
    const counts = (quantity: string) => when.counts(quantity, { ...ofA, dated: "2026-01-15" })
    then.refuses(() => counts("8"), "INSUFFICIENT_STOCK")
    then.movements(counts("9"), { lot: "L1", quantity: "-1", dated: "2026-01-15" })
    then.lots({ L1: "0", L2: "5" })
  })

  it("names an item once", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "10", "5.00")
    const twice = [
      { item: "X", quantity: "9" },
      { item: "X", quantity: "8" },
    ]
    then.refuses(() => when.counts(twice, ofA), "INVALID_DATA")
    then.refuses(() => when.counts(twice), "INVALID_DATA")
  })

  it("E22e: counts everything: own pieces first, then lots; what is more is own", () => {
    const { given, when, then } = storyOfDocuments()
    given.own("2")
    given.receipt("L", "30", "5.00")
    when.counts("29")
    then.level(["29", "0", "29"])
    then.movements(when.counts("33"))
    then.level(["33", "4", "29"])
  })

  it.each([
    ["E26c", "22", {}, "20", "2"],
    ["of the contractor, exactly", "20", ofA, "20", "2"],
    ["of the contractor, more", "21", ofA, "21", "1"],
    ["of the contractor, all", "22", ofA, "22", "0"],
    ["of the contractor, more than stocked", "25", ofA, "25", "0"],
    ["of the contractor, less", "19", ofA, "19", "2"],
  ])("%s: moves own goods out of a dedicated warehouse", (_, counted, options, lot, own) => {
    const { given, when, then } = storyOfDocuments(dedicated)
    given.receipt("L", "20", "7.50")
    given.own("2")
    when.counts(counted, options)
    then.level([lot, "0", lot])
    then.level([own, own, "0"], { at: "OWNLOC" })
  })

  it.each([
    ["E26d", "19"],
    ["E26e", "20"],
    ["more than was ever there", "21"],
  ])("%s: resolves a difference by counting %s", (_, counted) => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "20", "7.50")
    given.own("-1")
    when.counts(counted, ofA)
    then.level([counted, "0", counted])
  })

  it("keeps what waits for a receipt", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "10", "5.00")
    when.fulfils("12")
    then.movements(when.counts("0"))
    then.level(["-2", "0", "0"], { pending: "2" })
  })

  it("has no lot to put a gain on where the contractor never had one", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("B:LB", "10", "5.00")
    then.refuses(() => when.counts({ X: "1", Y: "2" }, ofA), "INVALID_DATA", {
      lines: [
        { index: 0, path: "counted_quantity" },
        { index: 1, path: "counted_quantity" },
      ],
    })
  })

  it("finds nothing own at a customer", () => {
    const { when, then } = storyOfDocuments({
      warehouses: [warehouse("M", "LOC", { direction: "outbound", contractorId: "A" })],
    })
    then.refuses(() => when.counts("1"), "DEDICATED_WAREHOUSE", { lines: [{ index: 0, own: "1" }] })
    then.movements(when.counts("0"))
  })

  it("takes prepaid pieces first where the consignee pays, and last where he does not", () => {
    const lost = (countLossLiability: "consignee" | "consignor") => {
      const told = storyOfDocuments({ countLossLiability })
      told.given.receipt("L", "10", "5.00")
      told.given.invoiced("L", "5.50", "4")
      return { ...told, count: told.when.counts("9", ofA) }
    }
    const paid = lost("consignee")
    paid.then.movements(paid.count, { quantity: "-1", unitCost: "5.5", liable: true })
    const unpaid = lost("consignor")
    unpaid.then.movements(unpaid.count, { quantity: "-1", unitCost: "5", liable: false })
    unpaid.then.prepaid("L", ["4", "5.50"])
  })

  it("is not dated into a closed period", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "10", "5.00", { on: "2026-01-05" })
    when.settles({ to: "2026-01-31", on: "2026-02-02" })
    for (const counted of ["9", "11"]) {
      then.refuses(() => when.counts(counted, { ...ofA, dated: "2026-01-20" }), "PERIOD_CLOSED")
    }
  })

  it("is reversed with its levels, until what it found is gone", () => {
    const { given, when, then } = storyOfDocuments()
    given.own("2")
    given.receipt("L", "30", "5.00")
    when.reversesWhole(when.counts("29"))
    then.level(["32", "2", "30"])
    const found = when.counts("33", { contractor: "A" })
    when.issues("34")
    then.refuses(() => when.reversesWhole(found), "EXCEEDS_REVERSIBLE", { remaining: "1" })
    const own = when.counts("3")
    when.issues("1")
    then.refuses(() => when.reversesWhole(own), "EXCEEDS_REVERSIBLE", { missing: "1" })
  })

  it("loses again what a reversed count had found", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "30", "5.00")
    when.counts("28", ofA)
    when.reversesWhole(when.counts("30", ofA))
    then.lots({ L: "28" })
    then.movements(when.counts("31", ofA), { quantity: "2", liable: true }, { quantity: "1" })
  })
})
