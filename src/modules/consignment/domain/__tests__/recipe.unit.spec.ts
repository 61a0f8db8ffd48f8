import { exact, toText } from "../quantity"
import { decideReturnedParts, inPresentRecipe, type FulfilledPart, type Part } from "../recipe"

const part = (inventoryItemId: string, required: string): Part => ({
  lineItemId: "line",
  inventoryItemId,
  requiredQuantity: exact(required),
})

/** Newest first. */
const left = (inventoryItemId: string, quantity: string, required: string | null) =>
  ({
    lineItemId: "line",
    inventoryItemId,
    quantity: exact(quantity),
    requiredQuantity: required === null ? null : exact(required),
  }) satisfies FulfilledPart

const back = (units: string, fulfilled: FulfilledPart[], present: Part[]): string[] =>
  decideReturnedParts([{ lineItemId: "line", quantity: exact(units) }], fulfilled, present).map(
    ({ inventoryItemId, quantity }) => `${inventoryItemId} ${toText(quantity)}`
  )

describe("the recipe of a variant", () => {
  it("of the fulfilment decides what comes back", () => {
    expect(back("2", [left("X", "9", "3")], [part("X", "1")])).toEqual(["X 6"])
    expect(back("2", [left("X", "9", "3")], [part("X", "7")])).toEqual(["X 6"])
  })

  it("of the newest fulfilment comes first", () => {
    const fulfilled = [left("X", "2", "1"), left("X", "6", "3")]
    expect(back("3", fulfilled, [part("X", "5")])).toEqual(["X 5"])
    expect(back("4", fulfilled, [part("X", "5")])).toEqual(["X 8"])
  })

  it("lets a part that has left a kit come back, and none that came later", () => {
    const fulfilled = [left("DESK", "2", "1"), left("LEG", "8", "4")]
    const present = [part("DESK", "1"), part("FOOT", "4")]
    expect(back("1", fulfilled, present)).toEqual(["DESK 1", "LEG 4"])
  })

  it("of today counts where nobody has written down another", () => {
    expect(back("2", [], [part("X", "3")])).toEqual(["X 6"])
    expect(back("2", [left("X", "6", null)], [part("X", "3")])).toEqual(["X 6"])
    expect(back("3", [left("X", "2", "1")], [part("X", "5")])).toEqual(["X 7"])
    expect(back("2", [left("X", "2", null)], [])).toEqual(["X 2"])
  })

  it("of another order line is of no matter", () => {
    const other = { ...left("X", "9", "9"), lineItemId: "other" }
    expect(back("2", [other], [part("X", "3")])).toEqual(["X 6"])
  })

  it("tells what has left in units of today", () => {
    const ofToday = (quantity: string, then: string | null, present: Part[]) =>
      toText(inPresentRecipe(left("X", quantity, then), present))
    expect(ofToday("10", "5", [part("X", "1")])).toBe("2")
    expect(ofToday("2", "1", [part("X", "4")])).toBe("8")
    expect(ofToday("10", null, [part("X", "1")])).toBe("10")
    expect(ofToday("10", "5", [part("Y", "1")])).toBe("10")
    expect(ofToday("10", "3", [part("X", "1")])).toBe("3.333")
  })
})
