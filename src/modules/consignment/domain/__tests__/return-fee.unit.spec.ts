import { exact, toText } from "../quantity"
import { findExceedingFees, guardReturnFee, returnFeeOf, type ReturnFee } from "../return-fee"
import { storyOfDocuments } from "./documents"
import { refusalOf } from "./given"

const perUnit = (value: string): ReturnFee => ({ basis: "per_unit", value })
const percent = (value: string): ReturnFee => ({ basis: "percent_of_cost", value })

describe("a return fee", () => {
  it.each([
    [perUnit("1.50"), "13.20", "1.5"],
    [percent("10"), "13.20", "1.32"],
    [percent("33.333333"), "0.10", "0.033333"],
    [percent("0.00005"), "1.00", "0.000001"],
    [perUnit("0"), "13.20", null],
    [percent("100"), "0", null],
    [null, "13.20", null],
  ])("of %p is for a cost of %s: %s", (fee, cost, expected) => {
    const unitFee = returnFeeOf(fee, {}, exact(cost))
    expect(unitFee && toText(unitFee)).toBe(expected)
  })

  it("is not charged for hired goods, which always go back", () => {
    expect(returnFeeOf(perUnit("1.50"), { terms: "hire" }, exact("1"))).toBeNull()
  })

  it("is a supplier's", () => {
    expect(refusalOf(() => guardReturnFee("inbound", perUnit("1")))).toBeNull()
    expect(refusalOf(() => guardReturnFee("outbound", null))).toBeNull()
    expect(refusalOf(() => guardReturnFee("outbound", perUnit("1")))).toMatchObject({
      code: "INVALID_DATA",
      details: { fields: [{ path: "return_fee", reason: "return_fee_unneeded" }] },
    })
  })

  it("stands on each lot's part of a return by its cost, and on the reversal", () => {
    const { given, when, then } = storyOfDocuments({ returnFee: percent("10") })
    given.receipt("L1", "2", "13.20")
    given.receipt("L2", "5", "9.95")
    const goodsReturn = when.sendsHome("3")
    const fees = [{ returnFee: exact("1.32") }, { returnFee: exact("0.995") }]
    then.movements(
      goodsReturn,
      { lot: "L1", quantity: "-2", ...(fees[0] as object) },
      { lot: "L2", quantity: "-1", ...(fees[1] as object) }
    )
    then.movements(
      when.reversesWhole(goodsReturn),
      { lot: "L2", quantity: "1", ...(fees[1] as object) },
      { lot: "L1", quantity: "2", ...(fees[0] as object) }
    )
  })

  it("is invoiced for no more units than are open at that fee", () => {
    const open = [
      { inventoryItemId: "X", sku: "X", unitFee: exact("1.5"), quantity: exact("3") },
      { inventoryItemId: "Y", sku: "Y", unitFee: exact("1.5"), quantity: exact("-2") },
    ]
    const line = (item: string, unitFee: string, quantity: string, index: number) => ({
      id: `line_${index}`,
      index,
      inventoryItemId: item,
      sku: item,
      unitFee: exact(unitFee),
      quantity: exact(quantity),
    })
    const exceeding = (...lines: ReturnType<typeof line>[]) =>
      findExceedingFees(lines, open).map(({ line: { index }, excess }) => [index, toText(excess)])
    expect(exceeding(line("X", "1.50", "3", 0))).toEqual([])
    expect(exceeding(line("X", "1.5", "2", 0), line("X", "1.5", "2", 1))).toEqual([[1, "1"]])
    expect(exceeding(line("X", "2", "1", 0), line("Y", "1.5", "1", 1))).toEqual([
      [0, "1"],
      [1, "1"],
    ])
  })
})
