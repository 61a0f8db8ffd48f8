// P1, P2: what the plugin costs on the host's own flows.

import { storefront } from "../demo/client.mjs"
import { milliseconds, ratio } from "./figures.mjs"
import { interleave, intervalOf, median, ratioOf } from "./measure.mjs"
import { fillCart, skus } from "./shop.mjs"

/** @typedef {import("./bench.mjs").Bench} Bench */
/** @typedef {import("./servers.mjs").Server} Server */

/**
 * Orders are placed and fulfilled in two shops by turns: one with the plugin, one without.
 * @param {Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureOrders = async (bench) => {
  const plugin = await bench.serve("plugin", "orders_plugin")
  const bare = await bench.serve("bare", "orders_bare")
  const kinds = {
    "half own, half consigned": (/** @type {number} */ round) => ({
      [skus.own[0]]: 2,
      [skus.consigned]: 2,
      [skus.mixed[round]]: 2,
    }),
    "no consigned item": () => Object.fromEntries(skus.own.map((sku) => [sku, 2])),
  }
  const figures = []
  for (const [kind, linesOf] of Object.entries(kinds)) {
    // A difference of a hundredth is told from noise by many rounds only.
    const rounds = { placed: 100, fulfilled: 40 }
    const { placing, fulfilling } = await measureKind(bench, { plugin, bare }, linesOf, rounds)
    figures.push(
      toRatio("P1", `placing an order of 3 lines, ${kind}`, placing, 1.01),
      toRatio("P2", `fulfilling an order of 3 lines, ${kind}`, fulfilling, 0.95)
    )
  }
  const twenty = () =>
    Object.fromEntries(
      [...skus.own, skus.consigned, ...skus.mixed.slice(-16)].map((sku) => [sku, 1])
    )
  const rounds = { placed: 15, fulfilled: 15 }
  const { fulfilling } = await measureKind(bench, { plugin, bare }, twenty, rounds)
  figures.push(toRatio("P2", "fulfilling an order of 20 lines", fulfilling, 0.6))
  await Promise.all([plugin.stop(), bare.stop()])
  return { figures: figures.sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

/** @typedef {{ plugin: number[], bare: number[] }} Times */

/**
 * @param {string} id
 * @param {string} what
 * @param {Times} times
 * @param {number} atMost
 */
const toRatio = (id, what, { plugin, bare }, atMost) => {
  const { from, to } = intervalOf(plugin, bare)
  const medians = `${milliseconds(median(plugin))} against ${milliseconds(median(bare))}`
  return ratio({
    id,
    what,
    value: ratioOf(plugin, bare),
    atMost,
    detail: `${medians}, ${plugin.length} rounds, 95 % between ${from.toFixed(2)} and ${to.toFixed(2)} ×`,
  })
}

/**
 * @param {Bench} bench
 * @param {{ plugin: Server, bare: Server }} servers
 * @param {(round: number) => Record<string, number>} linesOf
 * @param {{ placed: number, fulfilled: number }} wanted rounds
 * @returns {Promise<{ placing: Times, fulfilling: Times }>}
 */
const measureKind = async ({ shop, rounds }, servers, linesOf, wanted) => {
  const placed = { rounds: rounds(wanted.placed), warmUps: rounds(8) }
  const fulfilled = { rounds: rounds(wanted.fulfilled), warmUps: rounds(8) }
  const all = Array.from({ length: placed.rounds + placed.warmUps }, (_, round) => round)
  /** @type {Record<"plugin" | "bare", { carts: string[], orders: any[] }>} */
  const made = { plugin: { carts: [], orders: [] }, bare: { carts: [], orders: [] } }
  for (const [name, server] of entriesOf(servers)) {
    const customer = storefront(server.url, shop.publishableKey)
    for (const round of all) {
      made[name].carts.push(await fillCart(customer, shop, linesOf(round)))
    }
  }

  const placing = await interleave(
    works(servers, async (name, server, round) => {
      const customer = storefront(server.url, shop.publishableKey)
      const { order } = await customer.post(`/store/carts/${made[name].carts[round]}/complete`)
      made[name].orders.push(order)
    }),
    placed
  )
  const fulfilling = await interleave(
    works(servers, (name, server, round) => {
      const { id, items } = made[name].orders[round]
      return server.post(`/admin/orders/${id}/fulfillments`, {
        location_id: shop.stockLocationId,
        items: items.map((/** @type {any} */ item) => ({ id: item.id, quantity: item.quantity })),
      })
    }),
    fulfilled
  )
  return { placing, fulfilling }
}

const entriesOf = (/** @type {{ plugin: Server, bare: Server }} */ servers) =>
  /** @type {["plugin" | "bare", Server][]} */ (Object.entries(servers))

/**
 * @param {{ plugin: Server, bare: Server }} servers
 * @param {(name: "plugin" | "bare", server: Server, round: number) => Promise<unknown>} work
 */
const works = ({ plugin, bare }, work) => ({
  plugin: (/** @type {number} */ round) => work("plugin", plugin, round),
  bare: (/** @type {number} */ round) => work("bare", bare, round),
})
