import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"

import { stage } from "../progress.mjs"
import { buildPlugin, makeStores } from "./servers.mjs"
import { addItems, setUpShop } from "./shop.mjs"

/** @typedef {import("./servers.mjs").Server} Server */

/**
 * @typedef {object} Bench what every benchmark works with.
 * @property {import("./databases.mjs").Databases} databases
 * @property {import("./shop.mjs").Shop} shop
 * @property {boolean} isSmoke
 * @property {(usual: number) => number} rounds two are enough to see that a benchmark works.
 * @property {(usual: number[], full: number[]) => number[]} sizes of the ledger.
 * @property {(database: string) => Promise<void>} copyShop into a database of its own, unless it is there.
 * @property {(store: "plugin" | "bare", database: string) => Promise<Server>} start
 * @property {(store: "plugin" | "bare", database: string) => Promise<Server>} serve starts on a copy of the shop.
 */

/** @typedef {{ isSmoke: boolean, isFull: boolean, isBuilt: boolean }} Extent */

const template = "shop"

/** A smoke run looks whether a benchmark still works. */
const smokeSize = 10_000

/**
 * Sets up the shop once; every benchmark works on copies of it.
 * @template T
 * @param {import("./databases.mjs").Databases} databases
 * @param {Extent} extent
 * @param {(bench: Bench) => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withBench = async (databases, { isSmoke, isFull, isBuilt }, work) => {
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
      if (copies.has(database)) return
      copies.add(database)
      await databases.copy(template, database)
    }
    return await work({
      databases,
      shop,
      isSmoke,
      rounds: (usual) => (isSmoke ? 2 : usual),
      sizes: (usual, full) => {
        if (isSmoke) return usual.slice(0, 1).map((size) => Math.min(size, smokeSize))
        return isFull ? [...usual, ...full] : usual
      },
      copyShop,
      start: stores.start,
      serve: async (store, database) => {
        await copyShop(database)
        return await stores.start(store, database)
      },
    })
  } finally {
    await fs.rm(folder, { recursive: true, force: true })
  }
}
