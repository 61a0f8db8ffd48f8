// Two ledgers of figures, and why they differ. Pure.

import { Decimal } from "decimal.js"

import { monthOf } from "./calendar.mjs"
import { groupBy } from "./group-by.mjs"
import { daysOf } from "./plan.mjs"

/** @typedef {import("./plan.mjs").Plan} Plan */
/** @typedef {import("./plan.mjs").ReturnedLine} ReturnedLine */
/** @typedef {import("./read-folder.mjs").Folder} Folder */
/** @typedef {import("./read-folder.mjs").Line} Line */

/** @typedef {Record<string, Decimal>} Figures by name; what is left out is 0. */
/** @typedef {Map<string, Figures>} Ledger by vendor and month, see `accountOf`. */
/** @typedef {{ account: string, figures: Figures, sentence: string }} Explanation */

/**
 * @typedef {object} Difference
 * @property {string} account
 * @property {string} figure
 * @property {Decimal} expected
 * @property {Decimal} settled
 * @property {boolean} isExplained to the last cent.
 */

export const accountOf = (/** @type {string} */ vendor, /** @type {string} */ month) =>
  `${vendor} ${month}`

/**
 * Expected figures of every settlement: the folder's own for vendor and month; for the stores,
 * which it does not name, the sums of the lines.
 * @param {Folder} folder
 * @param {Plan} plan
 * @returns {Ledger}
 */
export const toExpectedLedger = ({ lines, expected }, plan) => {
  /** @type {Ledger} */
  const ledger = new Map()
  for (const row of expected) {
    add(ledger, accountOf(row.vendor, row.month), {
      sold: row.sold,
      returned: row.returned,
      net: row.net,
      "sold cost": row.soldCost,
      "returned cost": row.returnedCost,
      "net cost": row.netCost,
    })
  }
  const assumed = plan.before.sales.flatMap((sale) => sale.lines)
  for (const [account, sales] of groupBy(assumed, accountOfLine)) {
    const [sold, cost] = [sumOf(sales, quantityOf), sumOf(sales, costOf)]
    add(ledger, account, { sold, net: sold, "sold cost": cost, "net cost": cost })
  }
  for (const [account, ofAccount] of groupBy([...assumed, ...lines], accountOfLine)) {
    add(ledger, account, branchFigures(ofAccount))
  }
  return ledger
}

/**
 * The same figures of one settlement.
 * @param {any} settlement
 * @param {any[]} movements that it closed.
 * @returns {Figures}
 */
export const toSettledFigures = ({ lines, net_value }, movements) => ({
  sold: sumOf(lines, ({ issued }) => issued),
  returned: sumOf(lines, ({ returned }) => returned),
  net: sumOf(lines, ({ net }) => net),
  "sold cost": valueOf(movements, "goods_issue").negated(),
  "returned cost": valueOf(movements, "goods_issue_return"),
  "net cost": new Decimal(net_value),
  ...Object.fromEntries(
    [
      ...groupBy(
        lines.flatMap((/** @type {any} */ { branches }) => branches),
        ({ branch_code }) => branch_code
      ),
    ].flatMap(([store, branches]) => [
      [netOf(store), sumOf(branches, ({ net }) => net)],
      [netCostOf(store), sumOf(branches, ({ net_value }) => net_value)],
    ])
  ),
})

/**
 * Why settlements may differ from the folder:
 * - A return that came in a later month than its sale met a closed period: the goods became own, and
 *   no settlement reports them. Only what the server did so is explained.
 * - Any other return is valued like the sale it takes back, whatever cost its own line names.
 * @param {Plan} plan
 * @param {Set<string>} becameOwn the ids of the return lines whose goods the server made own.
 * @returns {Explanation[]}
 */
export const explainReturns = (plan, becameOwn) =>
  daysOf(plan)
    .flatMap(({ returns }) => returns.flatMap((document) => document.lines))
    .flatMap((returned) => {
      const { line, sale } = returned
      if (monthOf(sale.date) === monthOf(line.date)) return explainValue(returned)
      return !returned.isSaleAssumed && becameOwn.has(line.id) ? explainOwn(returned) : []
    })
    .sort((a, b) => byVendorAndMonth(a.account, b.account))

const explainOwn = (/** @type {ReturnedLine} */ { line, sale }) => ({
  account: accountOfLine(line),
  figures: toReturnFigures(line.store, line.quantity, costOf(line)),
  sentence:
    `${line.id} brought ${line.quantity.negated()} of item ${line.item} back on ${line.date}; ` +
    `${sale.id} had sold them on ${sale.date}. ${monthOf(sale.date)} was settled by then, so they ` +
    `are own goods and ${monthOf(line.date)} does not report them.`,
})

const explainValue = (/** @type {ReturnedLine} */ { line, sale }) => {
  const difference = line.unitCost.minus(sale.unitCost).times(line.quantity)
  if (difference.isZero()) return []
  return {
    account: accountOfLine(line),
    figures: toReturnFigures(line.store, new Decimal(0), difference),
    sentence: `${line.id} names a unit cost of ${line.unitCost}; it takes back ${sale.id}, settled at ${sale.unitCost}.`,
  }
}

/**
 * How a return changes an account: one that is missing, with quantity and cost below 0.
 * @param {string} store
 * @param {Decimal} quantity
 * @param {Decimal} cost
 * @returns {Figures}
 */
const toReturnFigures = (store, quantity, cost) => ({
  returned: quantity,
  net: quantity.negated(),
  "returned cost": cost,
  "net cost": cost.negated(),
  [netOf(store)]: quantity.negated(),
  [netCostOf(store)]: cost.negated(),
})

/**
 * Every figure that differs, or should have differed according to an explanation.
 * @param {Ledger} expected
 * @param {Ledger} settled
 * @param {Explanation[]} explanations
 * @returns {Difference[]}
 */
export const compare = (expected, settled, explanations) => {
  /** @type {Ledger} */
  const explained = new Map()
  for (const { account, figures } of explanations) add(explained, account, figures)

  const ledgers = [expected, settled, explained]
  const accounts = new Set(ledgers.flatMap((ledger) => [...ledger.keys()]))
  return [...accounts].sort(byVendorAndMonth).flatMap((account) => {
    const names = new Set(ledgers.flatMap((ledger) => Object.keys(ledger.get(account) ?? {})))
    return [...names].flatMap((figure) => {
      const [wanted, found, effect] = ledgers.map((ledger) => figureOf(ledger, account, figure))
      const difference = found.minus(wanted)
      return difference.isZero() && effect.isZero()
        ? []
        : { account, figure, expected: wanted, settled: found, isExplained: difference.eq(effect) }
    })
  })
}

/**
 * @param {string} a
 * @param {string} b
 */
const byVendorAndMonth = (a, b) => a.localeCompare(b, "en", { numeric: true })

/**
 * @param {Ledger} ledger
 * @param {string} account
 * @param {string} figure
 */
const figureOf = (ledger, account, figure) => ledger.get(account)?.[figure] ?? new Decimal(0)

/**
 * @param {Ledger} ledger
 * @param {string} account
 * @param {Figures} figures
 */
const add = (ledger, account, figures) => {
  const sums = { ...ledger.get(account) }
  for (const [name, figure] of Object.entries(figures)) sums[name] = figure.plus(sums[name] ?? 0)
  ledger.set(account, sums)
}

/** @returns {Figures} */
const branchFigures = (/** @type {Line[]} */ lines) =>
  Object.fromEntries(
    [...groupBy(lines, (line) => line.store)].flatMap(([store, ofStore]) => [
      [netOf(store), sumOf(ofStore, quantityOf)],
      [netCostOf(store), sumOf(ofStore, costOf)],
    ])
  )

const netOf = (/** @type {string} */ store) => `net, store ${store}`
const netCostOf = (/** @type {string} */ store) => `net cost, store ${store}`

const accountOfLine = (/** @type {Line} */ { vendor, date }) => accountOf(vendor, monthOf(date))
const quantityOf = (/** @type {Line} */ { quantity }) => quantity
const costOf = (/** @type {Line} */ { quantity, unitCost }) => quantity.times(unitCost)

/**
 * @template One
 * @param {One[]} list
 * @param {(one: One) => Decimal.Value} valueOf
 */
const sumOf = (list, valueOf) => list.reduce((sum, one) => sum.plus(valueOf(one)), new Decimal(0))

/**
 * @param {any[]} movements
 * @param {string} type
 */
const valueOf = (movements, type) =>
  sumOf(
    movements.filter((movement) => movement.type === type),
    ({ quantity, unit_cost }) => new Decimal(quantity).times(unit_cost)
  )
