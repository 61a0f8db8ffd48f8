import { exact } from "../quantity"
import { guardSerials, serialKey } from "../serial-numbers"
import { refusalOf } from "./then"

const lines = (...named: [item: string, quantity: string, ...serials: string[]][]) =>
  named.map(([item, quantity, ...serialNumbers], index) => ({
    index,
    inventoryItemId: item,
    sku: item,
    quantity: exact(quantity),
    serialNumbers,
  }))

const refusal = (tell: () => unknown) => {
  const error = refusalOf(tell)
  return { code: error?.code, ...error?.details }
}

describe("serial numbers", () => {
  it("passes lines without any, and one for each piece", () => {
    expect(
      refusalOf(() =>
        guardSerials(lines(["X", "1.5"], ["X", "2", "S1", "S2"], ["Y", "1", "S1"]), new Set())
      )
    ).toBeNull()
  })

  it("names every line with one that is taken, in stock or in the document", () => {
    const held = new Set([serialKey("X", "S1"), serialKey("Y", "S2")])
    const tell = () =>
      guardSerials(
        lines(["X", "2", "S2", "S1"], ["X", "2", "S3", "S3"], ["Y", "1", "S3"], ["X", "1", "S2"]),
        held
      )
    expect(refusal(tell)).toMatchObject({
      code: "SERIAL_TAKEN",
      lines: [
        { index: 0, serial_numbers: ["S1"] },
        { index: 1, serial_numbers: ["S3"] },
        { index: 3, serial_numbers: ["S2"] },
      ],
    })
  })

  it("names every line that has too few or too many", () => {
    const tell = () =>
      guardSerials(lines(["X", "3", "S1"], ["X", "1", "S2"], ["X", "0.5", "S3"]), new Set())
    expect(refusal(tell)).toMatchObject({
      code: "INVALID_DATA",
      lines: [{ index: 0 }, { index: 2 }],
    })
  })
})
