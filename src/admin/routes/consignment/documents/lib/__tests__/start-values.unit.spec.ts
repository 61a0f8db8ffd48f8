import { toStartValues } from "../start-values"

it("keeps what a line of a pick list says of hire and of its units", () => {
  const line = {
    id: "condocl_1",
    index: 0,
    inventory_item_id: "iitem_drill",
    sku: "DRILL",
    quantity: "2",
    unit_price: null,
    terms: "hire" as const,
    hire_until: "2027-03-31T12:00:00.000Z",
    serial_numbers: ["S1", "S2"],
  }
  const values = toStartValues(
    {
      id: "condoc_1",
      number: null,
      type: "delivery",
      status: "draft",
      effective_at: null,
      posted_at: null,
      created_by: null,
      late: false,
      reference: null,
      note: null,
      metadata: null,
      warehouse_id: "conwh_1",
      stock_location_id: "sloc_1",
      branch_code: null,
      reversed_by: [],
      lines: [line],
    },
    () => "Drill"
  )
  expect(values.lines).toEqual([
    {
      item: { id: "iitem_drill", sku: "DRILL", title: "Drill" },
      quantity: "2",
      unit_price: "",
      terms: "hire",
      hire_until: "2027-03-31",
      serial_numbers: "S1\nS2",
    },
  ])
})
