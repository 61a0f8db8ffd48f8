#!/usr/bin/env node
// npm run kill:events -- [kills]
// Kills a server again and again between the commit of a document and its event, while eight clients
// post receipts, and counts the documents that were never told of. The figures stand in
// docs/benchmarks.md, under "Reliability".

import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"

import pg from "pg"

import { loginAsAdmin } from "./demo/client.mjs"
import { medusa, repository, startServer } from "./medusa.mjs"
import { freePort } from "./ports.mjs"
import { startTestDatabase } from "./postgres.mjs"
import { runWithDatabase } from "./run-with-database.mjs"
import { admin } from "./throwaway-server.mjs"

const kills = Number(process.argv[2] ?? 8)
const clients = 8
const chance = "0.02"
const patience = 240_000

const events = path.join(os.tmpdir(), `consignment-kills-${process.pid}.jsonl`)
const log = path.join(os.tmpdir(), `consignment-kills-${process.pid}.log`)

/** @param {import("./postgres.mjs").Database} database */
const work = async (database) => {
  await fs.writeFile(log, "")
  await fs.writeFile(events, "")
  const environment = {
    ...database.environment,
    NODE_ENV: "development",
    DISABLE_MEDUSA_ADMIN: "true",
    KILLS_EVENTS: events,
    // Quoted, as a folder may have a space in its name.
    NODE_OPTIONS: `--require ${JSON.stringify(path.join(repository, "scripts", "reliability", "events.cjs"))}`,
  }
  const application = { directory: repository, environment, log }
  await medusa(application, ["db:migrate", "--execute-safe-links"])
  await medusa(application, ["user", "--email", admin.email, "--password", admin.password])
  const sql = new pg.Client({ connectionString: database.environment.DATABASE_URL })
  // A run that fails stops the database; its own error is the one to be told.
  sql.on("error", () => {})
  await sql.connect()

  /** @type {object | undefined} */
  let receipt
  for (let killed = 0; killed < kills; killed += 1) {
    const server = await startServer(
      { ...application, environment: { ...environment, KILLS_CHANCE: receipt ? chance : "0" } },
      { port: await freePort() }
    )
    if (!receipt) {
      receipt = await setUp(server.url)
      await server.stop()
      killed -= 1
      continue
    }
    await postUntilKilled(server, receipt)
    console.log(`killed ${killed + 1} of ${kills}`)
  }

  const toldBefore = await readEvents()
  const server = await startServer(application, { port: await freePort() })
  const end = Date.now() + patience
  const isWaiting = async () =>
    (await sql.query("select 1 from consignment_outbox limit 1")).rows.length > 0
  while ((await isWaiting()) && Date.now() < end) await wait(1000)
  await wait(2000)
  await server.stop()
  await report(sql, toldBefore)
  await sql.end()
}

/** @param {string} url */
const setUp = async (url) => {
  const { post } = await login(url)
  const { inventory_item: item } = await post("/admin/inventory-items", { sku: "KILLS" })
  const { stock_location: place } = await post("/admin/stock-locations", { name: "Shop" })
  const { contractor } = await post("/admin/consignment/contractors", { code: "K", name: "K" })
  await post("/admin/consignment/agreements", {
    contractor_id: contractor.id,
    direction: "inbound",
    currency_code: "EUR",
  })
  await post(`/admin/consignment/contractors/${contractor.id}/items`, {
    items: [{ inventory_item_id: item.id }],
  })
  const { warehouse } = await post("/admin/consignment/warehouses", {
    stock_location_id: place.id,
    direction: "inbound",
    notification_email: "shop@example.com",
  })
  return {
    contractor_id: contractor.id,
    warehouse_id: warehouse.id,
    lines: [{ inventory_item_id: item.id, quantity: "1", unit_cost: "1" }],
  }
}

const login = async (/** @type {string} */ url) => {
  const client = await loginAsAdmin(url, admin)
  if (!client) throw new Error("The server does not know its admin.")
  return client
}

/**
 * @param {{ url: string, ended: Promise<never> }} server
 * @param {object} receipt
 */
const postUntilKilled = async ({ url, ended }, receipt) => {
  const isDead = ended.then(
    () => true,
    () => true
  )
  let runs = true
  void isDead.then(() => {
    runs = false
  })
  const { post } = await login(url)
  const postAll = async () => {
    while (runs) await post("/admin/consignment/goods-receipts", receipt).catch(() => {})
  }
  await Promise.all(Array.from({ length: clients }, postAll))
  await isDead
}

/** @returns {Promise<{ name: string, id: string, event_id: string }[]>} */
const readEvents = async () =>
  (await fs.readFile(events, "utf8"))
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line))

/**
 * @param {pg.Client} sql
 * @param {Awaited<ReturnType<typeof readEvents>>} toldBefore
 */
const report = async (sql, toldBefore) => {
  const { rows: documents } = await sql.query("select id from consignment_document")
  const { rows: letters } = await sql.query(
    "select distinct resource_id from notification where template = 'consignment-goods-received'"
  )
  const told = await readEvents()
  const idsOf = (/** @type {typeof told} */ list) => new Set(list.map(({ id }) => id))
  const missing = (/** @type {Set<string>} */ known) =>
    documents.filter(({ id }) => !known.has(id)).length
  const eventIds = new Map()
  for (const { id, event_id: eventId } of told) {
    eventIds.set(id, new Set([...(eventIds.get(id) ?? []), eventId]))
  }
  console.table({
    kills,
    "documents posted": documents.length,
    "not told of when the last process was killed": missing(idsOf(toldBefore)),
    "not told of in the end": missing(idsOf(told)),
    "without a letter in the end": missing(new Set(letters.map((row) => row.resource_id))),
    "told more than once": told.length - eventIds.size,
    "told under several event ids": [...eventIds.values()].filter(({ size }) => size > 1).length,
  })
}

await runWithDatabase(() => startTestDatabase({ name: "medusa_consignment" }), work)
