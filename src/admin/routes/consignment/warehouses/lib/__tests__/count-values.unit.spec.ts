import { comesHome, toCountBody, type CountLineValues, type CountValues } from "../count-values"

const tea = { id: "iitem_tea", sku: "TEA", title: "Evening herb tea" }
const card = { id: "iitem_card", sku: "CARD", title: "Letterpress card" }

const valuesOf = (...lines: CountLineValues[]): CountValues => ({
  to_stock_location_id: "",
  effective_at: null,
  reference: "",
  note: "",
  lines,
})

describe("the body of a count", () => {
  it("says nothing of what was not counted, and of none that none is left", () => {
    const values = valuesOf(
      { item: tea, booked: "5", counted_quantity: " " },
      { item: card, booked: "5", counted_quantity: "0" }
    )
    expect(toCountBody("conwh_1", values).lines).toEqual([
      { inventory_item_id: "iitem_card", counted_quantity: "0" },
    ])
  })

  it("reads quantities as people write them, and keeps what became of missing pieces", () => {
    const values = valuesOf({
      item: tea,
      booked: "5",
      counted_quantity: "2,5",
      quantity: "1,50",
      missing_as: "lost",
    })
    expect(toCountBody("conwh_1", { ...values, to_stock_location_id: "sloc_1" })).toEqual({
      warehouse_id: "conwh_1",
      to_stock_location_id: "sloc_1",
      lines: [
        {
          inventory_item_id: "iitem_tea",
          counted_quantity: "2.5",
          quantity: "1.50",
          missing_as: "lost",
        },
      ],
    })
  })

  it("leaves out what the paper does not say", () => {
    const effectiveAt = new Date("2026-05-31T10:00:00Z")
    const values = { ...valuesOf(), effective_at: effectiveAt, reference: "Visit" }
    expect(toCountBody("conwh_1", values)).toEqual({
      warehouse_id: "conwh_1",
      effective_at: "2026-05-31T10:00:00.000Z",
      reference: "Visit",
      lines: [],
    })
  })
})

it.each([
  [undefined, false],
  ["", false],
  ["0", false],
  ["0,5", true],
  ["3", true],
])("of %s written as home it is %s that something comes home", (quantity, isHome) => {
  expect(comesHome({ item: tea, quantity })).toBe(isHome)
})
