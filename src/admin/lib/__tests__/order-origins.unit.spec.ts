import type { OrderAllocation } from "../../../http-contract/stock"
import { toOrigins, type OrderItem } from "../order-origins"

const allocation = (given: Partial<OrderAllocation>): OrderAllocation => ({
  document_id: "condoc_1",
  ownership: "consignment",
  lot_id: "conlot_1",
  contractor_id: "concon_1",
  quantity: "1",
  unit_cost: "10",
  currency_code: "EUR",
  ...given,
})

const item: OrderItem = { id: "ordli_1", title: "Chain", quantity: 3, total: 72.6, tax_total: 12.6 }

const line = (allocations: OrderAllocation[], returned: OrderAllocation[] = []) => ({
  line_item_id: "ordli_1",
  inventory_item_id: "iitem_1",
  sku: "CHAIN",
  allocations,
  returned,
})

const marginsOf = (lines: ReturnType<typeof line>[], currencyCode = "eur", ordered = item) =>
  toOrigins({ order_id: "order_1", lines }, [ordered], currencyCode).map(({ margin }) => margin)

describe("toOrigins", () => {
  it("reckons the margin of consigned pieces from the price without tax", () => {
    expect(marginsOf([line([allocation({ quantity: "2", unit_cost: "12.5" })])])).toEqual(["15"])
  })

  it("reckons with the pieces that the order's total is of, once some came back", () => {
    const detail = { return_received_quantity: 1, return_dismissed_quantity: 1 }
    const returned = { ...item, total: 24.2, tax_total: 4.2, detail }
    const sold = line([allocation({ quantity: "3", unit_cost: "12.5" })])
    expect(marginsOf([sold], "eur", returned)).toEqual(["22.5"])
    const allReturned = { ...returned, detail: { return_received_quantity: 3 } }
    expect(marginsOf([sold], "eur", allReturned)).toEqual([null])
  })

  it("takes the margin of what came back off again", () => {
    const detail = { return_received_quantity: 1 }
    const kept = { ...item, total: 48.4, tax_total: 8.4, detail }
    const sold = allocation({ quantity: "3", unit_cost: "12.5" })
    const back = allocation({ quantity: "1", unit_cost: "12.5", reason: "open" })
    expect(marginsOf([line([sold], [back])], "eur", kept)).toEqual(["22.5", "-7.5"])
  })

  it("knows no margin of our own pieces and of another currency", () => {
    const own = allocation({ ownership: "own", unit_cost: null, currency_code: null })
    expect(marginsOf([line([own])])).toEqual([null])
    expect(marginsOf([line([allocation({})])], "pln")).toEqual([null])
  })

  it("knows no margin of the parts of a kit, which have one price together", () => {
    const other = { ...line([allocation({})]), inventory_item_id: "iitem_2" }
    expect(marginsOf([line([allocation({})]), other])).toEqual([null, null])
  })

  it("lists what left before what came back, under the name of the order line", () => {
    const origins = toOrigins(
      { order_id: "order_1", lines: [line([allocation({})], [allocation({ reason: "open" })])] },
      [item],
      "eur"
    )
    expect(origins.map(({ title, isReturn }) => [title, isReturn])).toEqual([
      ["Chain", false],
      ["Chain", true],
    ])
  })

  it("follows the order of the page's items, with unknown ones last", () => {
    const given = ["ordli_gone", "ordli_2", "ordli_1"].map((line_item_id) => ({
      ...line([allocation({})]),
      line_item_id,
      sku: "GONE",
    }))
    const items = [item, { ...item, id: "ordli_2", title: "Ring" }]
    const origins = toOrigins({ order_id: "order_1", lines: given }, items, "eur")
    expect(origins.map(({ title }) => title)).toEqual(["Chain", "Ring", "GONE"])
  })
})
