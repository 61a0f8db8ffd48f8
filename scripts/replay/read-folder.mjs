import { Decimal } from "decimal.js"

import { findFaults } from "./find-faults.mjs"
import { readTables, vendorOf } from "./tables.mjs"

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

/**
 * Reads a folder of sales and checks that its files fit together.
 * @param {string} folder
 * @returns {Promise<Folder>}
 */
export const readFolder = async (folder) => {
  const tables = await readTables(folder)
  const faults = findFaults(tables)
  if (faults.length > 0) throw new Error(toMessage(folder, faults))
  const { vendors, products, lines, links, expected } = tables
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
