#!/usr/bin/env node
// npm run demo                  starts the demo, and sets it up the first time
// npm run demo -- --reset       begins anew
// npm run demo -- --port 9100   another port
// npm run demo -- --host ::     reachable from other machines
// npm run demo -- --in ../shop  keeps its data in that folder's .demo

import fs from "node:fs/promises"
import path from "node:path"
import { parseArgs } from "node:util"

import { loginAsAdmin } from "./demo/client.mjs"
import { seedDemo } from "./demo/seed.mjs"
import { medusa, repository, startServer } from "./medusa.mjs"
import { freePort } from "./ports.mjs"
import { removeDatabase, startDatabase } from "./postgres.mjs"
import { box, stage } from "./progress.mjs"
import { runWithDatabase } from "./run-with-database.mjs"

const admin = { email: "admin@example.com", password: "consignment" }

const { values: options } = parseArgs({
  options: {
    reset: { type: "boolean", default: false },
    port: { type: "string", default: "9000" },
    host: { type: "string", default: "localhost" },
    in: { type: "string", default: repository },
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
  const port = await choosePort()
  const application = await describeApplication(database, port)
  await stage("Migrating the database", () =>
    medusa(application, ["db:migrate", "--execute-safe-links"])
  )
  const server = await stage("Starting Medusa", () =>
    startServer(application, { port, host: options.host })
  )
  const client = await stage("Logging in", () => loginOrRegister(application, server.url))
  await stage("Filling the shop with demo data", () => seedDemo(client)).catch((error) => {
    throw new Error(`${error.message}\nThe server's log is ${application.log}.`)
  })
  await stage("Preparing the admin", () => openAdmin(server.url))
  box([
    `The demo runs at   ${server.url}/app`,
    `E-mail             ${admin.email}`,
    `Password           ${admin.password}`,
    "",
    `Data               ${database.place}`,
    `Log                ${application.log}`,
    "Ctrl-C stops it and keeps the data; npm run demo -- --reset begins anew.",
  ])
  await server.ended
}

const choosePort = async () => {
  const wanted = Number(options.port)
  const port = await freePort(wanted)
  if (port !== wanted) console.log(`Port ${wanted} is taken; the demo uses ${port}.`)
  return port
}

/**
 * @param {import("./postgres.mjs").Database} database
 * @param {number} port
 */
const describeApplication = async (database, port) => {
  const log = path.join(folder, "server.log")
  await fs.writeFile(log, "")
  const origin = `http://localhost:${port}`
  return {
    directory: repository,
    log,
    environment: {
      ...database.environment,
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
