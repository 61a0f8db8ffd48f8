// The makers and their goods, through the consignment API.

import { timeZone } from "./calendar.mjs"
import { findOrCreate } from "./find-or-create.mjs"
import { locations, makers, receipts, settlement } from "./goods.mjs"

/** @typedef {import("./client.mjs").Client} Client */
/** @typedef {import("./calendar.mjs").Calendar} Calendar */

const base = "/admin/consignment"

/** Agreements begin before the first receipt. */
const agreementDaysAgo = 60

/**
 * @param {Client} client
 * @param {Calendar} calendar
 * @returns {Promise<Record<string, string>>} the contractors' ids by code.
 */
export const setUpMakers = async (client, calendar) => {
  /** @type {Record<string, string>} */
  const contractorIds = {}
  for (const maker of makers) {
    const contractor = await setUpContractor(client, maker)
    contractorIds[maker.code] = contractor.id
    const items = maker.products.map(({ sku, unitCost }) => ({ sku, unit_cost: unitCost }))
    await client.post(`${base}/contractors/${contractor.id}/items`, { items })
    await setUpAgreement(client, maker, contractor.id, calendar)
  }
  return contractorIds
}

/**
 * @param {Client} client
 * @param {typeof makers[number]} maker
 */
const setUpContractor = async (
  client,
  { code, name, email, taxId, countryCode, language, address }
) => {
  const { contractors } = await client.get(`${base}/contractors`, { limit: 100 })
  const isMaker = (/** @type {{ code: string }} */ contractor) => contractor.code === code
  return await findOrCreate(contractors, isMaker, async () => {
    const contact = { email, tax_id: taxId, country_code: countryCode, language, address }
    return (await client.post(`${base}/contractors`, { code, name, ...contact })).contractor
  })
}

/**
 * @param {Client} client
 * @param {typeof makers[number]} maker
 * @param {string} contractor_id
 * @param {Calendar} calendar
 */
const setUpAgreement = async (client, { terms }, contractor_id, calendar) => {
  const { agreements } = await client.get(`${base}/agreements`, { contractor_id })
  await findOrCreate(
    agreements,
    () => true,
    async () => {
      const period = { valid_from: calendar.date(agreementDaysAgo), time_zone: timeZone }
      const scope = { contractor_id, direction: "inbound", currency_code: "eur" }
      return (await client.post(`${base}/agreements`, { ...scope, ...period, ...terms })).agreement
    }
  )
}

/**
 * @param {Client} client
 * @param {Record<string, string>} locationIds
 * @returns {Promise<Record<string, string>>} the warehouses' ids by name of their location.
 */
export const setUpWarehouses = async (client, locationIds) => {
  const { warehouses } = await client.get(`${base}/warehouses`, { limit: 100 })
  /** @type {Record<string, string>} */
  const warehouseIds = {}
  for (const { name, branchCode } of locations) {
    const stock_location_id = locationIds[name]
    const isHere = (/** @type {{ stock_location_id: string }} */ warehouse) =>
      warehouse.stock_location_id === stock_location_id
    const warehouse = await findOrCreate(warehouses, isHere, async () => {
      const body = { stock_location_id, name, direction: "inbound", branch_code: branchCode }
      return (await client.post(`${base}/warehouses`, body)).warehouse
    })
    warehouseIds[name] = warehouse.id
  }
  return warehouseIds
}

/**
 * @param {Client} client
 * @param {Calendar} calendar
 * @param {{ contractorIds: Record<string, string>, warehouseIds: Record<string, string> }} ids
 */
export const receiveGoods = async (client, calendar, { contractorIds, warehouseIds }) => {
  for (const [index, receipt] of receipts.entries()) {
    const lines = Object.entries(receipt.lines).map(([sku, quantity]) => ({
      sku,
      quantity: String(quantity),
      unit_cost: receipt.unitCosts?.[sku] ?? usualUnitCost(sku),
    }))
    await client.post(`${base}/goods-receipts`, {
      contractor_id: contractorIds[receipt.maker],
      warehouse_id: warehouseIds[receipt.at],
      effective_at: calendar.noon(receipt.daysAgo),
      reference: `${receipt.maker} delivery note ${index + 1}`,
      idempotency_key: `demo-receipt-${index + 1}`,
      lines,
    })
  }
}

const usualUnitCost = (/** @type {string} */ sku) =>
  makers.flatMap(({ products }) => products).find((product) => product.sku === sku)?.unitCost

/**
 * @param {Client} client
 * @param {Calendar} calendar
 * @param {Record<string, string>} contractorIds
 */
export const closeSettlement = async (client, calendar, contractorIds) => {
  await client.post(`${base}/settlements`, {
    contractor_id: contractorIds[settlement.maker],
    cut_off: calendar.date(settlement.daysAgo),
    idempotency_key: "demo-settlement-1",
  })
}
