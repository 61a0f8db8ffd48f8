import { choosePrefixes, toPrefixes } from "../number-prefixes"

/** The fields that are refused, and why. */
const refusalOf = (choose: () => unknown): string[] => {
  try {
    choose()
  } catch (error) {
    const { details } = error as { details: { fields: { path: string; reason: string }[] } }
    return details.fields.map(({ path, reason }) => `${path}: ${reason}`)
  }
  return []
}

describe("prefixes of numbers", () => {
  it("are the original ones until a store chooses others", () => {
    expect(toPrefixes(null)).toMatchObject({ goods_receipt: "GR", invoice: "INV", loan: "LN" })
    const chosen = choosePrefixes(null, { goods_receipt: "WE" })
    expect(toPrefixes(chosen)).toMatchObject({ goods_receipt: "WE", goods_issue: "GI" })
  })

  it("can be the original or an earlier one again", () => {
    const first = choosePrefixes(null, { invoice: "F-2026" })
    const second = choosePrefixes(first, { invoice: "F-2027" })
    expect(toPrefixes(choosePrefixes(second, { invoice: null }))).toMatchObject({ invoice: "INV" })
    expect(toPrefixes(choosePrefixes(second, { invoice: "F-2026" }))).toMatchObject({
      invoice: "F-2026",
    })
  })

  it("belong to one kind of document for good", () => {
    const earlier = choosePrefixes(choosePrefixes(null, { delivery: "WZ" }), { delivery: "LS" })
    expect(
      refusalOf(() =>
        choosePrefixes(earlier, { goods_issue: "WZ", take_back: "GR", loan: "LS", settlement: "A" })
      )
    ).toEqual([
      "number_prefixes.goods_issue: taken",
      "number_prefixes.take_back: taken",
      "number_prefixes.loan: taken",
    ])
  })

  it("are not given to two kinds at once", () => {
    expect(refusalOf(() => choosePrefixes(null, { goods_issue: "W", delivery: "W" }))).toEqual([
      "number_prefixes.goods_issue: taken",
      "number_prefixes.delivery: taken",
    ])
  })

  it("leave those of self-billed invoices alone", () => {
    expect(
      refusalOf(() => choosePrefixes(null, { invoice: "SB-WILG", credit_note: "SB" }))
    ).toEqual(["number_prefixes.invoice: taken", "number_prefixes.credit_note: taken"])
    expect(refusalOf(() => choosePrefixes(null, { invoice: "SBX" }))).toEqual([])
  })
})
