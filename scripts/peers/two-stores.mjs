// Two stores of two companies on one machine: a server and a database each, and between them a line that can be
// disturbed. A third process, usually a test, controls them over HTTP.

import { once } from "node:events"
import fs from "node:fs/promises"
import http from "node:http"
import os from "node:os"
import path from "node:path"

import { medusa, repository, startServer } from "../medusa.mjs"
import { freePort } from "../ports.mjs"
import { admin } from "../throwaway-server.mjs"
import { stage } from "../progress.mjs"
import { copyBeside } from "./database-beside.mjs"
import { startLine } from "./line.mjs"

/** @typedef {import("../postgres.mjs").Database} Database */
/** @typedef {import("./line.mjs").Fault} Fault */

/**
 * @param {Database} database of the first store; the second one's is made beside it.
 * @returns {Promise<Record<string, string>>} where they are and who may enter, for the tests' environment.
 */
export const openTwoStores = async (database) => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "consignment-two-stores-"))
  const application = await describe(folder, "a", database.environment)
  await stage("Migrating the database", async () => {
    await medusa(application, ["db:migrate", "--execute-safe-links"])
    await medusa(application, ["user", "--email", admin.email, "--password", admin.password])
  })
  const environment = await copyBeside(database, "partner")
  const stores = {
    a: await prepareStore(application),
    b: await prepareStore(await describe(folder, "b", environment)),
  }
  await stage("Starting two stores", () => Promise.all([stores.a.start(), stores.b.start()]))
  const control = await startControl(stores)
  return {
    STORE_A_URL: stores.a.url,
    STORE_B_URL: stores.b.url,
    STORE_A_LINE: stores.a.line.url,
    STORE_B_LINE: stores.b.line.url,
    STORE_A_DATABASE: database.environment.DATABASE_URL,
    STORE_B_DATABASE: environment.DATABASE_URL,
    STORE_EMAIL: admin.email,
    STORE_PASSWORD: admin.password,
    STORE_LOGS: folder,
    STORE_CONTROL: control,
  }
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {Record<string, string>} environment
 */
const describe = async (folder, name, environment) => {
  const log = path.join(folder, `${name}.log`)
  await fs.writeFile(log, "")
  return {
    directory: repository,
    log,
    environment: {
      ...environment,
      NODE_ENV: "development",
      DISABLE_MEDUSA_ADMIN: "true",
      CONSIGNMENT_PEERS_ALLOW_HTTP: "true",
      CONSIGNMENT_PEERS_ALLOW_PRIVATE: "true",
    },
  }
}

/**
 * A store that can be killed and started again at the same address. Others reach it over its line.
 * @param {import("../medusa.mjs").Application} application
 */
const prepareStore = async (application) => {
  const port = await freePort()
  const line = await startLine(port)
  const at = (/** @type {string} */ publicUrl) => ({
    ...application,
    environment: { ...application.environment, CONSIGNMENT_PEERS_PUBLIC_URL: publicUrl },
  })
  /** @type {Awaited<ReturnType<typeof startServer>> | undefined} */
  let server
  return {
    url: `http://localhost:${port}`,
    line,
    /** @param {string} [publicUrl] that others are told instead of its line. */
    start: async (publicUrl = line.url) => {
      server = await startServer(at(publicUrl), { port })
    },
    kill: async () => {
      if (!server) return
      process.kill(server.pid, "SIGKILL")
      await server.ended.catch(() => {})
    },
  }
}

/** @param {Record<string, Awaited<ReturnType<typeof prepareStore>>>} stores */
const startControl = async (stores) => {
  const server = http.createServer(async (request, response) => {
    const [, name, verb] = (request.url ?? "").split("/")
    try {
      const chunks = []
      for await (const chunk of request) chunks.push(chunk)
      const content = JSON.parse(Buffer.concat(chunks).toString() || "{}")
      const store = stores[name]
      if (verb === "kill") await store.kill()
      if (verb === "start") await store.start(content.public_url)
      if (verb === "line") store.line.disturb(content)
      response.writeHead(200, { "content-type": "application/json" }).end("{}")
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  server.listen(0, "localhost")
  await once(server, "listening")
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address())
  return `http://localhost:${port}`
}
