import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"

import { loginAsAdmin } from "../demo/client.mjs"
import { setUpShop } from "../demo/shop.mjs"
import { medusa, repository, startServer } from "../medusa.mjs"
import { freePort } from "../ports.mjs"
import { copyBeside } from "../peers/database-beside.mjs"
import { stage } from "../progress.mjs"
import { admin } from "../throwaway-server.mjs"
import { buildAdmin, servesBuiltAdmin } from "./build-admin.mjs"

/** @typedef {import("../postgres.mjs").Database} Database */

/**
 * Opens a shop for a browser: the built admin over a server of its own, the demo's locations and products, and nothing
 * consigned yet. Beside it the store of a supplier, with the same admin, which can be connected with it.
 * @param {Database} database of the shop; the supplier's is made beside it.
 * @returns {Promise<Record<string, string>>} where they are and who may enter, for the tests' environment.
 */
export const openShop = async (database) => {
  await stage("Building the admin", buildAdmin)
  const shop = await describe("shop", database.environment)
  await stage("Migrating the database", async () => {
    await medusa(shop, ["db:migrate", "--execute-safe-links"])
    await medusa(shop, ["user", "--email", admin.email, "--password", admin.password])
  })
  const supplier = await describe("supplier", await copyBeside(database, "supplier"))
  const [{ url }, { url: supplierUrl }] = await stage("Starting two stores", () =>
    Promise.all([start(shop), start(supplier)])
  )
  const client = await loginAsAdmin(url, admin)
  if (!client) throw new Error(`${url} does not know ${admin.email}.`)
  await stage("Stocking the shop", () => stockShop(client))
  return {
    SHOP_URL: url,
    SHOP_EMAIL: admin.email,
    SHOP_PASSWORD: admin.password,
    // As the tests of two stores call them: the supplier owns the goods, the shop holds them.
    STORE_A_URL: supplierUrl,
    STORE_A_LINE: supplierUrl,
    STORE_B_URL: url,
    STORE_B_LINE: url,
    STORE_EMAIL: admin.email,
    STORE_PASSWORD: admin.password,
  }
}

/**
 * @param {string} name
 * @param {Record<string, string>} environment
 * @returns {Promise<import("../medusa.mjs").Application>}
 */
const describe = async (name, environment) => {
  const log = path.join(os.tmpdir(), `consignment-${name}-${process.pid}.log`)
  await fs.writeFile(log, "")
  const peers = {
    CONSIGNMENT_PEERS_ALLOW_HTTP: "true",
    CONSIGNMENT_PEERS_ALLOW_PRIVATE: "true",
  }
  return {
    directory: repository,
    log,
    // Roles decide what a user may do: the first user may do everything.
    environment: { ...environment, ...servesBuiltAdmin, ...peers, MEDUSA_FF_RBAC: "true" },
  }
}

/** @param {import("../medusa.mjs").Application} application */
const start = async (application) => await startServer(application, { port: await freePort() })

/** @param {import("../demo/client.mjs").Client} client */
const stockShop = async (client) => {
  const {
    stores: [store],
  } = await client.get("/admin/stores")
  await setUpShop(client, store)
}
