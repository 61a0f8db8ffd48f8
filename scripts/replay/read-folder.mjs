import { Decimal } from "decimal.js"

import { isDate } from "./calendar.mjs"
import { readTable } from "./read-table.mjs"

/** @typedef {import("./read-table.mjs").Row} Row */

/**
 * @typedef {object} Line of an invoice.
 * @property {string} id
 * @property {string} invoice
 * @property {string} date
 * @property {string} store
 * @property {string} item
 * @property {string} vendor
 * @property {Decimal} quantity below 0 for what came back.
 * @property {Decimal} unitCost
 * @property {Decimal} unitPrice
 */

/** @typedef {{ item: string, vendor: string, title: string, pack: Decimal, unitCost: Decimal }} Product */
/** @typedef {{ vendor: string, code: string, name: string }} Vendor */
/** @typedef {{ vendor: string, month: string } & Record<"sold" | "returned" | "net" | "soldCost" | "returnedCost" | "netCost", Decimal>} ExpectedRow */

/**
 * @typedef {object} Folder
 * @property {Vendor[]} vendors
 * @property {Product[]} products
 * @property {Line[]} lines
 * @property {Map<string, string>} saleLineIds of the sale that a return line takes back, by the id of that line; a return that names none is left out.
 * @property {ExpectedRow[]} expected
 */

const columns = {
  "vendors.csv": ["vendor", "name"],
  "stores.csv": ["store"],
  "products.csv": ["item", "description", "vendor", "pack", "unit_cost"],
  "lines.csv": [
    ...["line_id", "invoice", "date", "store", "item", "vendor"],
    ...["qty", "unit_price", "unit_cost"],
  ],
  "return_links.csv": ["return_line", "sale_line"],
  "expected_settlement_by_vendor_month.csv": [
    ...["vendor", "month", "sold_qty", "returned_qty", "net_qty"],
    ...["sold_cost", "returned_cost", "net_cost"],
  ],
}

/**
 * Reads a folder of sales and checks that its files fit together.
 * @param {string} folder
 * @returns {Promise<Folder>}
 */
export const readFolder = async (folder) => {
  const tables = await Promise.all(
    Object.entries(columns).map(([file, names]) => readTable(folder, file, names))
  )
  const [vendors, stores, products, lines, links, expected] = tables
  const faults = findFaults({ vendors, stores, products, lines, links, expected })
  if (faults.length > 0) throw new Error(toMessage(folder, faults))
  return {
    vendors: vendors.map(toVendor),
    products: products.map(toProduct),
    lines: lines.map(toLine),
    saleLineIds: new Map(
      links.filter((row) => row.sale_line).map((row) => [row.return_line, row.sale_line])
    ),
    expected: expected.map(toExpectedRow),
  }
}

/** Some files write 035, others 35. */
const vendorOf = (/** @type {Row} */ row) => row.vendor.replace(/^0+(?=\d)/, "")

const toVendor = (/** @type {Row} */ row) => ({
  vendor: vendorOf(row),
  code: row.vendor,
  name: row.name,
})

const toProduct = (/** @type {Row} */ row) => ({
  item: row.item,
  vendor: vendorOf(row),
  title: row.description,
  pack: new Decimal(row.pack),
  unitCost: new Decimal(row.unit_cost),
})

const toLine = (/** @type {Row} */ row) => ({
  id: row.line_id,
  invoice: row.invoice,
  date: row.date,
  store: row.store,
  item: row.item,
  vendor: vendorOf(row),
  quantity: new Decimal(row.qty),
  unitCost: new Decimal(row.unit_cost),
  unitPrice: new Decimal(row.unit_price),
})

const toExpectedRow = (/** @type {Row} */ row) => ({
  vendor: vendorOf(row),
  month: row.month,
  sold: new Decimal(row.sold_qty),
  returned: new Decimal(row.returned_qty),
  net: new Decimal(row.net_qty),
  soldCost: new Decimal(row.sold_cost),
  returnedCost: new Decimal(row.returned_cost),
  netCost: new Decimal(row.net_cost),
})

/**
 * @param {Record<"vendors" | "stores" | "products" | "lines" | "links" | "expected", Row[]>} tables
 * @returns {string[]} a sentence each, with file and line.
 */
const findFaults = ({ vendors, stores, products, lines, links, expected }) => {
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

const shownFaults = 20

/**
 * @param {string} folder
 * @param {string[]} faults
 */
const toMessage = (folder, faults) => {
  const more = faults.length - shownFaults
  return [
    `${folder} cannot be replayed:`,
    ...faults.slice(0, shownFaults),
    ...(more > 0 ? [`and ${more} more.`] : []),
  ].join("\n  ")
}
