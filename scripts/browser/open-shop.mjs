import { loginAsAdmin } from "../demo/client.mjs"
import { setUpShop } from "../demo/shop.mjs"
import { stage } from "../progress.mjs"
import { admin, startThrowawayServer } from "../throwaway-server.mjs"
import { buildAdmin, servesBuiltAdmin } from "./build-admin.mjs"

/**
 * Opens a shop for a browser: the built admin over a server of its own, the demo's locations and
 * products, and nothing consigned yet.
 * @param {import("../postgres.mjs").Database} database
 * @returns {Promise<Record<string, string>>} where it is and who may enter, for the tests' environment.
 */
export const openShop = async (database) => {
  await stage("Building the admin", buildAdmin)
  const { url } = await stage("Starting Medusa", () =>
    startThrowawayServer(database, servesBuiltAdmin)
  )
  const client = await loginAsAdmin(url, admin)
  if (!client) throw new Error(`${url} does not know ${admin.email}.`)
  await stage("Stocking the shop", () => stockShop(client))
  return { SHOP_URL: url, SHOP_EMAIL: admin.email, SHOP_PASSWORD: admin.password }
}

/** @param {import("../demo/client.mjs").Client} client */
const stockShop = async (client) => {
  const {
    stores: [store],
  } = await client.get("/admin/stores")
  await setUpShop(client, store)
}
