#!/usr/bin/env node
// Packs the built plugin, installs the package into an application of its own and uses it over HTTP:
// what a store gets from the registry is what is tested.

import { execFileSync } from "node:child_process"
import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"

import { loginAsAdmin } from "./demo/client.mjs"
import { medusa, repository, startServer } from "./medusa.mjs"
import { freePort } from "./ports.mjs"
import { startTestDatabase } from "./postgres.mjs"
import { stage } from "./progress.mjs"
import { runWithDatabase } from "./run-with-database.mjs"

const pluginName = "medusa-plugin-consignment"
const admin = { email: "admin@example.com", password: "consignment" }

/** @param {import("./postgres.mjs").Database} database */
const tryPackage = async (database) => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "consignment-smoke-"))
  try {
    const tarball = await stage("Packing the plugin", () => pack(folder))
    const directory = path.join(folder, "store")
    await stage("Installing it into a store", () => installInto(directory, tarball))
    await useStore(database, directory)
  } finally {
    await fs.rm(folder, { recursive: true, force: true })
  }
}

/** @param {string} folder */
const pack = async (folder) => {
  const parameters = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]
  const output = execFileSync("npm", parameters, { cwd: repository, encoding: "utf8" })
  const [{ filename, files, size }] = JSON.parse(output)
  const paths = files.map((/** @type {{ path: string }} */ file) => file.path)
  checkContents(paths)
  console.log(`  ${filename}: ${paths.length} files, ${Math.round(size / 1024)} kB`)
  return path.join(folder, filename)
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

/**
 * The store borrows all other packages from the repository, as links; the plugin alone is a folder
 * of its own, unpacked from the tarball.
 * @param {string} directory
 * @param {string} tarball
 */
const installInto = async (directory, tarball) => {
  const modules = path.join(directory, "node_modules")
  const plugin = path.join(modules, pluginName)
  await fs.mkdir(plugin, { recursive: true })
  const borrowed = path.join(repository, "node_modules")
  for (const name of await fs.readdir(borrowed)) {
    await fs.symlink(path.join(borrowed, name), path.join(modules, name), "junction")
  }
  execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", plugin])
  const dependencies = { "@medusajs/medusa": "*", [pluginName]: "*" }
  const description = JSON.stringify({ name: "store", dependencies })
  await fs.writeFile(path.join(directory, "package.json"), description)
  await fs.writeFile(path.join(directory, "medusa-config.js"), config)
}

const config = `
const { defineConfig } = require("@medusajs/framework/utils")

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: { storeCors: "", adminCors: "", authCors: "", jwtSecret: "smoke", cookieSecret: "smoke" },
  },
  admin: { disable: true },
  plugins: [{ resolve: "${pluginName}", options: {} }],
})
`

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
