// Sales at the till: Medusa knows no order for them, so they are goods issues of their own.

import { locations, tillReturns, tillSales } from "./goods.mjs"

/** @typedef {import("./client.mjs").Client} Client */
/** @typedef {import("./calendar.mjs").Calendar} Calendar */

const base = "/admin/consignment"

/**
 * Posts the sales from one day to another, in the order of their dates.
 * @param {Client} client
 * @param {Calendar} calendar
 * @param {Record<string, string>} locationIds
 */
export const sellAtTheTill = async (client, calendar, locationIds) => {
  for (const index of tillSales.keys()) await postSale(client, calendar, locationIds, index)
}

/**
 * The idempotency key makes this the same document each time, so it also finds a posted one.
 * @param {Client} client
 * @param {Calendar} calendar
 * @param {Record<string, string>} locationIds
 * @param {number} index in `tillSales`.
 */
const postSale = async (client, calendar, locationIds, index) => {
  const sale = tillSales[index]
  const lines = Object.entries(sale.lines).map(([sku, quantity]) => ({
    sku,
    quantity: String(quantity),
  }))
  const { goods_issue } = await client.post(`${base}/goods-issues`, {
    stock_location_id: locationIds[sale.at],
    branch_code: locations.find(({ name }) => name === sale.at)?.branchCode,
    effective_at: calendar.noon(sale.daysAgo),
    reference: `Till ${sale.at}, receipt ${1041 + index * 7}`,
    idempotency_key: `demo-till-${index + 1}`,
    lines,
  })
  return goods_issue
}

/**
 * @param {Client} client
 * @param {Calendar} calendar
 * @param {Record<string, string>} locationIds
 * @param {keyof typeof tillReturns} which
 */
export const takeBackAtTheTill = async (client, calendar, locationIds, which) => {
  const { sale, sku, quantity, daysAgo } = tillReturns[which]
  const goodsIssue = await postSale(client, calendar, locationIds, sale)
  const line = goodsIssue.lines.find((/** @type {{ sku: string }} */ line) => line.sku === sku)
  await client.post(`${base}/goods-issues/${goodsIssue.id}/returns`, {
    effective_at: calendar.noon(daysAgo),
    idempotency_key: `demo-till-return-${which}`,
    lines: [{ line_id: line.id, quantity: String(quantity) }],
  })
}
