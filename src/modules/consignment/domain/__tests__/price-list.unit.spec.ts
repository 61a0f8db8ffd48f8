import { priceOn, type PriceList } from "../price-list"
import { exact } from "../quantity"
import { storyOfDocuments } from "./documents"
import { refusalOf } from "./given"

/** 5.00 from 1 March on, 6.00 from 10 March on. */
const list: PriceList = new Map([
  [
    "X",
    [
      { validFrom: "2026-03-10", unitPrice: exact("6.00") },
      { validFrom: "2026-03-01", unitPrice: exact("5.00") },
    ],
  ],
])

/** Ten units of a supplier whose prices `list` has; the receipt says 4.00. */
const opened = () => {
  const told = storyOfDocuments({ timeZone: "Europe/Warsaw", priceList: list })
  told.given.receipt("L", "10", "4.00", { on: "2026-02-01" })
  return told
}

describe("a supplier's price list", () => {
  it.each([
    ["2026-02-28T22:59:59.999Z", null],
    ["2026-02-28T23:00:00.000Z", "5.00"],
    ["2026-03-09T22:59:59.999Z", "5.00"],
    ["2026-03-09T23:00:00.000Z", "6.00"],
    ["2027-01-01T00:00:00.000Z", "6.00"],
  ])("has at %s in Warsaw the price %s", (instant, price) => {
    expect(priceOn(list, "X", new Date(instant), "Europe/Warsaw")?.toFixed(2) ?? null).toBe(price)
  })

  it("gives a sale the price of its day, and its return the price of the sale", () => {
    const { when, then } = opened()
    const sale = when.issues("2", { on: "2026-03-05" })
    then.allocations(sale, { unitCost: "5.00" })
    const back = when.returns("1", { of: sale, on: "2026-03-12" })
    then.movements(back, { lot: "L", quantity: "1", unitCost: "5" })
    then.allocations(when.issues("1", { on: "2026-03-12", price: "99.00" }), { unitCost: "6.00" })
  })

  it("settles across a change of the price: 2 x 5.00 + 1 x 6.00 less 1 x 5.00", () => {
    const { when, then } = opened()
    const sale = when.issues("2", { on: "2026-03-09" })
    when.issues("1", { on: "2026-03-10" })
    when.returns("1", { of: sale, on: "2026-03-12" })
    then.lines(when.settles({ on: "2026-04-01" }), {
      issued: "3",
      returned: "1",
      net: "2",
      netValue: "11.00",
    })
  })

  it("gives a sale that is posted later the price of its business date", () => {
    const { when, then } = opened()
    const sale = when.issues("1", { on: "2026-03-12", dated: "2026-03-05" })
    then.allocations(sale, { unitCost: "5.00" })
  })

  it("gives own use, purchases and missing units the price of their day, too", () => {
    const { when, then } = opened()
    then.allocations(when.issuesInternally("1", { on: "2026-03-05" }), { unitCost: "5.00" })
    then.allocations(when.buys("1", { on: "2026-03-11" }), { unitCost: "6.00" })
    then.movements(when.counts("7", { on: "2026-03-12" }), { quantity: "-1", unitCost: "6" })
  })

  it("gives what was paid ahead the price of its invoice", () => {
    const { given, when, then } = opened()
    given.invoiced("L", "4.50", "1")
    then.allocations(
      when.issues("2", { on: "2026-03-05" }),
      { quantity: "1", unitCost: "4.50" },
      { quantity: "1", unitCost: "5.00" }
    )
  })

  it("refuses a sale on a day without a price, and says what to do", () => {
    const { when } = opened()
    expect(refusalOf(() => when.issues("1", { on: "2026-02-15" }))).toMatchObject({
      code: "INVALID_DATA",
      details: {
        lines: [
          {
            index: 0,
            reason: "listed_price_missing",
            inventory_item_id: "X",
            currency_code: "EUR",
            date: "2026-02-15",
            message:
              "The supplier's price list has no price of X in EUR on 2026-02-15. Add a price that is valid from that day or earlier.",
          },
        ],
      },
    })
  })

  it("needs no price of the day for what was paid ahead", () => {
    const { given, when, then } = opened()
    given.invoiced("L", "4.50", "1")
    then.allocations(when.issues("1", { on: "2026-02-15" }), { unitCost: "4.50" })
  })

  it.each([
    ["own use", "issuesInternally"],
    ["a purchase", "buys"],
  ] as const)("refuses %s on a day without a price", (_, verb) => {
    const { when } = opened()
    expect(refusalOf(() => when[verb]("1", { on: "2026-02-15" }))).toMatchObject({
      code: "INVALID_DATA",
      details: { lines: [{ index: 0, reason: "listed_price_missing" }] },
    })
  })

  it("gives a shipment that waited for a receipt the price of the day it left", () => {
    const { given, when, then } = storyOfDocuments({ timeZone: "Europe/Warsaw", priceList: list })
    const sale = when.fulfils("2", { on: "2026-03-09" })
    given.receipt("L", "10", "4.00", { on: "2026-03-20" })
    then.allocations(sale, { ownership: "pending" }, { lotId: "L", unitCost: "5.00" })
  })

  it("refuses a receipt for a shipment that left on a day without a price", () => {
    const { given, when } = storyOfDocuments({ timeZone: "Europe/Warsaw", priceList: list })
    when.fulfils("2", { on: "2026-02-15" })
    const receive = () => given.receipt("L", "10", "4.00", { on: "2026-03-20" })
    expect(refusalOf(receive)).toMatchObject({
      code: "INVALID_DATA",
      details: { lines: [{ index: 0, reason: "listed_price_missing", date: "2026-02-15" }] },
    })
  })
})
