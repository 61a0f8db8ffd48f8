import { toText } from "../quantity"
import { storyOfDocuments } from "./documents"

describe("revaluation", () => {
  it("E8: values what remains at the new cost, and leaves what was issued", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "10", "10.00")
    when.issues("4")
    const { revalued } = when.revalues("12.00", ["L"])
    expect(
      revalued.map((lot) => [lot.lotId, toText(lot.quantity), toText(lot.oldUnitCost)])
    ).toEqual([["L", "6", "10"]])
    when.issues("3")
    then.lines(when.settles(), { issued: "7", net: "7", netValue: "76.00" })
    then.value(["L"], "36.00")
  })

  it("E8b: leaves a settled period as it is", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "10", "10.00")
    when.issues("4")
    then.lines(when.settles(), { issued: "4", net: "4", netValue: "40.00" })
    given.invoiced("L", "10.00", "4")
    when.revalues("12.00", ["L"])
    when.issues("3")
    then.lines(when.settles(), { issued: "3", net: "3", netValue: "36.00" })
  })

  it("E8c: takes a piece back at the cost it left with, and keeps it at today's", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "10", "10.00")
    const first = when.issues("4")
    when.revalues("12.00", ["L"])
    when.issues("3")
    when.returns("1", { of: first })
    then.value(["L"], "48.00")
    then.lines(when.settles(), { issued: "7", returned: "1", net: "6", netValue: "66.00" })
  })

  it("E6b: leaves prepaid pieces at the price of their invoice", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "60", "12.00")
    given.invoiced("L", "12.00", "39")
    expect(when.revalues("13.00", ["L"]).revalued.map((lot) => toText(lot.quantity))).toEqual([
      "21",
    ])
    then.movements(
      when.issues("50"),
      { quantity: "-39", unitCost: "12" },
      { quantity: "-11", unitCost: "13" }
    )
  })

  it.each([
    ["2026-01-20", "PERIOD_CLOSED"],
    ["2026-02-03", "INVALID_DATA"],
  ] as const)("is not dated back: to %s refuses with %s", (dated, code) => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "10", "10.00", { on: "2026-01-05" })
    when.settles({ to: "2026-01-31", on: "2026-02-02" })
    then.refuses(() => when.revalues("12", ["L"], { dated, on: "2026-02-10" }), code, {
      path: "effective_at",
    })
  })

  it("refuses an empty lot, and a lot that stands twice", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L1", "1", "10.00")
    given.receipt("L2", "1", "10.00")
    when.issues("1")
    then.refuses(() => when.revalues("12", ["L2", "L1"]), "INVALID_DATA", {
      lines: [{ index: 1 }],
    })
    then.refuses(() => when.revalues("12", ["L2", "L2"]), "INVALID_DATA", {
      lines: [
        { index: 0, path: "lot_id" },
        { index: 1, path: "lot_id" },
      ],
    })
  })
})
