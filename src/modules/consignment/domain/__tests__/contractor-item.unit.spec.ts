import { refuseRepeatedItems } from "../contractor-item"
import { refusalOf } from "./given"

const named = (...ids: string[]) => ids.map((inventory_item_id) => ({ inventory_item_id }))

describe("contractor item", () => {
  it("refuses every line that repeats an item", () => {
    const refusal = refusalOf(() => refuseRepeatedItems(named("X", "Y", "X", "Y", "X")))
    expect(refusal?.code).toBe("INVALID_DATA")
    expect(refusal?.details?.lines?.map((line) => line.index)).toEqual([2, 3, 4])
  })

  it("passes different items", () => {
    expect(() => refuseRepeatedItems(named("X", "Y"))).not.toThrow()
  })
})
