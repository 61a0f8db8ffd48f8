import { byLargestRemainder, toAmount } from "../money"
import { exact, sum } from "../quantity"

describe("money", () => {
  it.each([
    ["E12b", "2.5", "0.17", 2, "0.43"],
    ["E12b", "-2.5", "0.17", 2, "-0.43"],
    ["E12: 23 % of tax on it", "1.48", "0.23", 2, "0.34"],
    ["E11: yen", "4", "1850", 0, "7400"],
    ["half a yen", "0.5", "1", 0, "1"],
    ["a thousandth of the smallest cost", "0.001", "0.000001", 2, "0.00"],
    [
      "the largest quantity at the largest cost",
      "999999999999.999",
      "999999999999.999999",
      2,
      "999999999999998999000000.00",
    ],
  ])("%s: rounds %s × %s half away from zero", (_case, quantity, unitCost, decimals, amount) => {
    const product = exact(quantity).times(exact(unitCost))
    expect(toAmount(product, decimals).toFixed(decimals)).toBe(amount)
  })

  it("E11: leaves the difference of two rates to accounting", () => {
    const atIssue = toAmount(exact("208.00").div(exact("4.26")), 2)
    const atPayment = toAmount(exact("208.00").div(exact("4.30")), 2)
    expect(atIssue.toFixed(2)).toBe("48.83")
    expect(atPayment.toFixed(2)).toBe("48.37")
    expect(atPayment.minus(atIssue).toFixed(2)).toBe("-0.46")
  })

  it("E12b: adds a tenth and two tenths exactly", () => {
    expect(sum([exact("0.1"), exact("0.2")]).toFixed()).toBe("0.3")
  })

  it.each<[string, string[], string, number, string[]]>([
    ["E12", ["0.4945", "0.4945", "0.4945"], "1.48", 2, ["0.50", "0.49", "0.49"]],
    ["the largest fractions", ["0.111", "0.118", "0.119"], "0.35", 2, ["0.11", "0.12", "0.12"]],
    ["more below zero than above", ["-0.4945", "0.25"], "-0.24", 2, ["-0.49", "0.25"]],
    ["below zero", ["-0.125", "-0.125"], "-0.25", 2, ["-0.12", "-0.13"]],
    ["nothing to share", ["0", "0"], "0.00", 2, ["0.00", "0.00"]],
    ["whole units", ["1.5", "1.5", "1"], "4", 0, ["2", "1", "1"]],
    ["nobody to share with", [], "0.00", 2, []],
  ])("%s: shares %j of %s", (_case, shares, total, decimals, expected) => {
    const shared = byLargestRemainder(shares.map(exact), exact(total), decimals)
    expect(shared.map((share) => share.toFixed(decimals))).toEqual(expected)
  })
})
