import fs from "node:fs/promises"
import path from "node:path"

import { servesBuiltAdmin } from "../browser/build-admin.mjs"
import { loginAsAdmin } from "../demo/client.mjs"
import { medusa, repository, startServer } from "../medusa.mjs"
import { freePort } from "../ports.mjs"
import { makeStore, packPlugin } from "../store.mjs"

/** @typedef {import("../demo/client.mjs").Client} Client */
/** @typedef {import("./databases.mjs").Databases} Databases */
/** @typedef {Client & { pid: number, stop: () => Promise<void> }} Server */

export const login = { email: "admin@example.com", password: "consignment" }

/**
 * Two stores that differ in one thing: one has the packed plugin, the other is a bare Medusa.
 * @param {string} folder
 * @param {Databases} databases
 */
export const makeStores = async (folder, databases) => {
  const directories = { plugin: path.join(folder, "plugin"), bare: path.join(folder, "bare") }
  const { tarball } = packPlugin(folder)
  await makeStore(directories.plugin, tarball)
  await makeStore(directories.bare)

  /**
   * @param {keyof typeof directories} store
   * @param {string} database
   */
  const applicationOf = async (store, database) => {
    const log = path.join(folder, `${store}-${database}.log`)
    await fs.appendFile(log, "")
    const environment = { DATABASE_URL: databases.urlOf(database), NODE_ENV: "production" }
    return { directory: directories[store], environment, log }
  }

  return {
    /** An empty shop with the plugin's tables, and an admin. */
    migrate: async (/** @type {string} */ database) => {
      const application = await applicationOf("plugin", database)
      await medusa(application, ["db:migrate", "--execute-safe-links"])
      await medusa(application, ["user", "--email", login.email, "--password", login.password])
    },

    /** The repository's own server on a database, with the built admin. */
    startAdmin: async (/** @type {string} */ database) => {
      const application = {
        directory: repository,
        environment: { DATABASE_URL: databases.urlOf(database), ...servesBuiltAdmin },
        log: path.join(folder, `admin-${database}.log`),
      }
      await fs.appendFile(application.log, "")
      return await startServer(application, { port: await freePort() })
    },

    /**
     * @param {keyof typeof directories} store
     * @param {string} database
     * @param {Record<string, string>} [environment]
     * @returns {Promise<Server>}
     */
    start: async (store, database, environment = {}) => {
      const usual = await applicationOf(store, database)
      const application = { ...usual, environment: { ...usual.environment, ...environment } }
      const { url, pid, stop } = await startServer(application, { port: await freePort() })
      const client = await loginAsAdmin(url, login)
      if (!client) throw new Error(`The store on ${database} does not know its admin.`)
      return { ...client, pid, stop }
    },
  }
}

/** @param {string} folder */
export const buildPlugin = async (folder) => {
  const log = path.join(folder, "build.log")
  await fs.writeFile(log, "")
  await medusa({ directory: repository, environment: {}, log }, ["plugin:build"])
}
