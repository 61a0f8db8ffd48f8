// A store with the packed plugin that can be killed and started again.

import fs from "node:fs/promises"
import path from "node:path"

import { medusa, startServer } from "../medusa.mjs"
import { freePort } from "../ports.mjs"
import { makeStore, packPlugin } from "../store.mjs"
import { admin } from "../throwaway-server.mjs"
import { adminCaller, callerOf } from "./client.mjs"

/** @typedef {import("./client.mjs").Call} Call */

/**
 * @typedef {object} Server
 * @property {string} url
 * @property {number} pid
 * @property {string} token
 * @property {Call} call as its admin.
 * @property {() => Promise<void>} kill as a power cut would.
 * @property {() => Promise<void>} stop
 */

/** The catch-up runs every few minutes; a load wants it now, and takes nothing for being under way. */
const catchUpRoute = `
const { catchUpWorkflow } = require("medusa-plugin-consignment/workflows")

exports.POST = async (req, res) => {
  const { result } = await catchUpWorkflow(req.scope).run({ input: { grace_seconds: 0 } })
  res.json(result)
}
`

/**
 * @param {string} folder
 * @param {import("../postgres.mjs").Database} database
 * @param {Record<string, string>} [environment]
 */
export const openStore = async (folder, database, environment = {}) => {
  const directory = path.join(folder, "store")
  await makeStore(directory, packPlugin(folder).tarball)
  const route = path.join(directory, "src", "api", "admin", "catch-up")
  await fs.mkdir(route, { recursive: true })
  await fs.writeFile(path.join(route, "route.js"), catchUpRoute)
  const application = {
    directory,
    environment: { ...database.environment, NODE_ENV: "production", ...environment },
    log: path.join(folder, "medusa.log"),
  }
  await fs.writeFile(application.log, "")
  await medusa(application, ["db:migrate", "--execute-safe-links"])
  await medusa(application, ["user", "--email", admin.email, "--password", admin.password])

  return {
    /** @returns {Promise<Server>} */
    start: async () => {
      const server = await startServer(application, { port: await freePort() })
      const { data } = await callerOf(server.url, {})("POST", "/auth/user/emailpass", admin)
      return {
        url: server.url,
        pid: server.pid,
        token: data.token,
        call: await adminCaller(server.url, admin),
        kill: async () => {
          process.kill(server.pid, "SIGKILL")
          await server.ended.catch(() => {})
        },
        stop: server.stop,
      }
    },
  }
}
