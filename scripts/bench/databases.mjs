import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"

import pg from "pg"

import { createDatabase } from "../postgres/client.mjs"
import { removeCluster, startCluster } from "../postgres/cluster.mjs"
import { folderForRoot, isRoot } from "../postgres/root.mjs"

/**
 * @typedef {object} Databases of one PostgreSQL server.
 * @property {(name: string) => Promise<void>} create
 * @property {(from: string, to: string) => Promise<void>} copy nobody may use the original meanwhile.
 * @property {(name: string) => Promise<void>} drop
 * @property {(name: string) => string} urlOf
 * @property {<T>(name: string, work: (client: pg.Client) => Promise<T>) => Promise<T>} using
 * @property {string} log of the server.
 * @property {() => Promise<void>} stop and remove.
 */

/**
 * A PostgreSQL server of the benchmarks alone. It keeps its data on disk and writes them through at
 * every commit, as a store's does: what is measured here includes the price of durability.
 * @returns {Promise<Databases>}
 */
export const startDatabases = async () => {
  const wanted = path.join(os.tmpdir(), `consignment-bench-${process.pid}`)
  const folder = isRoot() ? await folderForRoot(wanted) : wanted
  const { address, stop } = await startCluster({ folder, settings: [] })
  const { host, port, user, password } = address

  /**
   * @template T
   * @param {string} database
   * @param {(client: pg.Client) => Promise<T>} work
   */
  const using = async (database, work) => {
    const client = new pg.Client({ host, port, user, password, database })
    client.on("error", () => {})
    await client.connect()
    return await work(client).finally(() => client.end())
  }
  const administer = (/** @type {string} */ statement) =>
    using("postgres", async (client) => void (await client.query(statement)))

  return {
    create: (name) => createDatabase({ ...address, name }),
    copy: (from, to) => administer(`create database ${to} template ${from}`),
    drop: (name) => administer(`drop database if exists ${name} with (force)`),
    urlOf: (name) => `postgres://${user}:${password}@${host}:${port}/${name}`,
    using,
    log: path.join(folder, "postgres.log"),
    stop: async () => {
      await stop()
      await removeCluster(folder)
      await fs.rm(folder, { recursive: true, force: true })
    },
  }
}
