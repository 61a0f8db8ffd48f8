import { namedLotsFirst } from "../serving-order"

describe("the lines of a document", () => {
  it("are served by name of their lot first, and else in their order", () => {
    const lines = [
      { index: 0, lotId: null },
      { index: 1, lotId: "L1" },
      { index: 2, lotId: null },
      { index: 3, lotId: "L2" },
    ]
    expect(namedLotsFirst(lines).map(({ index }) => index)).toEqual([1, 3, 0, 2])
  })
})
