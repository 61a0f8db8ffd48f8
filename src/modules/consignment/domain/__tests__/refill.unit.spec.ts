import { exact, toText } from "../quantity"
import { refuseBounds, suggestRefill } from "../refill"
import { refusalOf } from "./given"

const bounds = (minimum: string | null, maximum: string | null) => ({
  minimum: minimum === null ? null : exact(minimum),
  maximum: maximum === null ? null : exact(maximum),
})

describe("a refill", () => {
  it.each([
    ["4", "10", "5", "0"],
    ["4", "10", "4", "0"],
    ["4", "10", "3.5", "6.5"],
    ["4", "10", "0", "10"],
    ["4", null, "1", "3"],
    [null, null, "0", "0"],
    ["0", "10", "0", "0"],
  ])("with minimum %s and maximum %s fills %s up by %s", (minimum, maximum, there, missing) => {
    expect(toText(suggestRefill(bounds(minimum, maximum), exact(there)))).toBe(missing)
  })

  it("refuses a maximum below its minimum, or without one", () => {
    const items = [bounds("4", "3"), bounds("4", "4"), bounds(null, "1"), bounds(null, null)]
    const refusal = refusalOf(() => refuseBounds(items))
    expect(refusal?.code).toBe("INVALID_DATA")
    expect(refusal?.details?.lines?.map(({ index, path }) => [index, path])).toEqual([
      [0, "maximum"],
      [2, "maximum"],
    ])
  })
})
