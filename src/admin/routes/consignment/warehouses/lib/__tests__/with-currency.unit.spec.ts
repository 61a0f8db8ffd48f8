import { withCurrency } from "../with-currency"

const item = { inventory_item_id: "iitem_tea", minimum: "4" }

describe("the currency of an agreed price", () => {
  it("is the one that was chosen, else the first of the customer's", () => {
    const priced = { ...item, unit_price: "6" }
    expect(withCurrency(priced, ["EUR", "USD"]).currency_code).toBe("EUR")
    expect(withCurrency({ ...priced, currency_code: "USD" }, ["EUR", "USD"]).currency_code).toBe(
      "USD"
    )
  })

  it("goes with a price that is cleared", () => {
    const cleared = { ...item, unit_price: null, currency_code: "EUR" }
    expect(withCurrency(cleared, ["EUR"]).currency_code).toBeNull()
  })

  it("stays as it was with a price that is left out", () => {
    expect(withCurrency({ ...item, currency_code: "USD" }, ["EUR", "USD"])).toEqual({
      ...item,
      currency_code: undefined,
    })
  })
})
