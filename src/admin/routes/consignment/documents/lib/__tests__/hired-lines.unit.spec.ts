import { runningOf } from "../hired-lines"

const line = (quantity: string, ended_quantity: string, outstanding_quantity: string) => ({
  id: "condocl_1",
  index: 0,
  inventory_item_id: "iitem_drill",
  sku: "DRILL",
  terms: "hire" as const,
  quantity,
  ended_quantity,
  outstanding_quantity,
})

describe("the units of a line whose hire runs", () => {
  it.each([
    ["all of them at first", "5", "0", "5", "5"],
    ["those that have not ended, though the customer has all of them", "5", "2", "5", "3"],
    ["no more than the customer still has", "5", "0", "4", "4"],
    ["none when all have come back", "5", "5", "0", "0"],
  ])("are %s", (_, quantity, ended, outstanding, running) => {
    expect(runningOf(line(quantity, ended, outstanding)).toFixed()).toBe(running)
  })
})
