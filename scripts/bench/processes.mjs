// P12: two processes on one database, which share their locks in Redis.

import { startRedis } from "../redis.mjs"
import { together } from "./concurrency.mjs"
import { atLeastFigure, atMostFigure } from "./figures.mjs"
import { median, timeOf } from "./measure.mjs"
import { skus } from "./shop.mjs"

/** @typedef {import("./bench.mjs").Bench} Bench */
/** @typedef {import("./servers.mjs").Server} Server */

const callers = 8
const linesOfDocument = 10

/**
 * @param {Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureProcesses = async (bench) => {
  const redis = await startRedis()
  const environment = { REDIS_URL: redis.url }
  const first = await bench.serve("plugin", "processes", environment)
  const second = await bench.serve("plugin", "processes", environment)
  let failed = 0
  let slowest = 0
  /** @type {string | undefined} */
  let reason
  const post = async (/** @type {Server} */ server, /** @type {number} */ number) => {
    const items = Array.from(
      { length: linesOfDocument },
      (_, line) => skus.hot[(number * 3 + line) % skus.hot.length]
    )
    const lines = (number % 2 === 0 ? items : items.reverse()).map((sku) => ({
      sku,
      quantity: "1",
    }))
    const body = { stock_location_id: bench.shop.stockLocationId, lines }
    const time = await timeOf(() =>
      server.post("/admin/consignment/goods-issues", body).catch((/** @type {Error} */ error) => {
        failed++
        reason = error.message
      })
    )
    slowest = Math.max(slowest, time)
  }
  const documents = bench.rounds(8) * callers
  const byOne = () => together(callers, documents, (number) => post(first, number))
  const byTwo = () =>
    together(callers, documents, (number) => post(number % 2 === 0 ? first : second, number))
  await byTwo()
  /** @type {{ one: number, two: number }[]} */
  const throughputs = []
  for (let round = 0; round < bench.rounds(5); round++) {
    const one = await timeOf(byOne)
    const two = await timeOf(byTwo)
    throughputs.push({ one: (documents * 1000) / one, two: (documents * 1000) / two })
  }
  await Promise.all([first.stop(), second.stop()])
  await redis.stop()
  const rates = `${median(throughputs.map(({ two }) => two)).toFixed(1)} against ${median(throughputs.map(({ one }) => one)).toFixed(1)} documents/s`
  return {
    figures: [
      atLeastFigure({
        id: "P12",
        what: `throughput of two processes with Redis against one, documents of ${linesOfDocument} lines by ${callers} callers`,
        value: median(throughputs.map(({ one, two }) => two / one)),
        atLeast: 1,
        unit: "×",
        decimals: 2,
        detail: `${rates}, ${throughputs.length} rounds`,
      }),
      atMostFigure({
        id: "P12",
        what: "of these documents failed",
        value: failed,
        atMost: 0,
        unit: "documents",
        detail: reason ?? `slowest ${(slowest / 1000).toFixed(2)} s`,
      }),
    ],
  }
}
