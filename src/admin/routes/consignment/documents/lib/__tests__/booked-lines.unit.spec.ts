import type { Stock } from "../../../../../../http-contract/stock"
import { bookedLines } from "../booked-lines"

const row = (inventory_item_id: string, quantity: string): Stock => ({
  warehouse_id: "conwh_1",
  stock_location_id: "sloc_1",
  inventory_item_id,
  sku: inventory_item_id.toUpperCase(),
  contractor_id: "concon_1",
  direction: "inbound",
  quantity,
  value: "0",
  currency_code: "EUR",
  oldest_received_at: "2026-01-01T00:00:00.000Z",
})

const stock = [row("mug", "5"), row("mug", "2.5"), row("bag", "4")]
const titleOf = (id: string) => `The ${id}`

describe("lines filled in from stock", () => {
  it("have the stock of all owners of an item, and no quantity", () => {
    expect(bookedLines(stock, titleOf)).toEqual([
      { item: { id: "mug", sku: "MUG", title: "The mug" }, booked: "7.5" },
      { item: { id: "bag", sku: "BAG", title: "The bag" }, booked: "4" },
    ])
  })

  it("offer what is free of it, and never more than is booked", () => {
    const free: Record<string, string> = { mug: "3.5", bag: "40" }
    const quantities = bookedLines(stock, titleOf, (id) => free[id] ?? "0")
    expect(quantities.map(({ quantity }) => quantity)).toEqual(["3.5", "4"])
  })

  it("offer nothing of what is reserved, even beyond the stock", () => {
    const free: Record<string, string> = { mug: "0", bag: "-1" }
    const quantities = bookedLines(stock, titleOf, (id) => free[id] ?? "0")
    expect(quantities.map(({ quantity }) => quantity)).toEqual([undefined, undefined])
  })
})
