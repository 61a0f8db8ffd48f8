import { agreedCurrenciesOf } from "../agreed-currencies"

const now = new Date("2026-06-01T12:00:00Z")

it("names each currency of agreements once, those that have ended left out", () => {
  const agreements = [
    { currency_code: "USD", valid_to: null },
    { currency_code: "EUR", valid_to: "2026-12-31T22:59:59.999Z" },
    { currency_code: "EUR", valid_to: null },
    { currency_code: "PLN", valid_to: "2026-05-31T21:59:59.999Z" },
  ]
  expect(agreedCurrenciesOf(agreements, now)).toEqual(["EUR", "USD"])
})
