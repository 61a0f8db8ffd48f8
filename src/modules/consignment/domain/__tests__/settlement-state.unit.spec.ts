import { exact } from "../quantity"
import { stateOf } from "../settlement-state"

describe("a settlement", () => {
  it.each([
    ["no invoice", [], "closed"],
    ["an unpaid invoice", ["60.00"], "invoiced"],
    ["a paid invoice", ["0.00"], "paid"],
    ["one of two invoices paid", ["0.00", "1.00"], "invoiced"],
    ["more paid than billed", ["-1.00"], "paid"],
  ])("with %s", (_, open, state) => {
    expect(stateOf(open.map((amount) => ({ open: exact(amount) })))).toBe(state)
  })
})
