import { isDate } from "./calendar.mjs"
import { columns, vendorOf } from "./tables.mjs"

/** @typedef {import("./read-table.mjs").Row} Row */

/**
 * Contradictions between the files of a folder.
 * @param {import("./tables.mjs").Tables} tables
 * @returns {string[]} a sentence each, with file and line.
 */
export const findFaults = ({ vendors, stores, products, lines, links, expected }) => {
  const knows = {
    vendor: new Set(vendors.map(vendorOf)),
    store: new Set(stores.map((row) => row.store)),
    item: new Set(products.map((row) => row.item)),
    line: new Set(lines.map((row) => row.line_id)),
  }
  /** @type {(row: Row, kind: keyof typeof knows, value: string) => string[]} */
  const unknown = (row, kind, value) =>
    knows[kind].has(value) ? [] : [`${row.where}: ${kind} "${value}" is unknown.`]

  return [
    ...repeated(vendors, "vendor", vendorOf),
    ...repeated(products, "item", (row) => row.item),
    ...repeated(lines, "line_id", (row) => row.line_id),
    ...products.flatMap((row) => [
      ...unknown(row, "vendor", vendorOf(row)),
      ...notNumbers(row, ["pack", "unit_cost"]),
    ]),
    ...lines.flatMap((row) => [
      ...unknown(row, "vendor", vendorOf(row)),
      ...unknown(row, "store", row.store),
      ...unknown(row, "item", row.item),
      ...notNumbers(row, ["qty", "unit_price", "unit_cost"]),
      ...(isDate(row.date) ? [] : [`${row.where}: date "${row.date}" is no date.`]),
    ]),
    ...torn(lines),
    ...links.flatMap((row) => [
      ...unknown(row, "line", row.return_line),
      ...(row.sale_line ? unknown(row, "line", row.sale_line) : []),
    ]),
    ...misled(links, lines),
    ...expected.flatMap((row) => [
      ...unknown(row, "vendor", vendorOf(row)),
      ...notNumbers(row, columns["expected_settlement_by_vendor_month.csv"].slice(2)),
      ...(isDate(`${row.month}-01`) ? [] : [`${row.where}: month "${row.month}" is no month.`]),
    ]),
    ...(lines.length > 0 ? [] : ["lines.csv holds no line."]),
  ]
}

/**
 * @param {Row[]} rows
 * @param {string} column
 * @param {(row: Row) => string} keyOf
 */
const repeated = (rows, column, keyOf) => {
  const seen = new Set()
  return rows.flatMap((row) => {
    const key = keyOf(row)
    if (seen.has(key)) return [`${row.where}: ${column} "${row[column]}" is there twice.`]
    seen.add(key)
    return []
  })
}

/** An invoice is one document: of one day, from one store. */
const torn = (/** @type {Row[]} */ lines) => {
  const heads = new Map()
  return lines.flatMap((row) => {
    const head = heads.get(row.invoice) ?? row
    heads.set(row.invoice, head)
    return head.date === row.date && head.store === row.store
      ? []
      : [`${row.where}: invoice ${row.invoice} has another date or store than in ${head.where}.`]
  })
}

/**
 * A return takes back a sale of the same goods, not later than itself.
 * @param {Row[]} links
 * @param {Row[]} lines
 */
const misled = (links, lines) => {
  const byId = new Map(lines.map((row) => [row.line_id, row]))
  return links.flatMap((link) => {
    const [returned, sale] = [byId.get(link.return_line), byId.get(link.sale_line)]
    if (!returned || !sale) return []
    const fits =
      !sale.qty.startsWith("-") &&
      sale.item === returned.item &&
      vendorOf(sale) === vendorOf(returned) &&
      sale.date <= returned.date
    return fits
      ? []
      : [`${link.where}: ${link.sale_line} is no sale that the return can take back.`]
  })
}

/**
 * @param {Row} row
 * @param {string[]} names of columns.
 */
const notNumbers = (row, names) =>
  names
    .filter((name) => !/^-?\d+(\.\d+)?$/.test(row[name]))
    .map((name) => `${row.where}: ${name} "${row[name]}" is no number.`)
