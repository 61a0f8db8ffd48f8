import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"

import { stage } from "../progress.mjs"
import { buildPlugin, makeStores } from "./servers.mjs"
import { addItems, setUpShop } from "./shop.mjs"

/** @typedef {import("./servers.mjs").Server} Server */
/** @typedef {"plugin" | "bare"} Store */

/**
 * @typedef {object} Bench what every benchmark works with.
 * @property {import("./databases.mjs").Databases} databases
 * @property {import("./shop.mjs").Shop} shop
 * @property {boolean} isSmoke
 * @property {(usual: number) => number} rounds two are enough to see that a benchmark works.
 * @property {(usual: number[], full: number[], huge?: number[]) => number[]} sizes of the ledger.
 * @property {(database: string) => Promise<boolean>} copyShop into a database of its own; false if it is there already.
 * @property {(store: Store, database: string) => Promise<Server>} start
 * @property {(database: string) => Promise<{ url: string, stop: () => Promise<void> }>} serveAdmin in a browser, on a copy of the shop.
 * @property {(store: Store, database: string, environment?: Record<string, string>) => Promise<Server>} serve starts on a copy of the shop.
 */

/** @typedef {{ isSmoke: boolean, isFull: boolean, isHuge: boolean, isBuilt: boolean }} Extent */

const template = "shop"

const smokeSize = 10_000

/**
 * Sets up the shop once; every benchmark works on copies of it.
 * @template T
 * @param {import("./databases.mjs").Databases} databases
 * @param {Extent} extent
 * @param {(bench: Bench) => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withBench = async (databases, { isSmoke, isFull, isHuge, isBuilt }, work) => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "consignment-bench-"))
  try {
    if (!isBuilt) await stage("Building the plugin", () => buildPlugin(folder))
    const stores = await stage("Making a store with the plugin and one without it", () =>
      makeStores(folder, databases)
    )
    const shop = await stage("Setting up the shop", async () => {
      await databases.create(template)
      await stores.migrate(template)
      await databases.using(template, addItems)
      const server = await stores.start("plugin", template)
      return await setUpShop(server).finally(server.stop)
    })

    const copies = new Set()
    const copyShop = async (/** @type {string} */ database) => {
      if (copies.has(database)) return false
      copies.add(database)
      await databases.copy(template, database)
      return true
    }
    /** @type {Bench["serve"]} */
    const serve = async (store, database, environment) => {
      await copyShop(database)
      return await stores.start(store, database, environment)
    }
    const serveAdmin = async (/** @type {string} */ database) => {
      await copyShop(database)
      return await stores.startAdmin(database)
    }
    const bench = { databases, shop, isSmoke, copyShop, serve, serveAdmin, start: stores.start }
    return await work(isSmoke ? briefly(bench) : usually(bench, { isFull, isHuge }))
  } finally {
    await fs.rm(folder, { recursive: true, force: true })
  }
}

/**
 * @param {Omit<Bench, "rounds" | "sizes">} bench
 * @param {Pick<Extent, "isFull" | "isHuge">} extent
 * @returns {Bench}
 */
const usually = (bench, { isFull, isHuge }) => ({
  ...bench,
  rounds: (usual) => usual,
  sizes: (usual, full, huge = []) => [
    ...usual,
    ...(isFull || isHuge ? full : []),
    ...(isHuge ? huge : []),
  ],
})

/**
 * A smoke run looks whether the benchmarks still work: all of them on one database and one server with
 * the plugin, and on one of each without.
 * @param {Omit<Bench, "rounds" | "sizes">} bench
 * @returns {Bench}
 */
const briefly = (bench) => {
  const nameOf = (/** @type {string} */ database) =>
    database.endsWith("_bare") ? "smoke_bare" : "smoke"
  /** @type {Map<Store, Promise<Server>>} */
  const servers = new Map()
  return {
    ...bench,
    databases: {
      ...bench.databases,
      using: (database, work) => bench.databases.using(nameOf(database), work),
    },
    rounds: () => 2,
    sizes: ([smallest]) => [Math.min(smallest, smokeSize)],
    copyShop: (database) => bench.copyShop(nameOf(database)),
    start: (store, database) => bench.start(store, nameOf(database)),
    serveAdmin: (database) => bench.serveAdmin(nameOf(database)),
    serve: async (store, database, environment) => {
      if (environment) return await bench.serve(store, nameOf(database), environment)
      const server = servers.get(store) ?? bench.serve(store, nameOf(database))
      servers.set(store, server)
      return { ...(await server), stop: async () => {} }
    },
  }
}
