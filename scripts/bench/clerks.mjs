// P9b: clerks who fulfil different orders of the same items at once.

import { storefront } from "../demo/client.mjs"
import { together } from "./concurrency.mjs"
import { atLeastFigure, atMostFigure, milliseconds } from "./figures.mjs"
import { median, timeOf } from "./measure.mjs"
import { fillCart, skus } from "./shop.mjs"

/** @typedef {import("./bench.mjs").Bench} Bench */

const clerks = 4
const orders = 32

/** Lines of each order: three of the same four items, each time from another one on. */
const linesOf = (/** @type {number} */ order) =>
  [0, 1, 2].map((step) => skus.mixed[(order + step * (order % 2 === 0 ? 1 : 3)) % 4])

/**
 * @param {Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureClerks = async (bench) => {
  const plugin = await fulfillAtOnce(bench, "plugin", "clerks")
  // The bare host takes minutes to fail: it shows how far it comes with a few orders.
  const bare = await fulfillAtOnce(bench, "bare", "clerks_bare", clerks)
  const times = plugin.times.map((time) => milliseconds(time))
  return {
    figures: [
      atLeastFigure({
        id: "P9b",
        what: `${clerks} clerks who fulfil ${orders} orders of 3 lines of the same 4 items`,
        value: plugin.fulfilled,
        atLeast: orders,
        unit: "orders",
        detail: `the bare host: ${bare.fulfilled} of the first ${clerks} orders${plugin.failed ? `; ${plugin.failed}` : ""}`,
      }),
      atMostFigure({
        id: "P9b",
        what: "slowest of these fulfilments",
        value: Math.max(...plugin.times) / 1000,
        atMost: 3,
        unit: "s",
        decimals: 2,
        detail: `${times.length} orders, median ${milliseconds(median(plugin.times))}`,
      }),
    ],
  }
}

/**
 * @param {Bench} bench
 * @param {import("./bench.mjs").Store} store
 * @param {string} database
 * @param {number} [count]
 */
const fulfillAtOnce = async ({ serve, shop }, store, database, count = orders) => {
  const server = await serve(store, database)
  const customer = storefront(server.url, shop.publishableKey)
  const placed = []
  for (let number = 0; number < count; number++) {
    const lines = Object.fromEntries(linesOf(number).map((sku) => [sku, 1]))
    const { order } = await customer.post(
      `/store/carts/${await fillCart(customer, shop, lines)}/complete`
    )
    placed.push(order)
  }
  /** @type {number[]} */
  const times = []
  let failed = ""
  await together(clerks, count, async (number) => {
    const { id, items } = placed[number]
    const body = {
      location_id: shop.stockLocationId,
      items: items.map((/** @type {any} */ item) => ({ id: item.id, quantity: item.quantity })),
    }
    const fulfil = () =>
      server.post(`/admin/orders/${id}/fulfillments`, body).then(
        () => true,
        (/** @type {Error} */ { message }) => {
          failed = message
          return false
        }
      )
    let isFulfilled = false
    const time = await timeOf(async () => (isFulfilled = await fulfil()))
    if (isFulfilled) times.push(time)
  })
  await server.stop()
  return { fulfilled: times.length, times, failed }
}
