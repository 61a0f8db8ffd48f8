// P9: many clients that issue the same items at once.

import { atLeastFigure, atMostFigure } from "./figures.mjs"
import { median, timeOf } from "./measure.mjs"
import { skus } from "./shop.mjs"

/** @typedef {import("./bench.mjs").Bench} Bench */
/** @typedef {import("./servers.mjs").Server} Server */

const clients = 16

/**
 * @param {Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureConcurrency = async (bench) => {
  const server = await bench.serve("plugin", "concurrency")
  const each = await measureThroughput(bench, server, "1 line, the 20 items by turns", (number) => [
    { sku: skus.hot[number % skus.hot.length], quantity: "1" },
  ])
  const all = await measureThroughput(bench, server, "20 lines, all the same", () =>
    skus.hot.map((sku) => ({ sku, quantity: "1" }))
  )
  const oversold = await countOversold(bench, server)
  await server.stop()
  return { figures: [each, all, oversold] }
}

/**
 * @param {Bench} bench
 * @param {Server} server
 * @param {string} what
 * @param {(number: number) => object[]} linesOf
 */
const measureThroughput = async ({ shop, rounds }, server, what, linesOf) => {
  const documents = rounds(10) * clients
  const issue = (/** @type {number} */ number) =>
    server.post("/admin/consignment/goods-issues", {
      stock_location_id: shop.stockLocationId,
      lines: linesOf(number),
    })
  await together(clients, documents, issue)
  /** @type {{ alone: number, many: number }[]} */
  const throughputs = []
  for (let round = 0; round < rounds(4); round++) {
    const alone = await timeOf(() => together(1, documents / 2, issue))
    const many = await timeOf(() => together(clients, documents, issue))
    throughputs.push({ alone: (documents * 500) / alone, many: (documents * 1000) / many })
  }
  return atLeastFigure({
    id: "P9",
    what: `throughput of ${clients} clients against 1, issues of ${what}`,
    value: median(throughputs.map(({ alone, many }) => many / alone)),
    atLeast: 1.5,
    unit: "×",
    decimals: 2,
    detail: `${median(throughputs.map(({ many }) => many)).toFixed(1)} against ${median(throughputs.map(({ alone }) => alone)).toFixed(1)} documents/s, ${throughputs.length} rounds`,
  })
}

/**
 * Does so many pieces of work, as many at once as there are workers.
 * @param {number} workers
 * @param {number} count
 * @param {(number: number) => Promise<unknown>} work
 */
export const together = async (workers, count, work) => {
  let next = 0
  const workOn = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: workers }, workOn))
}

/**
 * More pieces are asked for at once than there are.
 * @param {Bench} bench
 * @param {Server} server
 */
const countOversold = async ({ shop }, server) => {
  const stocked = 20
  const [sku] = skus.bulk
  await server.post("/admin/consignment/goods-receipts", {
    contractor_id: shop.contractorId,
    warehouse_id: shop.warehouseId,
    lines: [{ sku, quantity: String(stocked), unit_cost: "1" }],
  })
  let issued = 0
  let failed = 0
  await together(clients, 3 * stocked, () =>
    server
      .post("/admin/consignment/goods-issues", {
        stock_location_id: shop.stockLocationId,
        lines: [{ sku, quantity: "1" }],
      })
      .then(
        () => issued++,
        ({ message }) => message.includes("INSUFFICIENT_STOCK") || failed++
      )
  )
  const { ownership } = await server.get("/admin/consignment/stock/ownership", { sku })
  const isConsistent = ownership[0].consigned === "0" && ownership[0].stocked === "0"
  return atMostFigure({
    id: "P9",
    what: `${clients} clients that ask for ${3 * stocked} pieces of ${stocked}: oversold or failed`,
    value: Math.abs(issued - stocked) + failed + (isConsistent ? 0 : 1),
    atMost: 0,
    unit: "pieces",
    detail: `${issued} issued, ${failed} failed otherwise, ${ownership[0].consigned} left`,
  })
}
