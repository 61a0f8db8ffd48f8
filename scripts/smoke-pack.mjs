#!/usr/bin/env node
// Packs the built plugin, installs the package into an application of its own and uses it over HTTP:
// the test covers the package that a store gets from the registry.

import { existsSync } from "node:fs"
import fs from "node:fs/promises"
import { createRequire } from "node:module"
import os from "node:os"
import path from "node:path"

import { loginAsAdmin } from "./demo/client.mjs"
import { medusa, startServer } from "./medusa.mjs"
import { freePort } from "./ports.mjs"
import { startTestDatabase } from "./postgres.mjs"
import { stage } from "./progress.mjs"
import { runWithDatabase } from "./run-with-database.mjs"
import { makeStore, packPlugin, pluginName } from "./store.mjs"

const admin = { email: "admin@example.com", password: "consignment" }

/** @param {import("./postgres.mjs").Database} database */
const tryPackage = async (database) => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "consignment-smoke-"))
  try {
    const tarball = await stage("Packing the plugin", async () => pack(folder))
    const directory = path.join(folder, "store")
    await stage("Installing it into a store", () => makeStore(directory, tarball))
    await stage("Loading what it exports", async () => checkExports(directory))
    await useStore(database, directory)
  } finally {
    await fs.rm(folder, { recursive: true, force: true })
  }
}

/** @param {string} folder */
const pack = (folder) => {
  const { tarball, paths, size } = packPlugin(folder)
  checkContents(paths)
  console.log(`  ${path.basename(tarball)}: ${paths.length} files, ${Math.round(size / 1024)} kB`)
  return tarball
}

/** @param {string[]} paths */
const checkContents = (paths) => {
  const source = ".medusa/server/src"
  const needed = ["package.json", "README.md", "LICENSE", `${source}/modules/consignment/index.js`]
  const missing = needed.filter((file) => !paths.includes(file))
  if (missing.length > 0) {
    throw new Error(`The package lacks ${missing.join(", ")}. Did npm run build come before?`)
  }
  const unwanted = paths.filter((file) => /__tests__|\.spec\./.test(file))
  if (unwanted.length > 0) throw new Error(`The package holds tests: ${unwanted.join(", ")}`)
}

/** Paths that a store may import, and internals that it may not. */
const exported = ["modules/consignment", "workflows", "types", "contract", "admin"]
const internal = ["workflows/host", "modules/consignment/service", "api/middlewares"]

/** @param {string} directory */
const checkExports = (directory) => {
  const store = createRequire(path.join(directory, "package.json"))
  const files = exported.map((name) => store.resolve(`${pluginName}/${name}`))
  for (const file of files.filter((each) => !each.includes("admin"))) {
    if (!existsSync(file.replace(/\.js$/, ".d.ts"))) throw new Error(`${file} has no types.`)
  }
  for (const name of internal) {
    if (canResolve(store, `${pluginName}/${name}`)) throw new Error(`${name} is exported.`)
  }
  const workflows = Object.keys(store(`${pluginName}/workflows`))
  const others = workflows.filter((name) => !/(Workflow|Step)(Id)?$|^ConsignmentEvents$/.test(name))
  if (others.length > 0) throw new Error(`workflows also exports ${others.join(", ")}.`)
}

/**
 * @param {NodeJS.Require} from
 * @param {string} name
 */
const canResolve = (from, name) => {
  try {
    return Boolean(from.resolve(name))
  } catch {
    return false
  }
}

/**
 * @param {import("./postgres.mjs").Database} database
 * @param {string} directory
 */
const useStore = async (database, directory) => {
  const environment = { ...database.environment, NODE_ENV: "production" }
  const application = { directory, environment, log: path.join(directory, "medusa.log") }
  await fs.writeFile(application.log, "")
  await stage("Migrating its database", () =>
    medusa(application, ["db:migrate", "--execute-safe-links"])
  )
  await stage("Creating an admin", () =>
    medusa(application, ["user", "--email", admin.email, "--password", admin.password])
  )
  const port = await freePort()
  const { url } = await stage("Starting it", () => startServer(application, { port }))
  await stage("Asking for its contractors", async () => {
    const client = await loginAsAdmin(url, admin)
    const { contractors } = (await client?.get("/admin/consignment/contractors")) ?? {}
    if (contractors?.length !== 0) throw new Error("The contractors are not an empty list.")
  })
}

await runWithDatabase(() => startTestDatabase({ name: "smoke" }), tryPackage)
