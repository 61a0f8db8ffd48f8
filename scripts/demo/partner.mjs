// A second store that is connected to the first: a gallery that sells and lends goods of the concept store.

import { setTimeout as wait } from "node:timers/promises"

import { findOrCreate } from "./find-or-create.mjs"

/** @typedef {import("./client.mjs").Client} Client */

const base = "/admin/consignment"
const gallery = "Galerie Noord"
/** As the owner and the holder know each other. */
const theirPartner = { code: "NOORD", name: gallery }
const ourPartner = { code: "LANTAARN", name: "Lantaarn" }
const lamp = { sku: "HIRE-LAMP", title: "Lamp for exhibitions" }
const serials = ["LAMP-01", "LAMP-02", "LAMP-03"]
const agreement = { currency_code: "EUR", time_zone: "Europe/Amsterdam", allow_hire: true }

/**
 * Connects both stores and lets goods flow; done once, and remembered by the gallery's store.
 * @param {Client} owner the store whose goods they are.
 * @param {Client} holder the store that holds them.
 */
export const seedPartner = async (owner, holder) => {
  const {
    stores: [store],
  } = await holder.get("/admin/stores")
  await meetAgain(owner, holder)
  if (store.metadata?.demo_is_complete) return console.log("  the stores are connected already")

  console.log("  partners, agreements and warehouses in both stores")
  await holder.post(`/admin/stores/${store.id}`, {
    name: gallery,
    supported_currencies: [{ currency_code: "eur", is_default: true }],
  })
  const theirs = await setUpSide(owner, "outbound", theirPartner)
  const ours = await setUpSide(holder, "inbound", ourPartner)

  console.log("  a pairing code, and the second pair of warehouses")
  await pair(owner, holder, theirs, ours)

  console.log("  goods for sale, one article that the gallery knows already, and lamps on hire")
  const from = await locationOf(owner, "Utrecht")
  await findOrCreateItem(holder, { title: "Letterpress card of the gallery", sku: "OWN-CARD" })
  await stockLamps(owner, from)
  // A start that was broken off is repeated with the same keys, so nothing is delivered twice.
  const deliver = (
    /** @type {string} */ idempotency_key,
    /** @type {string} */ warehouse_id,
    /** @type {object[]} */ lines
  ) =>
    owner.post(`${base}/deliveries`, {
      idempotency_key,
      warehouse_id,
      from_stock_location_id: from,
      lines,
    })
  await deliver("demo-sale", theirs.sale, [
    { sku: "OWN-TOTE", quantity: "12", unit_price: "9.00" },
    { sku: "OWN-NOTE", quantity: "10", unit_price: "7.50" },
  ])
  await deliver("demo-hire", theirs.hire, [
    { sku: lamp.sku, quantity: "3", unit_price: "140.00", terms: "hire", serial_numbers: serials },
  ])
  await deliver("demo-known", theirs.sale, [
    { sku: "OWN-CARD", quantity: "25", unit_price: "2.60" },
  ])
  await untilArrived(holder)

  console.log("  a sale at the gallery, and a lamp that it lends")
  await holder.post(`${base}/goods-issues`, {
    idempotency_key: "demo-sale",
    stock_location_id: ours.saleLocation,
    lines: [{ sku: "OWN-TOTE", quantity: "2" }],
  })
  await holder.post(`${base}/loans`, {
    idempotency_key: "demo-loan",
    warehouse_id: ours.hire,
    borrower: { kind: "staff", name: "Anna, for the opening" },
    lines: [{ sku: lamp.sku, quantity: "1", serial_numbers: [serials[0]] }],
  })
  await holder.post(`/admin/stores/${store.id}`, { metadata: { demo_is_complete: true } })
}

/**
 * Both stores may listen on other ports than the last time, where neither finds the other.
 * @param {Client} owner
 * @param {Client} holder
 */
const meetAgain = async (owner, holder) => {
  for (const [client, { url }, { code }] of /** @type {const} */ ([
    [owner, holder, theirPartner],
    [holder, owner, ourPartner],
  ])) {
    const { contractors } = await client.get(`${base}/contractors`, { limit: 100 })
    const partner = contractors.find((/** @type {any} */ one) => one.code === code)
    if (!partner) continue
    const { peers } = await client.get(`${base}/peers`, { contractor_id: partner.id })
    for (const { id } of peers.filter(isLive)) await client.post(`${base}/peers/${id}`, { url })
  }
}

/**
 * The other store as a partner, its agreement, and two warehouses: one for goods to be sold, one for goods on hire.
 * @param {Client} client
 * @param {"inbound" | "outbound"} direction
 * @param {{ code: string, name: string }} partner
 */
const setUpSide = async (client, direction, { code, name }) => {
  const { contractors } = await client.get(`${base}/contractors`, { limit: 100 })
  const contractor = await findOrCreate(
    contractors,
    (/** @type {any} */ one) => one.code === code,
    async () => (await client.post(`${base}/contractors`, { code, name })).contractor
  )
  const { agreements } = await client.get(`${base}/agreements`, { contractor_id: contractor.id })
  await findOrCreate(
    agreements,
    () => true,
    () =>
      client.post(`${base}/agreements`, { contractor_id: contractor.id, direction, ...agreement })
  )
  const place = async (/** @type {"sale" | "hire"} */ purpose) => {
    const title = purpose === "sale" ? `${gallery}, shop` : `${gallery}, hire`
    const stock_location_id = await locationOf(client, title)
    const { warehouses } = await client.get(`${base}/warehouses`, { limit: 100 })
    return await findOrCreate(
      warehouses,
      (/** @type {any} */ one) => one.stock_location_id === stock_location_id,
      async () => {
        const owner = direction === "outbound" ? { contractor_id: contractor.id } : {}
        const body = { stock_location_id, direction, purpose, ...owner }
        return (await client.post(`${base}/warehouses`, body)).warehouse
      }
    )
  }
  const sale = await place("sale")
  const hire = await place("hire")
  return {
    contractor: contractor.id,
    sale: sale.id,
    hire: hire.id,
    saleLocation: sale.stock_location_id,
  }
}

/**
 * @param {Client} client
 * @param {string} name
 * @returns {Promise<string>}
 */
const locationOf = async (client, name) => {
  const { stock_locations } = await client.get("/admin/stock-locations", { name })
  const location = await findOrCreate(
    stock_locations,
    () => true,
    async () => (await client.post("/admin/stock-locations", { name })).stock_location
  )
  return location.id
}

/**
 * @param {Client} owner
 * @param {Client} holder
 * @param {{ sale: string, hire: string }} theirs
 * @param {{ contractor: string, sale: string, hire: string }} ours
 */
const pair = async (owner, holder, theirs, ours) => {
  const known = (await holder.get(`${base}/peers`)).peers.filter(isLive)
  if (known.length === 0) {
    const { pairing_code } = await owner.post(`${base}/peers`, { warehouse_id: theirs.sale })
    await holder.post(`${base}/peers/join`, {
      url: owner.url,
      pairing_code,
      warehouse_id: ours.sale,
      contractor_id: ours.contractor,
    })
  }
  const [atOwner] = (await owner.get(`${base}/peers`)).peers.filter(isLive)
  if (atOwner.warehouses.length === 1) {
    await owner.post(`${base}/peers/${atOwner.id}/warehouses`, { warehouse_id: theirs.hire })
  }
  const [atHolder] = await pull(holder)
  const offer = atHolder.warehouses.find((/** @type {any} */ one) => one.status === "offered")
  if (offer) {
    await holder.post(`${base}/peers/${atHolder.id}/warehouses`, {
      offer_id: offer.id,
      warehouse_id: ours.hire,
    })
  }
  await pull(owner)
}

const isLive = (/** @type {any} */ { status }) => status !== "disconnected"

const pull = async (/** @type {Client} */ client) => {
  const { peers } = await client.get(`${base}/peers`)
  for (const { id } of peers.filter(isLive)) await client.post(`${base}/peers/${id}/pull`)
  return (await client.get(`${base}/peers`)).peers.filter(isLive)
}

/**
 * @param {Client} client
 * @param {{ sku: string, title: string }} item
 * @returns {Promise<{ id: string, location_levels?: object[] }>}
 */
const findOrCreateItem = async (client, item) => {
  const { inventory_items } = await client.get("/admin/inventory-items", { sku: item.sku })
  return await findOrCreate(
    inventory_items,
    () => true,
    async () => (await client.post("/admin/inventory-items", item)).inventory_item
  )
}

/**
 * @param {Client} owner
 * @param {string} location_id
 */
const stockLamps = async (owner, location_id) => {
  const item = await findOrCreateItem(owner, lamp)
  if (item.location_levels?.length) return
  const level = { location_id, stocked_quantity: serials.length }
  await owner.post(`/admin/inventory-items/${item.id}/location-levels`, level)
}

const PATIENCE_SECONDS = 30

/** Two deliveries arrive, and the third waits for a decision. */
const untilArrived = async (/** @type {Client} */ holder) => {
  for (let second = 0; second < PATIENCE_SECONDS; second++) {
    const [peer] = await pull(holder)
    const { count } = await holder.get(`${base}/goods-receipts`, { limit: 1 })
    if (count >= 2 && peer.open_exceptions > 0) return
    await wait(1_000)
  }
  throw new Error("The deliveries did not arrive at the partner's store.")
}
