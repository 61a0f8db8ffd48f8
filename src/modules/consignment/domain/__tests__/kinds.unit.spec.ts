import { documentTypes, effectOf, movementTypes, reversibleTypes } from "../kind-lists"
import { kindOf, kinds } from "../kinds"

describe("the registry of document kinds", () => {
  it("gives every kind a path and a number prefix of its own", () => {
    const paths = documentTypes.map((type) => kindOf(type).path)
    const prefixes = documentTypes.map((type) => kindOf(type).numberPrefix)

    expect(new Set(paths).size).toBe(documentTypes.length)
    expect(new Set(prefixes).size).toBe(documentTypes.length)
  })

  it("names each movement type once, and its reversal beside it", () => {
    const written = documentTypes.flatMap((type) => Object.keys(kinds[type].movements))
    const withoutReversal = movementTypes.filter(
      (type) => !type.endsWith("_reversal") && !written.includes(`${type}_reversal`)
    )

    expect(written).toHaveLength(movementTypes.length)
    expect(withoutReversal).toEqual([])
  })

  it("lets each returning kind take back units of a kind that allocates them", () => {
    const returning = reversibleTypes.flatMap((type) => kindOf(type).returns ?? [])

    expect(returning).toEqual(["goods_issue", "internal_issue", "reported_sale"])
    expect(returning.map((type) => kindOf(type as keyof typeof kinds).allocates)).toEqual([
      true,
      true,
      true,
    ])
  })

  it("reads the effect of a count difference from who is liable", () => {
    expect(effectOf({ type: "count_loss", liable: true })).toEqual({
      kind: "consumed",
      column: "counted_lost",
    })
    expect(effectOf({ type: "count_loss", liable: false })).toEqual({ kind: "counted" })
  })

  it("counts the reversal of an issue as returned, and of a purchase as reversed purchase", () => {
    expect(effectOf({ type: "reported_sale_reversal", liable: false })).toEqual({
      kind: "consumed",
      column: "returned",
    })
    expect(effectOf({ type: "ownership_transfer_reversal", liable: false })).toEqual({
      kind: "consumed",
      column: "transfer_reversed",
    })
  })
})
