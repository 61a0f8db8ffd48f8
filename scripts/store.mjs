// Stores of their own beside the repository: Medusa with the packed plugin, or without it.

import { execFileSync } from "node:child_process"
import fs from "node:fs/promises"
import path from "node:path"

import { repository } from "./medusa.mjs"

export const pluginName = "medusa-plugin-consignment"

/**
 * Packs the built plugin as the registry would get it.
 * @param {string} folder where the tarball goes.
 * @returns {{ tarball: string, paths: string[], size: number }} the files it holds, and its size in bytes.
 */
export const packPlugin = (folder) => {
  const parameters = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]
  const output = execFileSync("npm", parameters, { cwd: repository, encoding: "utf8" })
  const [{ filename, files, size }] = JSON.parse(output)
  const paths = files.map((/** @type {{ path: string }} */ file) => file.path)
  return { tarball: path.join(folder, filename), paths, size }
}

/**
 * The store borrows all other packages from the repository, as links; the plugin alone is a folder
 * of its own, unpacked from the tarball.
 * @param {string} directory
 * @param {string} [tarball] without it the store is a bare Medusa.
 */
export const makeStore = async (directory, tarball) => {
  const modules = path.join(directory, "node_modules")
  await fs.mkdir(modules, { recursive: true })
  const borrowed = path.join(repository, "node_modules")
  for (const name of await fs.readdir(borrowed)) {
    await fs.symlink(path.join(borrowed, name), path.join(modules, name), "junction")
  }
  if (tarball) {
    const plugin = path.join(modules, pluginName)
    await fs.mkdir(plugin)
    execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", plugin])
  }
  const dependencies = { "@medusajs/medusa": "*", ...(tarball ? { [pluginName]: "*" } : {}) }
  const description = JSON.stringify({ name: "store", dependencies })
  await fs.writeFile(path.join(directory, "package.json"), description)
  await fs.writeFile(path.join(directory, "medusa-config.js"), toConfig(Boolean(tarball)))
}

const toConfig = (/** @type {boolean} */ hasPlugin) => `
const { defineConfig } = require("@medusajs/framework/utils")

// Stores on one machine may be connected with each other.
const isLocal = process.env.CONSIGNMENT_PEERS_ALLOW_PRIVATE === "true"
const options = { peers: { allowHttp: isLocal, allowPrivate: isLocal } }
const redisUrl = process.env.REDIS_URL || undefined
const locking = {
  resolve: "@medusajs/medusa/locking-redis",
  id: "locking-redis",
  is_default: true,
  options: { redisUrl, defaultRetryInterval: 5, maximumRetryInterval: 20 },
}
const sharedModules = [
  { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
  { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
  { resolve: "@medusajs/medusa/cache-redis", options: { redisUrl } },
  { resolve: "@medusajs/medusa/locking", options: { providers: [locking] } },
]

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    redisUrl,
    http: { storeCors: "", adminCors: "", authCors: "", jwtSecret: "store", cookieSecret: "store" },
  },
  admin: { disable: true },
  modules: redisUrl ? sharedModules : [],
  plugins: ${hasPlugin ? `[{ resolve: "${pluginName}", options }]` : "[]"},
})
`
