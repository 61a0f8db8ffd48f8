// P1, P2: what the plugin costs on the host's own flows.

import { storefront } from "../demo/client.mjs"
import { milliseconds, ratio } from "./figures.mjs"
import { interleave, median, ratioOf } from "./measure.mjs"
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
    const { placing, fulfilling } = await measureKind(bench, { plugin, bare }, linesOf)
    const isMixed = kind !== "no consigned item"
    figures.push(
      toRatio("P1", `placing an order of 3 lines, ${kind}`, placing, 1.02),
      toRatio("P2", `fulfilling an order of 3 lines, ${kind}`, fulfilling, isMixed ? 1.15 : 1.05)
    )
  }
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
const toRatio = (id, what, { plugin, bare }, atMost) =>
  ratio({
    id,
    what,
    value: ratioOf(plugin, bare),
    atMost,
    detail: `${milliseconds(median(plugin))} against ${milliseconds(median(bare))}, ${plugin.length} rounds`,
  })

/**
 * @param {Bench} bench
 * @param {{ plugin: Server, bare: Server }} servers
 * @param {(round: number) => Record<string, number>} linesOf
 * @returns {Promise<{ placing: Times, fulfilling: Times }>}
 */
const measureKind = async ({ shop, rounds }, servers, linesOf) => {
  const options = { rounds: rounds(40), warmUps: rounds(8) }
  const all = Array.from({ length: options.rounds + options.warmUps }, (_, round) => round)
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
    options
  )
  const fulfilling = await interleave(
    works(servers, (name, server, round) => {
      const { id, items } = made[name].orders[round]
      return server.post(`/admin/orders/${id}/fulfillments`, {
        location_id: shop.stockLocationId,
        items: items.map((/** @type {any} */ item) => ({ id: item.id, quantity: item.quantity })),
      })
    }),
    options
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
