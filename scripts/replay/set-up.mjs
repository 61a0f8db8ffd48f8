// The master data: what is there already stays, so that a run can be repeated.

import { findOrCreate } from "../demo/find-or-create.mjs"
import { timeZone } from "./calendar.mjs"
import { groupBy } from "./group-by.mjs"
import { inParallel } from "./in-parallel.mjs"
import { listAll } from "./list-all.mjs"

/** @typedef {import("../demo/client.mjs").Client} Client */
/** @typedef {import("./read-folder.mjs").Folder} Folder */
/** @typedef {import("./read-folder.mjs").Product} Product */
/** @typedef {import("./read-folder.mjs").Vendor} Vendor */

/**
 * @typedef {object} Setting the ids that documents name.
 * @property {Map<string, string>} contractorIds by vendor.
 * @property {string} warehouseId
 * @property {string} stockLocationId
 */

/** @typedef {(lines: number) => void} Count */

const base = "/admin/consignment"
const placeName = "Replay"
const currency = "USD"

/**
 * @param {Client} client
 * @param {Folder} folder
 * @param {string} validFrom the first day of the agreements.
 * @param {Count} count
 * @returns {Promise<Setting>}
 */
export const setUp = async (client, folder, validFrom, count) => {
  const stockLocationId = await setUpLocation(client)
  const warehouseId = await setUpWarehouse(client, stockLocationId)
  const contractorIds = await setUpContractors(client, folder.vendors, count)
  await setUpAgreements(client, [...contractorIds.values()], validFrom, count)
  await setUpItems(client, folder.products, count)
  await markItems(client, folder, contractorIds, count)
  return { contractorIds, warehouseId, stockLocationId }
}

/** How many lines `setUp` counts. */
export const linesOfSetUp = (/** @type {Folder} */ folder) =>
  2 * folder.vendors.length + folder.products.length + marksOf(folder).length

/** @param {Client} client */
const setUpLocation = async (client) => {
  const { stock_locations } = await client.get("/admin/stock-locations", { name: placeName })
  const location = await findOrCreate(
    stock_locations,
    () => true,
    async () => (await client.post("/admin/stock-locations", { name: placeName })).stock_location
  )
  return location.id
}

/**
 * @param {Client} client
 * @param {string} stock_location_id
 */
const setUpWarehouse = async (client, stock_location_id) => {
  const warehouses = await listAll(client, `${base}/warehouses`, "warehouses")
  const isHere = (/** @type {any} */ warehouse) => warehouse.stock_location_id === stock_location_id
  const warehouse = await findOrCreate(warehouses, isHere, async () => {
    const body = { stock_location_id, name: placeName, direction: "inbound" }
    return (await client.post(`${base}/warehouses`, body)).warehouse
  })
  return warehouse.id
}

/**
 * @param {Client} client
 * @param {Vendor[]} vendors
 * @param {Count} count
 */
const setUpContractors = async (client, vendors, count) => {
  const contractors = await listAll(client, `${base}/contractors`, "contractors")
  const ids = await inParallel(vendors, async ({ code, name }) => {
    const isVendor = (/** @type {any} */ contractor) => contractor.code === code
    const contractor = await findOrCreate(
      contractors,
      isVendor,
      async () => (await client.post(`${base}/contractors`, { code, name })).contractor
    )
    count(1)
    return contractor.id
  })
  return new Map(vendors.map(({ vendor }, index) => [vendor, ids[index]]))
}

/**
 * @param {Client} client
 * @param {string[]} contractorIds
 * @param {string} valid_from
 * @param {Count} count
 */
const setUpAgreements = async (client, contractorIds, valid_from, count) => {
  const agreements = await listAll(client, `${base}/agreements`, "agreements")
  const settlement_every = { unit: "month", count: 1 }
  const terms = { direction: "inbound", currency_code: currency, time_zone: timeZone }
  await inParallel(contractorIds, async (contractor_id) => {
    const isWanted = (/** @type {any} */ agreement) =>
      agreement.contractor_id === contractor_id &&
      agreement.direction === terms.direction &&
      agreement.currency_code === currency
    await findOrCreate(agreements, isWanted, () =>
      client.post(`${base}/agreements`, { contractor_id, ...terms, valid_from, settlement_every })
    )
    count(1)
  })
}

const productsInABatch = 100

/**
 * The host makes inventory items one by one or with products; with products it takes many at once.
 * @param {Client} client
 * @param {Product[]} products
 * @param {Count} count
 */
const setUpItems = async (client, products, count) => {
  const items = await listAll(client, "/admin/inventory-items", "inventory_items", {
    fields: "sku",
  })
  const known = new Set(items.map(({ sku }) => sku))
  const missing = products.filter(({ item }) => !known.has(item))
  count(products.length - missing.length)
  const batches = Array.from({ length: Math.ceil(missing.length / productsInABatch) }, (_, index) =>
    missing.slice(index * productsInABatch, (index + 1) * productsInABatch)
  )
  await inParallel(batches, async (batch) => {
    await client.post("/admin/products/batch", { create: batch.map(toProductBody) })
    count(batch.length)
  })
}

const toProductBody = (/** @type {Product} */ { item, title }) => ({
  title,
  handle: `item-${item.toLowerCase()}`,
  options: [{ title: "Kind", values: ["One"] }],
  variants: [{ title, sku: item, manage_inventory: true, options: { Kind: "One" }, prices: [] }],
})

/**
 * @param {Client} client
 * @param {Folder} folder
 * @param {Map<string, string>} contractorIds
 * @param {Count} count
 */
const markItems = async (client, folder, contractorIds, count) => {
  const products = new Map(folder.products.map((product) => [product.item, product]))
  const marksByVendor = groupBy(marksOf(folder), ({ vendor }) => vendor)
  await inParallel([...marksByVendor], async ([vendor, marks]) => {
    const items = marks.map(({ item }) => toMarkBody(products.get(item)))
    await client.post(`${base}/contractors/${contractorIds.get(vendor)}/items`, { items })
    count(items.length)
  })
}

const toMarkBody = (/** @type {Product | undefined} */ product) => ({
  sku: product?.item,
  unit_cost: product?.unitCost.toFixed(),
  pack_size: product?.pack.toFixed(),
})

/** The list names the vendor of today; a sale may still have been another's. */
const marksOf = (/** @type {Folder} */ { products, lines }) => {
  const pairs = [...products, ...lines].map(({ vendor, item }) => ({ vendor, item }))
  return [...groupBy(pairs, ({ vendor, item }) => `${vendor}/${item}`).values()].map(([one]) => one)
}
