import { storyOfCustomers } from "./customers"
import { warehouse } from "./given"

const outbound = { contractor: "K", direction: "outbound" } as const
/** The customer's shop belongs to no branch of ours. */
const unbranched = (net: string, netValue: string) => ({
  branches: [[null, net, netValue]] as [string | null, string, string][],
})

/** 20 of our 100 units are at the customer. */
const filledUp = () => {
  const told = storyOfCustomers()
  told.given.own("100", { at: "OWN" })
  const delivery = told.when.delivers("L", "20", "25.00")
  return { ...told, delivery }
}

const atShop = { at: "SHOP" }
const atOwn = { at: "OWN" }

describe("the consignor's side", () => {
  it("E30: fills up, sells, takes sold goods back after the settlement and brings the rest home", () => {
    const { given, when, then, delivery } = filledUp()
    then.movements(delivery, { type: "delivery", lot: "L", quantity: "20", unitCost: "25" })
    const first = when.settles(outbound)
    then.lines(first)
    then.statement(first, { received: "20", closing: "20" })
    then.level(["80", "80", "0"], atOwn)
    then.level(["20", "0", "20"], atShop)

    const sale = when.sells("7")
    then.lines(when.settles(outbound), {
      issued: "7",
      net: "7",
      netValue: "175.00",
      ...unbranched("7", "175.00"),
    })
    given.invoiced("L", "25", "7")
    then.level(["13", "0", "13"], atShop)

    then.gaveBack(when.returns("2", { of: sale, at: "SHOP" }), "L 2 open")
    then.lines(when.settles(outbound), {
      returned: "2",
      net: "-2",
      netValue: "-50.00",
      toInvoice: "0",
      carry: "-2",
      amount: "0.00",
      ...unbranched("-2", "-50.00"),
    })
    given.invoiced("L", "25", "-2")
    then.prepaid("L")
    then.level(["15", "0", "15"], atShop)
    then.level(["80", "80", "0"], atOwn)

    when.takesBack("5")
    const last = when.settles(outbound)
    then.lines(last)
    then.statement(last, { opening: "15", returnedToConsignor: "5", closing: "10" })
    then.level(["85", "85", "0"], atOwn)

    then.refuses(() => when.sells("11"), "INSUFFICIENT_STOCK", { lines: [{ available: "10" }] })
    then.refuses(() => when.takesBack("11"), "INSUFFICIENT_STOCK", { lines: [{ available: "10" }] })
    then.refuses(() => when.returns("6", { of: sale, at: "SHOP" }), "EXCEEDS_RETURNABLE", {
      lines: [{ returnable: "5" }],
    })
  })

  it("E30b: nets what was taken back against the next sale where no credit note was written", () => {
    const { given, when, then } = filledUp()
    const sale = when.sells("7")
    when.settles(outbound)
    given.invoiced("L", "25", "7")
    when.returns("2", { of: sale, at: "SHOP" })
    when.sells("6")
    then.lines(when.settles(outbound), {
      issued: "6",
      returned: "2",
      net: "4",
      netValue: "100.00",
      ...unbranched("4", "100.00"),
    })
  })

  it("E30c: nets a return within the open period, whatever the agreement says of returns", () => {
    const { given, when, then } = storyOfCustomers({ netReturns: false })
    given.own("20", atOwn)
    when.delivers("L", "20", "25.00")
    when.returns("2", { of: when.sells("7"), at: "SHOP" })
    then.lines(when.settles(outbound), {
      issued: "7",
      returned: "2",
      net: "5",
      netValue: "125.00",
      ...unbranched("5", "125.00"),
    })
  })

  it("E30d: takes the price of each delivery, or the one that is named for the sale", () => {
    const { given, when, then } = storyOfCustomers()
    given.own("8", atOwn)
    when.delivers("L1", "4", "25.00")
    when.delivers("L2", "4", "26.00")
    when.sells("5")
    when.sells("1", { unitPrice: "20.00" })
    then.lines(when.settles(outbound), {
      issued: "6",
      net: "6",
      netValue: "146.00",
      ...unbranched("6", "146.00"),
    })
  })

  it("keeps the price of an invoice for goods that came back unsold, even if the sale names another", () => {
    const { given, when, then } = filledUp()
    const sale = when.sells("7")
    when.settles(outbound)
    given.invoiced("L", "25", "7")
    when.returns("2", { of: sale, at: "SHOP" })
    then.movements(
      when.sells("3", { unitPrice: "20.00" }),
      { quantity: "-2", unitCost: "25" },
      { quantity: "-1", unitCost: "20" }
    )
  })

  it("takes the price of the day where the agreement says so, and the named one before it", () => {
    const { when, then } = filledUp()
    const ofTheDay = { pricesAtSale: { EUR: "27.00" } }
    then.movements(when.sells("1", ofTheDay), { lot: "L", quantity: "-1", unitCost: "27" })
    const named = { ...ofTheDay, unitPrice: "20.00" }
    then.movements(when.sells("1", named), { lot: "L", quantity: "-1", unitCost: "20" })
    const inZloty = { pricesAtSale: { PLN: "100.00" } }
    then.movements(when.sells("1", inZloty), { lot: "L", quantity: "-1", unitCost: "25" })
  })

  it.each([
    [
      "consignee" as const,
      [
        {
          counted_lost: "2",
          net: "2",
          netValue: "50.00",
          ...unbranched("2", "50.00"),
        },
      ],
      { received: "10", consumed: "2", closing: "8" },
    ],
    ["consignor" as const, [], { received: "10", counted: "-2", closing: "8" }],
  ])("E31: a loss at the customer is the %s's", (countLossLiability, lines, statement) => {
    const { given, when, then } = storyOfCustomers({ countLossLiability })
    given.own("10", atOwn)
    when.delivers("L", "10", "25.00")
    when.counts("8", { at: "SHOP", contractor: "K" })
    const settlement = when.settles(outbound)
    then.lines(settlement, ...lines)
    then.statement(settlement, statement)
    then.level(["8", "0", "8"], atShop)
  })

  it("explains by a count what somebody has added at the customer's location", () => {
    const { given, when, then } = filledUp()
    given.own("2", atShop)
    then.level(["22", "2", "20"], atShop)
    then.movements(when.counts("20", { at: "SHOP", contractor: "K" }))
    then.level(["20", "0", "20"], atShop)
  })

  it("E35: keeps both directions with one contractor apart", () => {
    const { given, when, then } = storyOfCustomers({
      warehouses: [
        warehouse("M", "LOC", { branchCode: "WAW" }),
        warehouse("S", "SHOP", { direction: "outbound", contractorId: "A" }),
      ],
    })
    given.receipt("L", "10", "5.00")
    given.own("6")
    when.delivers("D", "6", "9.00", { from: "LOC" })
    then.level(["10", "0", "10"])
    then.refuses(() => when.delivers("D2", "1", "9.00", { from: "LOC" }), "INSUFFICIENT_STOCK", {
      lines: [{ available: "0" }],
    })
    when.sells("2")
    when.issues("3")
    then.lines(when.settles(), { issued: "3", net: "3", netValue: "15.00" })
    then.lines(when.settles({ direction: "outbound" }), {
      issued: "2",
      net: "2",
      netValue: "18.00",
      ...unbranched("2", "18.00"),
    })
  })

  it("delivers own goods that no order waits for, over all lines of an item", () => {
    const { given, when, then } = storyOfCustomers()
    given.own("10", atOwn)
    given.reserved("3", atOwn)
    const line = (quantity: string) => ({ quantity, unitPrice: "1.00" })
    then.refuses(
      () => when.deliversLines([line("5"), line("3"), line("1")]),
      "INSUFFICIENT_STOCK",
      {
        lines: [{ index: 1, available: "2" }],
      }
    )
    when.deliversLines([line("5"), line("2")])
    then.level(["3", "3", "0"], atOwn)
  })

  it.each([
    ["NO_AGREEMENT" as const, { hasAgreement: false }],
    ["NOT_CONSIGNMENT_WAREHOUSE" as const, { from: "SHOP" }],
    ["DEDICATED_WAREHOUSE" as const, { from: "DED" }],
  ])("refuses a delivery: %s", (code, options) => {
    const { given, when, then } = storyOfCustomers({
      warehouses: [
        warehouse("S", "SHOP", { direction: "outbound", contractorId: "K" }),
        warehouse("D", "DED", { ownStockLocationId: "OWN" }),
      ],
    })
    given.own("10", atOwn)
    then.refuses(() => when.delivers("L", "1", "1.00", options), code)
  })

  it.each([
    ["NOT_CONSIGNMENT_WAREHOUSE" as const, "SHOP"],
    ["DEDICATED_WAREHOUSE" as const, "DED"],
  ])("brings goods home to a place of ours only: %s", (code, to) => {
    const { given, when, then } = storyOfCustomers({
      warehouses: [
        warehouse("S", "SHOP", { direction: "outbound", contractorId: "K" }),
        warehouse("D", "DED", { ownStockLocationId: "OWN" }),
      ],
    })
    given.own("10", atOwn)
    when.delivers("L", "10", "1.00")
    then.refuses(() => when.takesBack("1", { to }), code)
  })

  it("reverses a whole delivery while its goods are untouched", () => {
    const { when, then, delivery } = filledUp()
    const sale = when.sells("1")
    then.refuses(() => when.reverses(delivery), "EXCEEDS_REVERSIBLE", { lots: ["L"] })
    const other = when.delivers("L2", "5", "25.00")
    then.movements(when.reverses(other), { type: "delivery_reversal", lot: "L2", quantity: "-5" })
    then.level(["80", "80", "0"], atOwn)
    then.movements(when.reverses(sale), { type: "reported_sale_reversal", lot: "L", quantity: "1" })
    then.level(["20", "0", "20"], atShop)
  })

  it("reverses a sale, its return and a take-back until they are settled", () => {
    const { when, then } = filledUp()
    const sale = when.sells("7")
    const returned = when.returns("2", { of: sale, at: "SHOP" })
    when.reverses(returned)
    then.lots({ L: "13" })
    const home = when.takesBack("5")
    when.reversesTrade(home, when.reverses)
    then.level(["80", "80", "0"], atOwn)
    const gone = when.takesBack("5")
    const again = when.returns("1", { of: sale, at: "SHOP" })
    when.settles(outbound)
    for (const settled of [sale, again, gone]) {
      then.refuses(() => when.reversesTrade(settled, when.reverses), "PERIOD_CLOSED")
    }
  })

  it("does not reverse a take-back whose goods have left again", () => {
    const { given, when, then } = filledUp()
    const home = when.takesBack("5")
    given.own("-84", atOwn)
    then.refuses(() => when.reversesTrade(home, when.reverses), "INSUFFICIENT_STOCK")
  })

  it("dates no movement before the delivery was there, and tells what is late", () => {
    const { given, when, then } = storyOfCustomers()
    given.own("20", { at: "OWN" })
    when.delivers("L", "10", "25.00", { on: "2026-02-03" })
    then.movements(when.sells("2", { on: "2026-02-05", dated: "2026-01-29" }), {
      dated: "2026-02-03",
      late: false,
    })
    when.settles({ ...outbound, to: "2026-02-28", on: "2026-03-01" })
    then.movements(when.delivers("L2", "5", "25.00", { on: "2026-03-02", dated: "2026-02-20" }), {
      late: true,
    })
    then.movements(when.takesBack("1", { dated: "2026-02-20" }), { late: true })
  })
})
