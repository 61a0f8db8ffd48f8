// Documents that a folder asks for, in the order in which they are posted. Pure.

import { Decimal } from "decimal.js"

import { instantOf, lastDayOf, monthAfter, monthOf, monthsFrom } from "./calendar.mjs"
import { groupBy } from "./group-by.mjs"

/** @typedef {import("./read-folder.mjs").Folder} Folder */
/** @typedef {import("./read-folder.mjs").Line} Line */

/** @typedef {{ vendor: string, item: string, unitCost: Decimal, quantity: Decimal }} LotPlan */
/** @typedef {{ key: string, vendor: string, effectiveAt: string, lots: LotPlan[] }} ReceiptPlan */
/** @typedef {{ key: string, invoice: string, store: string, effectiveAt: string, lines: Line[] }} SalePlan */

/**
 * @typedef {object} ReturnedLine
 * @property {Line} line
 * @property {Line} sale the line it takes back.
 * @property {boolean} isSaleAssumed the folder names no sale.
 */

/** @typedef {{ key: string, invoice: string, effectiveAt: string, lines: ReturnedLine[] }} ReturnPlan of lines of one sale. */
/** @typedef {{ date: string, sales: SalePlan[], returns: ReturnPlan[] }} DayPlan */
/** @typedef {{ month: string, cutOff: string, vendors: string[] }} MonthEnd */

/**
 * @typedef {object} Plan
 * @property {string} validFrom the first day of the agreements.
 * @property {ReceiptPlan[]} receipts
 * @property {DayPlan & { monthEnd: MonthEnd }} before sales that the folder's returns take back although it does not hold them.
 * @property {{ monthEnd: MonthEnd, days: DayPlan[] }[]} months
 */

/**
 * @param {Folder} folder
 * @returns {Plan}
 */
export const toPlan = ({ vendors, lines, saleLineIds }) => {
  const dates = lines.map((line) => line.date).sort()
  const [first, last] = [dates[0], dates[dates.length - 1]].map(monthOf)
  const before = monthAfter(first, -1)
  const eve = lastDayOf(before)

  // The sign tells a sale from a return: a document of returns may hold a line that sells.
  const sales = lines.filter((line) => line.quantity.gt(0))
  const returned = toReturnedLines(lines, saleLineIds, eve)
  const assumed = returned.filter(({ isSaleAssumed }) => isSaleAssumed)
  const assumedSales = assumed.map(({ sale }) => sale)
  const known = returned.filter(({ isSaleAssumed }) => !isSaleAssumed)
  return {
    validFrom: `${before}-01`,
    receipts: toReceipts([...assumedSales, ...sales], eve),
    before: {
      ...toDay(eve, assumedSales, assumed),
      monthEnd: toMonthEnd(
        before,
        assumedSales.map((sale) => sale.vendor)
      ),
    },
    months: monthsFrom(first, last).map((month) => ({
      monthEnd: toMonthEnd(
        month,
        vendors.map(({ vendor }) => vendor)
      ),
      days: toDays(month, sales, known),
    })),
  }
}

/** All documents of trade in the order of their posting. */
export const daysOf = (/** @type {Plan} */ { before, months }) => [
  before,
  ...months.flatMap(({ days }) => days),
]

/** The key of a lot: the cost of one item changes over time, and each sale line has the cost of its lot. */
export const lotKeyOf = (/** @type {Pick<LotPlan, "vendor" | "item" | "unitCost">} */ lot) =>
  `${lot.vendor}/${lot.item}/${lot.unitCost}`

/**
 * @param {Line[]} lines
 * @param {Map<string, string>} saleLineIds
 * @param {string} eve
 * @returns {ReturnedLine[]}
 */
const toReturnedLines = (lines, saleLineIds, eve) => {
  const byId = new Map(lines.map((line) => [line.id, line]))
  return lines
    .filter((line) => line.quantity.lt(0))
    .map((line) => {
      const sale = byId.get(saleLineIds.get(line.id) ?? "")
      return { line, sale: sale ?? toAssumedSale(line, eve), isSaleAssumed: !sale }
    })
}

/**
 * The sale that a return without one must have taken back: the same goods, sold before the folder begins.
 * @param {Line} line
 * @param {string} eve
 * @returns {Line}
 */
const toAssumedSale = (line, eve) => ({
  ...line,
  id: `${line.id}-sale`,
  invoice: `${line.invoice}-sale`,
  date: eve,
  quantity: line.quantity.negated(),
})

/**
 * One receipt a vendor, a lot for each unit cost of an item: enough for all sales, as if nothing came
 * back.
 * @param {Line[]} sales
 * @param {string} date
 * @returns {ReceiptPlan[]}
 */
const toReceipts = (sales, date) =>
  [...groupBy(sales, (line) => line.vendor)].map(([vendor, lines]) => ({
    key: `replay-receipt-${vendor}`,
    vendor,
    effectiveAt: instantOf(date),
    lots: [...groupBy(lines, lotKeyOf).values()].map((ofLot) => ({
      vendor,
      item: ofLot[0].item,
      unitCost: ofLot[0].unitCost,
      quantity: Decimal.sum(...ofLot.map((line) => line.quantity)),
    })),
  }))

/**
 * @param {string} month
 * @param {Line[]} sales
 * @param {ReturnedLine[]} returned
 * @returns {DayPlan[]}
 */
const toDays = (month, sales, returned) => {
  const dates = [...sales, ...returned.map(({ line }) => line)].map((line) => line.date)
  return [...new Set(dates)]
    .filter((date) => monthOf(date) === month)
    .sort()
    .map((date) =>
      toDay(
        date,
        sales.filter((line) => line.date === date),
        returned.filter(({ line }) => line.date === date)
      )
    )
}

/**
 * @param {string} date
 * @param {Line[]} sales
 * @param {ReturnedLine[]} returned
 * @returns {DayPlan}
 */
const toDay = (date, sales, returned) => ({
  date,
  sales: [...groupBy(sales, (line) => line.invoice)].map(([invoice, lines]) => ({
    key: `replay-sale-${invoice}`,
    invoice,
    store: lines[0].store,
    effectiveAt: instantOf(date),
    lines,
  })),
  returns: [...groupBy(returned, invoicesOf).values()].map((lines) => ({
    key: `replay-return-${invoicesOf(lines[0])}`,
    invoice: lines[0].line.invoice,
    effectiveAt: instantOf(lines[0].line.date),
    lines,
  })),
})

/** A document of returns takes back goods of one sale. */
const invoicesOf = (/** @type {ReturnedLine} */ { line, sale }) =>
  `${line.invoice}-of-${sale.invoice}`

/**
 * @param {string} month
 * @param {string[]} vendors
 * @returns {MonthEnd}
 */
const toMonthEnd = (month, vendors) => ({
  month,
  cutOff: lastDayOf(month),
  vendors: [...new Set(vendors)],
})
