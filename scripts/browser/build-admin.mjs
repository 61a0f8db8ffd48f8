import { createHash } from "node:crypto"
import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"

import { medusa, repository } from "../medusa.mjs"

/** Where `medusa start` looks for the admin that it serves. */
const place = path.join(repository, "public", "admin")

/** All that the admin is built from; the lock file stands for Medusa's part of it. */
const sources = [
  "src/admin",
  "src/http-contract",
  "src/modules/consignment/domain",
  "medusa-config.ts",
  "package-lock.json",
]

/** Neither "development", which bundles the admin while it is looked at, nor "production", whose cookie needs HTTPS. */
export const servesBuiltAdmin = { NODE_ENV: "test", LOG_LEVEL: "warn" }

/** Builds the admin as a store would serve it, unless the last build was of the same sources. */
export const buildAdmin = async () => {
  const print = await fingerprint()
  const note = path.join(place, "built-from")
  if ((await fs.readFile(note, "utf8").catch(() => "")) === print) return

  const log = path.join(os.tmpdir(), `consignment-admin-${process.pid}.log`)
  await fs.writeFile(log, "")
  const environment = { NODE_ENV: "production" }
  const application = { directory: repository, environment, log }
  await medusa(application, ["build", "--admin-only", "--no-lint"])
  await fs.rm(place, { recursive: true, force: true })
  await fs.cp(path.join(repository, ".medusa", "admin"), place, { recursive: true })
  await fs.writeFile(note, print)
}

const fingerprint = async () => {
  const hash = createHash("sha256")
  for (const file of await filesOf(sources)) {
    hash.update(path.relative(repository, file)).update(await fs.readFile(file))
  }
  return hash.digest("hex")
}

/** @param {string[]} names of files and folders. */
const filesOf = async (names) => {
  const lists = await Promise.all(names.map((name) => filesIn(path.join(repository, name))))
  return lists.flat().sort()
}

/**
 * @param {string} place
 * @returns {Promise<string[]>}
 */
const filesIn = async (place) => {
  if ((await fs.stat(place)).isFile()) return [place]
  const entries = await fs.readdir(place, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}
