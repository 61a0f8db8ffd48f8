import { refuseOtherOwners, refuseRepeatedItems } from "../contractor-item"
import { refusalOf } from "./given"

const named = (...ids: string[]) => ids.map((inventory_item_id) => ({ inventory_item_id }))

describe("contractor item", () => {
  it("refuses every line of an item that several lines name", () => {
    const refusal = refusalOf(() => refuseRepeatedItems(named("X", "Y", "X", "Z", "X")))
    expect(refusal?.code).toBe("INVALID_DATA")
    expect(refusal?.details?.lines?.map((line) => line.index)).toEqual([0, 2, 4])
  })

  it("passes different items", () => {
    expect(() => refuseRepeatedItems(named("X", "Y"))).not.toThrow()
  })

  it("refuses every line whose item has another owner, and names the owner", () => {
    const marks = ["X", "Y", "Z"].map((id) => ({ inventory_item_id: id, sku: `SKU-${id}` }))
    const owned = ["X", "Z"].map((id) => ({
      inventory_item_id: id,
      contractor_id: "B",
      code: "BETA",
    }))
    const refusal = refusalOf(() => refuseOtherOwners(marks, owned))
    expect(refusal).toMatchObject({ code: "INVALID_DATA" })
    expect(refusal?.details?.lines?.map((line) => line.index)).toEqual([0, 2])
    expect(refusal?.message).toMatch(/SKU-X already has an owner, BETA/)
    expect(() => refuseOtherOwners(marks, [])).not.toThrow()
  })
})
