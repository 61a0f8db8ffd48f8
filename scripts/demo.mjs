#!/usr/bin/env node
// npm run demo                  starts the demo, and sets it up the first time
// npm run demo -- --reset       begins anew
// npm run demo -- --port 9100   another port
// npm run demo -- --host ::     reachable from other machines
// npm run demo -- --in ../shop  keeps its data in that folder's .demo
// npm run demo -- --with-partner  also starts a second, connected store on the next port

import fs from "node:fs/promises"
import path from "node:path"
import { parseArgs } from "node:util"

import { loginAsAdmin } from "./demo/client.mjs"
import { seedPartner } from "./demo/partner.mjs"
import { seedDemo } from "./demo/seed.mjs"
import { medusa, repository, startServer } from "./medusa.mjs"
import { freePort } from "./ports.mjs"
import { openBeside, removeDatabase, startDatabase } from "./postgres.mjs"
import { box, stage } from "./progress.mjs"
import { runWithDatabase } from "./run-with-database.mjs"

const admin = { email: "admin@example.com", password: "consignment" }

const { values: options } = parseArgs({
  options: {
    reset: { type: "boolean", default: false },
    port: { type: "string", default: "9000" },
    host: { type: "string", default: "localhost" },
    in: { type: "string", default: repository },
    "with-partner": { type: "boolean", default: false },
  },
})
const folder = path.resolve(options.in, ".demo")

const openDatabase = async () => {
  if (options.reset) await stage("Removing the demo", () => removeDatabase({ folder }))
  await fs.mkdir(folder, { recursive: true })
  return await stage("Starting the database", () =>
    startDatabase({ folder, name: "medusa_consignment" })
  )
}

/** @param {import("./postgres.mjs").Database} database */
const serve = async (database) => {
  const port = await choosePort(Number(options.port))
  const shop = await openShop("", port, database.environment, seedDemo)
  const partner = options["with-partner"] ? await openPartner(database, shop) : null
  box([
    `The demo runs at   ${shop.url}/app`,
    ...(partner ? [`Its partner        ${partner.url}/app`] : []),
    `E-mail             ${admin.email}`,
    `Password           ${admin.password}`,
    "",
    `Data               ${database.place}`,
    `Log                ${shop.log}`,
    "Ctrl-C stops it and keeps the data; npm run demo -- --reset begins anew.",
  ])
  await Promise.race([shop.ended, partner?.ended ?? shop.ended])
}

/**
 * @param {import("./postgres.mjs").Database} database
 * @param {Shop} shop
 */
const openPartner = async (database, shop) => {
  const port = await choosePort(Number(new URL(shop.url).port) + 1)
  const environment = await openBeside(database, "medusa_consignment_partner")
  return await openShop("partner", port, environment, (client) => seedPartner(shop.client, client))
}

/** @typedef {{ url: string, log: string, client: import("./demo/client.mjs").Client, ended: Promise<never> }} Shop */

/**
 * Starts a store, fills it, and prepares its admin.
 * @param {string} name
 * @param {number} port
 * @param {Record<string, string>} environment of its database.
 * @param {(client: import("./demo/client.mjs").Client) => Promise<void>} seed
 * @returns {Promise<Shop>}
 */
const openShop = async (name, port, environment, seed) => {
  const stageOf = (/** @type {string} */ title) => (name ? `${title}, ${name}` : title)
  const application = await describeApplication(name || "server", port, environment)
  await stage(stageOf("Migrating the database"), () =>
    medusa(application, ["db:migrate", "--execute-safe-links"])
  )
  const { url, ended } = await stage(stageOf("Starting Medusa"), () =>
    startServer(application, { port, host: options.host })
  )
  const client = await stage(stageOf("Logging in"), () => loginOrRegister(application, url))
  await stage(stageOf("Filling the shop with demo data"), () => seed(client)).catch((error) => {
    throw new Error(`${error.message}\nThe server's log is ${application.log}.`)
  })
  await stage(stageOf("Preparing the admin"), () => openAdmin(url))
  return { url, log: application.log, client, ended }
}

const choosePort = async (/** @type {number} */ wanted) => {
  const port = await freePort(wanted)
  if (port !== wanted) console.log(`Port ${wanted} is taken; the demo uses ${port}.`)
  return port
}

/**
 * @param {string} name of its log.
 * @param {number} port
 * @param {Record<string, string>} database
 */
const describeApplication = async (name, port, database) => {
  const log = path.join(folder, `${name}.log`)
  await fs.writeFile(log, "")
  const origin = `http://localhost:${port}`
  // Both stores of the demo are on this machine.
  const peers = options["with-partner"]
    ? {
        CONSIGNMENT_PEERS_ALLOW_HTTP: "true",
        CONSIGNMENT_PEERS_ALLOW_PRIVATE: "true",
        CONSIGNMENT_PEERS_PUBLIC_URL: origin,
      }
    : {}
  return {
    directory: repository,
    log,
    environment: {
      ...database,
      ...peers,
      NODE_ENV: "development",
      ADMIN_CORS: origin,
      AUTH_CORS: origin,
      STORE_CORS: origin,
    },
  }
}

/**
 * @param {import("./medusa.mjs").Application} application
 * @param {string} url
 */
const loginOrRegister = async (application, url) => {
  const client = await loginAsAdmin(url, admin)
  if (client) return client
  await medusa(application, ["user", "--email", admin.email, "--password", admin.password])
  const registered = await loginAsAdmin(url, admin)
  if (!registered) throw new Error(`${admin.email} exists in this database with another password.`)
  return registered
}

/**
 * The development server bundles the admin at the first look at it: better now than while someone
 * waits before an empty page.
 * @param {string} url
 */
const openAdmin = async (url) => {
  await fetch(`${url}/app`)
  const entry = await (await fetch(`${url}/app/entry.jsx`)).text()
  const imported = [...entry.matchAll(/(?:from|import) "(\/[^"]+)"/g)].map(([, path]) => path)
  for (const path of imported) await (await fetch(url + encodeURI(path))).text()
}

await runWithDatabase(openDatabase, serve, { runsUntilInterrupted: true })
