// P7: one goods issue is no slower for all the history behind it.

import { milliseconds, ratio } from "./figures.mjs"
import { itemId } from "./history.mjs"
import { createLedger, prefix } from "./ledgers.mjs"
import { interleave, percentile } from "./measure.mjs"

/**
 * @param {import("./bench.mjs").Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureLatency = async (bench) => {
  const [few] = bench.sizes([1_000], [])
  const [many] = bench.sizes([100_000], [1_000_000], [10_000_000]).slice(-1)
  await createLedger(bench, "hardly_any_rows", few)
  await createLedger(bench, "many_rows", many)
  const short = await bench.serve("plugin", "hardly_any_rows")
  const long = await bench.serve("plugin", "many_rows")
  const issueOn = (/** @type {import("./servers.mjs").Server} */ server) => () =>
    server.post("/admin/consignment/goods-issues", {
      stock_location_id: bench.shop.stockLocationId,
      lines: [{ inventory_item_id: itemId(prefix, 0), quantity: "1" }],
    })
  const times = await interleave(
    { short: issueOn(short), long: issueOn(long) },
    { rounds: bench.rounds(300), warmUps: bench.rounds(50) }
  )
  await Promise.all([short.stop(), long.stop()])
  const what = `goods issue of 1 line with ${many.toLocaleString("en")} movements in the ledger against ${few.toLocaleString("en")}`
  return {
    figures: [95, 50].map((share) =>
      ratio({
        id: "P7",
        what: `${what}, ${share === 50 ? "median" : `p${share}`}`,
        value: percentile(times.long, share) / percentile(times.short, share),
        atMost: 1.2,
        detail: `${milliseconds(percentile(times.long, share))} against ${milliseconds(percentile(times.short, share))}, ${times.long.length} rounds`,
      })
    ),
  }
}
