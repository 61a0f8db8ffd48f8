// P4: documents of 10,000 lines where the database took its statistics while its tables were small.

import { milliseconds, ratio } from "./figures.mjs"
import { timeOf } from "./measure.mjs"
import { skus } from "./shop.mjs"

const LINES = 10_000
const AT_ONCE = 1_000

const manySkus = Array.from({ length: LINES }, (_, index) => `MANY-${index + 1}`)

/**
 * @param {import("./bench.mjs").Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureEarlyStatistics = async (bench) => {
  const { shop, databases } = bench
  const database = "early_statistics"
  const server = await bench.serve("plugin", database)
  await databases.using(database, async (client) => {
    await client.query("analyze")
    await client.query(
      `insert into inventory_item (id, sku, title, requires_shipping, created_at, updated_at)
       select 'iitem_' || sku, sku, sku, true, now(), now() from unnest($1::text[]) as sku`,
      [manySkus]
    )
  })
  for (let start = 0; start < LINES; start += AT_ONCE) {
    await server.post(`/admin/consignment/contractors/${shop.contractorId}/items`, {
      items: manySkus.slice(start, start + AT_ONCE).map((sku) => ({ sku })),
    })
  }
  const post = (/** @type {string} */ path, /** @type {string[]} */ items) =>
    timeOf(() =>
      path === "goods-receipts"
        ? server.post("/admin/consignment/goods-receipts", {
            contractor_id: shop.contractorId,
            warehouse_id: shop.warehouseId,
            lines: items.map((sku) => ({ sku, quantity: "5", unit_cost: "3.20" })),
          })
        : server.post("/admin/consignment/goods-issues", {
            stock_location_id: shop.stockLocationId,
            lines: items.map((sku) => ({ sku, quantity: "5" })),
          })
    )
  const figures = []
  for (const path of ["goods-receipts", "goods-issues"]) {
    const short = await post(path, skus.bulk)
    const long = await post(path, manySkus)
    figures.push(
      ratio({
        id: "P4",
        what: `${path.replace("-", " ")} of 10,000 lines after an early ANALYZE, against one of 1,000`,
        value: long / short,
        atMost: 10,
        detail: `${milliseconds(long)} against ${milliseconds(short)}, once`,
      })
    )
  }
  await server.stop()
  return { figures }
}
