// P3: one line over HTTP against the host's own change of one level.

import { milliseconds, ratio } from "./figures.mjs"
import { interleave, median, ratioOf } from "./measure.mjs"
import { skus } from "./shop.mjs"

/**
 * @param {import("./bench.mjs").Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureSingleLines = async (bench) => {
  const { shop, rounds } = bench
  const plugin = await bench.serve("plugin", "lines_plugin")
  const bare = await bench.serve("bare", "lines_bare")
  const level = `/admin/inventory-items/${shop.itemIds[skus.own[0]]}/location-levels/${shop.stockLocationId}`
  const times = await interleave(
    {
      "location level": (round) => bare.post(level, { stocked_quantity: 1_000 + round }),
      "goods receipt": () =>
        plugin.post("/admin/consignment/goods-receipts", {
          contractor_id: shop.contractorId,
          warehouse_id: shop.warehouseId,
          lines: [{ sku: skus.consigned, quantity: "1", unit_cost: "7.50" }],
        }),
      "goods issue": () =>
        plugin.post("/admin/consignment/goods-issues", {
          stock_location_id: shop.stockLocationId,
          lines: [{ sku: skus.consigned, quantity: "1" }],
        }),
    },
    { rounds: rounds(100), warmUps: rounds(30) }
  )
  await Promise.all([plugin.stop(), bare.stop()])
  const base = times["location level"]
  return {
    figures: /** @type {const} */ (["goods receipt", "goods issue"]).map((name) =>
      ratio({
        id: "P3",
        what: `${name} of 1 line against the host's change of one level`,
        value: ratioOf(times[name], base),
        atMost: name === "goods receipt" ? 0.8 : 1,
        detail: `${milliseconds(median(times[name]))} against ${milliseconds(median(base))}, ${base.length} rounds`,
      })
    ),
  }
}
