// Two stores of two companies on one machine, connected as the benchmarks need them.

import { setTimeout as wait } from "node:timers/promises"
import { skus } from "./shop.mjs"

/** @typedef {import("./servers.mjs").Server} Server */
/** @typedef {import("pg").Client} Database */

const base = "/admin/consignment"
const environment = { CONSIGNMENT_PEERS_ALLOW_PRIVATE: "true" }
const address = { address_1: "1 Main Street", city: "Delft", country_code: "nl" }

/** A smoke run has two databases, which it tells apart by the end of their names. */
export const holderDatabase = "holder_bare"

/** @param {import("./bench.mjs").Bench} bench */
export const openStores = async (bench) => {
  const a = await bench.serve("plugin", "owner", environment)
  const b = await bench.serve("plugin", holderDatabase, environment)
  return {
    a,
    b,
    stop: async () => {
      await Promise.all([a.stop(), b.stop()])
    },
  }
}

/**
 * @param {Server} store
 * @param {"inbound" | "outbound"} direction
 * @param {string} code
 */
const prepareSide = async (store, direction, code) => {
  const { contractor } = await store.post(`${base}/contractors`, { code, name: code })
  await store.post(`${base}/agreements`, {
    contractor_id: contractor.id,
    direction,
    currency_code: "EUR",
    valid_from: "2020-01-01T00:00:00.000Z",
  })
  const { stock_location: location } = await store.post("/admin/stock-locations", {
    name: code,
    address,
  })
  const { warehouse } = await store.post(`${base}/warehouses`, {
    stock_location_id: location.id,
    direction,
    name: code,
    ...(direction === "outbound" ? { contractor_id: contractor.id } : {}),
  })
  return { contractorId: contractor.id, warehouseId: warehouse.id, peerId: "" }
}

/**
 * Connects the two stores once, as two more companies.
 * @param {{ a: Server, b: Server }} stores
 * @param {string} code
 */
export const connect = async ({ a, b }, code) => {
  const atA = await prepareSide(a, "outbound", code)
  const atB = await prepareSide(b, "inbound", code)
  const { peer, pairing_code } = await a.post(`${base}/peers`, { warehouse_id: atA.warehouseId })
  const joined = await b.post(`${base}/peers/join`, {
    url: a.url,
    pairing_code,
    warehouse_id: atB.warehouseId,
    contractor_id: atB.contractorId,
    existing_articles: "link",
  })
  return { atA: { ...atA, peerId: peer.id }, atB: { ...atB, peerId: joined.peer.id } }
}

/**
 * Own stock of the long documents' items, to be delivered from.
 * @param {Server} store
 * @param {import("./shop.mjs").Shop} shop
 * @returns {Promise<string>} the location.
 */
export const stockOwn = async (store, shop) => {
  const { stock_location: home } = await store.post("/admin/stock-locations", {
    name: "Home",
    address,
  })
  await store.post("/admin/inventory-items/location-levels/batch", {
    create: skus.bulk.map((sku) => ({
      inventory_item_id: shop.itemIds[sku],
      location_id: home.id,
      stocked_quantity: 1_000_000,
    })),
  })
  return home.id
}

/**
 * Waits until the holder has a receipt with the line of a delivery.
 * @param {Database} database the holder's.
 * @param {string} lineId
 */
export const untilReceived = async (database, lineId) => {
  const deadline = Date.now() + 600_000
  while (Date.now() < deadline) {
    const { rows } = await database.query(
      `select 1 from consignment_document_line where origin_line_id = $1`,
      [lineId]
    )
    if (rows.length > 0) return
    await wait(5)
  }
  throw new Error(`The holder has not received the delivery line ${lineId}.`)
}
