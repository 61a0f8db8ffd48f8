// A small shop with a consignment warehouse, and orders in every state that a load begins with.

import { adminWith, storefront } from "../demo/client.mjs"
import {
  setUpLocation,
  setUpPublishableKey,
  setUpRegion,
  setUpShippingProfile,
} from "../demo/shop.mjs"
import { fillCart } from "../bench/shop.mjs"
import { must } from "./client.mjs"

/** @typedef {import("./client.mjs").Call} Call */

/**
 * @typedef {object} Shop
 * @property {string} regionId
 * @property {string} salesChannelId
 * @property {string} publishableKey
 * @property {string} stockLocationId
 * @property {string} warehouseId
 * @property {string} contractorId
 * @property {Record<string, string>} variantIds by sku.
 * @property {Record<string, string>} itemIds by sku.
 */

const base = "/admin/consignment"
const skus = ["OWN", "MIXED", "CONSIGNED-1", "CONSIGNED-2", "CONSIGNED-3"]
/** Own units in stock from the beginning. */
export const ownAtFirst = { OWN: 100_000, MIXED: 50 }

/**
 * @param {string} url
 * @param {string} token of an admin.
 * @param {Call} call
 * @returns {Promise<Shop>}
 */
export const setUpShop = async (url, token, call) => {
  const client = adminWith(url, token)
  const { stores } = await client.get("/admin/stores")
  const salesChannelId = stores[0].default_sales_channel_id
  const currency = { currency_code: "eur", is_default: true }
  await client.post(`/admin/stores/${stores[0].id}`, { supported_currencies: [currency] })
  const regionId = await setUpRegion(client)
  const publishableKey = await setUpPublishableKey(client, salesChannelId)
  const shippingProfileId = await setUpShippingProfile(client)
  const place = {
    name: "Main street",
    branchCode: "MAIN",
    countryCode: "nl",
    address: { address_1: "Main street 1", postal_code: "1000 AA", city: "Amsterdam" },
  }
  const stockLocationId = await setUpLocation(client, place, { salesChannelId, shippingProfileId })
  const { created } = await must(call, "POST", "/admin/products/batch", {
    create: skus.map((sku) => ({
      title: sku,
      status: "published",
      shipping_profile_id: shippingProfileId,
      sales_channels: [{ id: salesChannelId }],
      options: [{ title: "Kind", values: ["One"] }],
      variants: [
        {
          title: sku,
          sku,
          prices: [{ currency_code: "eur", amount: 20 }],
          manage_inventory: true,
          options: { Kind: "One" },
        },
      ],
    })),
  })
  const variants = created.flatMap((/** @type {{ variants: any[] }} */ product) => product.variants)
  const variantIds = Object.fromEntries(variants.map((/** @type {any} */ { sku, id }) => [sku, id]))
  const { inventory_items: items } = await client.get("/admin/inventory-items", { limit: 100 })
  const itemIds = Object.fromEntries(items.map((/** @type {any} */ { sku, id }) => [sku, id]))
  const consignment = await setUpConsignment(call, stockLocationId)
  await must(call, "POST", "/admin/inventory-items/location-levels/batch", {
    create: Object.entries(ownAtFirst).map(([sku, stocked_quantity]) => ({
      inventory_item_id: itemIds[sku],
      location_id: stockLocationId,
      stocked_quantity,
    })),
  })
  const shop = {
    regionId,
    salesChannelId,
    publishableKey,
    stockLocationId,
    variantIds,
    itemIds,
    ...consignment,
  }
  await must(call, "POST", `${base}/goods-receipts`, receiptOf(shop, 100_000))
  return shop
}

/**
 * @param {Call} call
 * @param {string} stock_location_id
 */
const setUpConsignment = async (call, stock_location_id) => {
  const { warehouse } = await must(call, "POST", `${base}/warehouses`, {
    stock_location_id,
    direction: "inbound",
  })
  const { contractor } = await must(call, "POST", `${base}/contractors`, {
    code: "SHOP",
    name: "The shop's supplier",
  })
  const items = skus.filter((sku) => sku !== "OWN").map((sku) => ({ sku }))
  await must(call, "POST", `${base}/contractors/${contractor.id}/items`, { items })
  await must(call, "POST", `${base}/agreements`, {
    contractor_id: contractor.id,
    direction: "inbound",
    currency_code: "EUR",
    valid_from: "2020-01-01T00:00:00.000Z",
  })
  return { contractorId: contractor.id, warehouseId: warehouse.id }
}

/**
 * @param {Pick<Shop, "contractorId" | "warehouseId">} shop
 * @param {number} quantity of every consigned item.
 */
export const receiptOf = ({ contractorId, warehouseId }, quantity) => ({
  contractor_id: contractorId,
  warehouse_id: warehouseId,
  lines: skus
    .filter((sku) => sku !== "OWN")
    .map((sku) => ({ sku, quantity: String(quantity), unit_cost: "7.50" })),
})

/** The item and the quantity of every order. */
const ordered = { OWN: 2, MIXED: 10, "CONSIGNED-1": 10 }

/**
 * @typedef {object} Order
 * @property {string} id
 * @property {{ id: string, quantity: number }[]} items
 */

/**
 * A customer orders.
 * @param {string} url
 * @param {Shop} shop
 * @returns {Promise<Order>}
 */
export const placeOrder = async (url, shop) => {
  const customer = storefront(url, shop.publishableKey)
  const cart = await fillCart(customer, shop, ordered)
  const { order } = await customer.post(`/store/carts/${cart}/complete`)
  return {
    id: order.id,
    items: order.items.map((/** @type {any} */ { id, quantity }) => ({ id, quantity })),
  }
}

/**
 * The body that fulfils a share of an order.
 * @param {Shop} shop
 * @param {Order} order
 * @param {(quantity: number) => number} [partOf]
 */
export const fulfillmentOf = (shop, { items }, partOf = (quantity) => quantity) => ({
  location_id: shop.stockLocationId,
  items: items.map(({ id, quantity }) => ({ id, quantity: partOf(quantity) })),
})

/**
 * Half of an order comes back and lies on the counter; nothing counts before it is confirmed.
 * @param {Call} call
 * @param {Shop} shop
 * @param {Order} order
 * @returns {Promise<string>} the return's id.
 */
export const putDownReturn = async (call, shop, order) => {
  const { return: begun } = await must(call, "POST", "/admin/returns", {
    order_id: order.id,
    location_id: shop.stockLocationId,
  })
  const path = `/admin/returns/${begun.id}`
  const items = order.items.map(({ id, quantity }) => ({ id, quantity: quantity / 2 }))
  await must(call, "POST", `${path}/request-items`, { items })
  await must(call, "POST", `${path}/request`)
  await must(call, "POST", `${path}/receive`)
  await must(call, "POST", `${path}/receive-items`, { items })
  return begun.id
}
