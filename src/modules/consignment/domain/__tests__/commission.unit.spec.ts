import * as fc from "fast-check"
import { shareSale } from "../commission"
import { changePriceTerms, guardPriceTerms, type AgreedTier } from "../price-terms"
import { exact, toText, ZERO } from "../quantity"
import type { Commission } from "../stock"
import { refusalOf, story } from "./given"
import { commissionOf } from "./world"

const ofPercent = (percent: string, decimals = 2): Commission => ({
  base: "paid",
  tiers: [{ fromPrice: ZERO, percent: exact(percent) }],
  decimals,
})

/** 10 % to 50.00, 15 % above. */
const tiered = (base: Commission["base"]): Commission => ({
  base,
  tiers: [
    { fromPrice: ZERO, percent: exact("10") },
    { fromPrice: exact("50"), percent: exact("15") },
  ],
  decimals: 2,
})

describe("commission", () => {
  it.each([
    ["100.00 with a discount of 10 %, store 40 %", "90.00", "40", "36", "54"],
    ["half a cent, which is the store's", "6.45", "30", "1.94", "4.51"],
    ["a price finer than the currency's amounts", "33.333333", "30", "10", "23.333333"],
    ["all of it", "6.45", "100", "6.45", "0"],
    ["nothing", "6.45", "0", "0", "6.45"],
  ])("E18: shares %s", (_case, price, percent, store, contractor) => {
    const shares = shareSale(exact(price), ofPercent(percent))
    expect([shares.store, shares.contractor].map(toText)).toEqual([store, contractor])
  })

  it("E18: rounds to whole amounts in a currency without decimals", () => {
    const shares = shareSale(exact("645"), ofPercent("30", 0))
    expect([shares.store, shares.contractor].map(toText)).toEqual(["194", "451"])
  })

  it("E18: owes the contractor his share, and a return copies the rate of its sale", () => {
    const { given, when, then, ledger, world } = story({ commissionPercent: "40" })
    given.receipt("L", "10", "50.00")
    const sale = when.issues("2", { price: "90.00" })
    then.allocations(sale, { lotId: "L", quantity: "2", unitCost: "54.00" })

    // Another rate from now on.
    world.commission = commissionOf("30")
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
    ["0", "0", "0"],
    ["49.99", "5", "44.99"],
    ["50.00", "5", "45"],
    ["50.004", "7.5", "42.504"],
    ["50.01", "7.5", "42.51"],
    ["80.00", "12", "68"],
    ["100.00", "15", "85"],
  ])("counts the whole price of %s in its tier", (price, store, contractor) => {
    const shares = shareSale(exact(price), tiered("paid"))
    expect([shares.store, shares.contractor].map(toText)).toEqual([store, contractor])
  })

  it.each([
    ["paid", "100.00", "80.00", "68.00"],
    ["list", "100.00", "80.00", "85.00"],
    ["list", "50.00", "45.00", "45.00"],
    ["list", undefined, "80.00", "68.00"],
  ] as const)("shares the price %s of %s that was sold at %s", (base, list, price, cost) => {
    const { given, when, then, world, ledger } = story({ commissionPercent: "40" })
    given.receipt("L", "10", "50.00")
    world.commission = tiered(base)
    for (const [key, account] of ledger.accounts) {
      ledger.accounts.set(key, { ...account, commission: tiered(base) })
    }
    then.allocations(when.issues("1", { price, list }), { unitCost: cost })
  })

  it("shares every price whole: what the store keeps and what the contractor gets are the price", () => {
    const cents = (most: number) => fc.integer({ min: 0, max: most }).map((n) => exact(n).div(100))
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 20_000 }), { maxLength: 5 }),
        fc.array(cents(10_000), { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 0, max: 30_000_000 }).map((n) => exact(n).div(100_000)),
        fc.constantFrom(0, 2, 3),
        (starts, percents, price, decimals) => {
          const bounds = [0, ...starts.sort((a, b) => a - b)].map((cent) => exact(cent).div(100))
          const tiers = bounds.map((fromPrice, index) => ({
            fromPrice,
            percent: percents[index] ?? ZERO,
          })) as unknown as Commission["tiers"]
          const { store, contractor } = shareSale(price, { base: "paid", tiers, decimals })
          expect(store.plus(contractor).eq(price)).toBe(true)
          expect(store.decimalPlaces()).toBeLessThanOrEqual(decimals)
          const tier = tiers.filter(({ fromPrice }) => fromPrice.lt(price)).at(-1) ?? tiers[0]
          const exactShare = price.times(tier.percent).div(100)
          expect(store.minus(exactShare).abs().lte(exact(10).pow(-decimals).div(2))).toBe(true)
        }
      )
    )
  })

  const tiers: AgreedTier[] = [
    { from_price: "0", percent: "10" },
    { from_price: "50", percent: "15" },
  ]
  const pathsOf = (
    direction: "inbound" | "outbound",
    terms: Parameters<typeof changePriceTerms>[0]
  ) => {
    const refusal = refusalOf(() => guardPriceTerms(direction, changePriceTerms(terms)))
    return ((refusal?.details?.fields ?? []) as { path: string }[]).map(({ path }) => path)
  }

  it.each([
    ["inbound", "lot_cost", null, []],
    ["inbound", "commission", "40", []],
    ["inbound", "commission", null, ["commission_percent"]],
    ["inbound", "lot_cost", "40", ["commission_percent"]],
    ["inbound", "price_list", "40", ["commission_percent"]],
    ["inbound", "price_list", null, []],
    ["outbound", "commission", "40", ["price_basis"]],
    ["outbound", "price_list", null, []],
  ] as const)("lets an agreement be %s by %s with %s", (direction, priceBasis, percent, paths) => {
    expect(pathsOf(direction, { priceBasis, commissionPercent: percent })).toEqual(paths)
  })

  it.each([
    ["tiers", { commissionTiers: tiers }, []],
    ["both", { commissionTiers: tiers, commissionPercent: "40" }, ["commission_tiers"]],
    ["no first tier", { commissionTiers: tiers.slice(1) }, ["commission_tiers.0.from_price"]],
    [
      "tiers out of order and twice",
      {
        commissionTiers: [
          ...tiers,
          { from_price: "20", percent: "5" },
          ...tiers.slice(0, 1),
          { from_price: "0.00", percent: "1" },
        ],
      },
      [2, 3, 4].map((index) => `commission_tiers.${index}.from_price`),
    ],
  ] as const)("lets a commission have %s", (_case, terms, paths) => {
    expect(pathsOf("inbound", { priceBasis: "commission", ...terms } as never)).toEqual(paths)
  })

  it("refuses tiers and a base without a commission", () => {
    const terms = { commissionTiers: tiers, commissionBase: "list" as const }
    expect(pathsOf("inbound", terms)).toEqual(["commission_tiers", "commission_base"])
  })

  it("replaces tiers by one share, and one share by tiers, and keeps the base", () => {
    const before = changePriceTerms({
      priceBasis: "commission",
      commissionTiers: tiers,
      commissionBase: "list",
    })
    const single = changePriceTerms({ commissionPercent: "20" }, before)
    expect(single).toEqual({ ...before, commissionPercent: "20", commissionTiers: null })
    expect(changePriceTerms({ commissionTiers: tiers }, single)).toEqual(before)
    expect(changePriceTerms({}, before)).toEqual(before)
    expect(changePriceTerms({ priceBasis: "lot_cost" }, before)).toEqual(
      changePriceTerms({ priceBasis: "lot_cost" })
    )
  })
})
