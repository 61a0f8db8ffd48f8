import { refuseRepeatedLines } from "../repeated-lines"
import { refusalOf } from "./given"

describe("the lines of a request of the host", () => {
  it("name an order line once", () => {
    refuseRepeatedLines([])
    refuseRepeatedLines(["a", "b"])
    expect(refusalOf(() => refuseRepeatedLines(["a", "b", "a", "c", "b"]))).toMatchObject({
      code: "INVALID_DATA",
      details: {
        lines: [
          { index: 0, line_item_id: "a" },
          { index: 1, line_item_id: "b" },
          { index: 2, line_item_id: "a" },
          { index: 4, line_item_id: "b" },
        ],
      },
    })
  })
})
