#!/usr/bin/env node
// A real PostgreSQL for tests and demo, from an npm package: nothing has to be installed beforehand.
// Run by hand it starts one for your own experiments and prints how to reach it, until Ctrl-C.

import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"

import { createDatabase } from "./postgres/client.mjs"
import { removeCluster, startCluster } from "./postgres/cluster.mjs"
import { addressFromEnvironment, toEnvironment, toUrl } from "./postgres/environment.mjs"
import { folderForRoot, isRoot } from "./postgres/root.mjs"
import { isAlive, untilInterrupted } from "./processes.mjs"

/** @typedef {import("./postgres/environment.mjs").Address} Address */

const testPrefix = "medusa-plugin-consignment-test-"

/**
 * @typedef {object} Database
 * @property {Address} address
 * @property {Record<string, string>} environment DATABASE_URL and DB_*, as Medusa and its test runner want them.
 * @property {string} place where it is, in words.
 * @property {() => Promise<void>} stop leaves a server that is not ours alone.
 */

/**
 * A database whose data stay in `folder`; the caller's own server if the environment names one.
 * @param {{ folder: string, name: string }} options
 * @returns {Promise<Database>}
 */
export const startDatabase = async ({ folder, name }) => {
  const ofCaller = await databaseOfCaller(name)
  return ofCaller ?? (await embeddedDatabase({ folder: await placeOf(folder), name }))
}

/**
 * A database for one test run: in memory where there is room, careless of power cuts, and gone at
 * the end; the caller's own server if the environment names one.
 * @param {{ name: string }} options
 * @returns {Promise<Database>}
 */
export const startTestDatabase = async ({ name }) => {
  const ofCaller = await databaseOfCaller(name)
  if (ofCaller) return ofCaller

  const parent = await fastFolder()
  await removeForgottenRuns(parent)
  const folder = path.join(parent, testPrefix + process.pid)
  const remove = () => fs.rm(folder, { recursive: true, force: true })
  const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
  try {
    const database = await embeddedDatabase({ folder, name, settings })
    return { ...database, stop: () => database.stop().finally(remove) }
  } catch (error) {
    await remove()
    throw error
  }
}

/**
 * The environment of one more database on the server of another.
 * @param {Database} database
 * @param {string} name
 */
export const openBeside = async ({ address }, name) => {
  const beside = { ...address, name }
  await createDatabase(beside)
  return { ...toEnvironment(beside), DATABASE_URL: toUrl(beside) }
}

/**
 * Removes the data that `startDatabase` keeps in `folder`; refused while someone uses them.
 * @param {{ folder: string }} options
 */
export const removeDatabase = async ({ folder }) => {
  if (addressFromEnvironment("")) {
    throw new Error("The environment names a database of your own: remove what is in it yourself.")
  }
  await removeCluster(await placeOf(folder))
  await fs.rm(folder, { recursive: true, force: true })
}

const placeOf = async (/** @type {string} */ folder) =>
  isRoot() ? await folderForRoot(folder) : folder

/**
 * @param {string} name
 * @returns {Promise<Database | undefined>}
 */
const databaseOfCaller = async (name) => {
  const address = addressFromEnvironment(name)
  if (!address) return undefined
  await createDatabase(address)
  const place = `${address.host}:${address.port}, named by the environment`
  return { address, environment: toEnvironment(address), place, stop: async () => {} }
}

/**
 * @param {{ folder: string, name: string, settings?: string[] }} options
 * @returns {Promise<Database>}
 */
const embeddedDatabase = async ({ folder, name, settings = [] }) => {
  const cluster = await startCluster({ folder, settings })
  const address = { ...cluster.address, name }
  await createDatabase(address)
  return { address, environment: toEnvironment(address), place: folder, stop: cluster.stop }
}

/** Folders that killed test runs left behind; the folder's name tells whose it was. */
const removeForgottenRuns = async (/** @type {string} */ parent) => {
  const names = (await fs.readdir(parent)).filter((name) => name.startsWith(testPrefix))
  const forgotten = names.filter((name) => !isAlive(Number(name.slice(testPrefix.length))))
  const folders = forgotten.map((name) => path.join(parent, name))
  // Another user's folder stays: we could not remove it.
  await Promise.all(folders.map((folder) => removeCluster(folder).catch(() => {})))
}

/** Memory is several times faster, but containers often give it no more than 64 MB. */
const fastFolder = async () => {
  const memory = "/dev/shm"
  const { bavail, bsize } = await fs.statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize > 2 ** 31 ? memory : os.tmpdir()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const database = await startTestDatabase({ name: "medusa_consignment" })
  for (const [key, value] of Object.entries(database.environment)) {
    console.log(`export ${key}=${value}`)
  }
  await untilInterrupted()
  await database.stop()
}
