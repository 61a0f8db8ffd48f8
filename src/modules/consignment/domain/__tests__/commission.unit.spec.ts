import { guardPriceTerms } from "../agreement"
import { shareSale } from "../commission"
import { exact, toText } from "../quantity"
import { refusalOf, story } from "./given"

describe("commission", () => {
  it.each([
    ["100.00 with a discount of 10 %, store 40 %", "90.00", "40", "36", "54"],
    ["half a cent, which is the store's", "6.45", "30", "1.94", "4.51"],
    ["a price finer than the currency's amounts", "33.333333", "30", "10", "23.333333"],
    ["all of it", "6.45", "100", "6.45", "0"],
    ["nothing", "6.45", "0", "0", "6.45"],
  ])("E18: shares %s", (_case, price, percent, store, contractor) => {
    const shares = shareSale(exact(price), { percent: exact(percent), decimals: 2 })
    expect([shares.store, shares.contractor].map(toText)).toEqual([store, contractor])
  })

  it("E18: rounds to whole amounts in a currency without decimals", () => {
    const shares = shareSale(exact("645"), { percent: exact("30"), decimals: 0 })
    expect([shares.store, shares.contractor].map(toText)).toEqual(["194", "451"])
  })

  it("E18: owes the contractor his share, and a return copies the rate of its sale", () => {
    const { given, when, then, ledger, world } = story({ commissionPercent: "40" })
    given.receipt("L", "10", "50.00")
    const sale = when.issues("2", { price: "90.00" })
    then.allocations(sale, { lotId: "L", quantity: "2", unitCost: "54.00" })

    // Another rate from now on.
    world.commission = { percent: exact("30"), decimals: 2 }
    for (const [key, account] of ledger.accounts) {
      ledger.accounts.set(key, { ...account, commission: world.commission })
    }
    const other = when.issues("1", { price: "6.45" })
    then.allocations(other, { lotId: "L", quantity: "1", unitCost: "4.51" })
    const back = when.returns("1", { of: sale })
    then.movements(back, { lot: "L", quantity: "1", unitCost: "54" })
    then.lines(when.settles(), { issued: "3", returned: "1", net: "2", netValue: "58.51" })
  })

  it("pays the lot's cost for what nobody says the price of, and for what is no sale", () => {
    const { given, when, then } = story({ commissionPercent: "40" })
    given.receipt("L", "10", "50.00")
    then.allocations(when.issues("1"), { unitCost: "50.00" })
    then.allocations(when.issuesInternally("1"), { unitCost: "50.00" })
  })

  it("leaves what was invoiced before it is sold at its invoice price", () => {
    const { given, when, then } = story({ commissionPercent: "40" })
    given.receipt("L", "10", "50.00")
    given.invoiced("L", "50.00", "1")
    then.allocations(
      when.issues("2", { price: "90.00" }),
      { quantity: "1", unitCost: "50.00" },
      { quantity: "1", unitCost: "54.00" }
    )
  })

  it("pays the share of a sale on backorder once the goods have come", () => {
    const { given, when, then } = story({ commissionPercent: "40" })
    given.receipt("L1", "1", "50.00")
    const sale = when.fulfils("3", { price: "90.00" })
    given.receipt("L2", "5", "51.00")
    then.allocations(
      sale,
      { lotId: "L1", quantity: "1", unitCost: "54.00" },
      { ownership: "pending", quantity: "0" },
      { lotId: "L2", quantity: "2", unitCost: "54.00" }
    )
  })

  it.each([
    ["inbound", "lot_cost", null, []],
    ["inbound", "commission", "40", []],
    ["inbound", "commission", null, ["commission_percent"]],
    ["inbound", "lot_cost", "40", ["commission_percent"]],
    ["inbound", "price_list", "40", ["price_basis", "commission_percent"]],
    ["outbound", "commission", "40", ["price_basis"]],
    ["outbound", "price_list", null, []],
  ] as const)("lets an agreement be %s by %s with %s", (direction, basis, percent, paths) => {
    const refusal = refusalOf(() =>
      guardPriceTerms(direction, { priceBasis: basis, commissionPercent: percent })
    )
    const fields = (refusal?.details?.fields ?? []) as { path: string }[]
    expect(fields.map(({ path }) => path)).toEqual(paths)
  })
})
