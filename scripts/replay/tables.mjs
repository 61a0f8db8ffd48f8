import { readTable } from "./read-table.mjs"

/** @typedef {import("./read-table.mjs").Row} Row */
/** @typedef {Record<"vendors" | "stores" | "products" | "lines" | "links" | "expected", Row[]>} Tables */

export const columns = {
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
 * Reads all files of a folder of sales, whatever stands in them.
 * @param {string} folder
 * @returns {Promise<Tables>}
 */
export const readTables = async (folder) => {
  const [vendors, stores, products, lines, links, expected] = await Promise.all(
    Object.entries(columns).map(([file, names]) => readTable(folder, file, names))
  )
  return { vendors, stores, products, lines, links, expected }
}

/** Some files write 035, others 35. */
export const vendorOf = (/** @type {Row} */ row) => row.vendor.replace(/^0+(?=\d)/, "")
