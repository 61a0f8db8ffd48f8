import {
  setUpLocation,
  setUpPublishableKey,
  setUpRegion,
  setUpShippingProfile,
} from "../demo/shop.mjs"

/** @typedef {import("../demo/client.mjs").Client} Client */

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

/** Items that orders and single documents use; there is plenty of each. */
export const skus = {
  own: ["OWN-1", "OWN-2", "OWN-3"],
  consigned: "CONSIGNED",
  /** One piece is our own, the rest consigned: two pieces of it leave half and half. */
  mixed: Array.from({ length: 110 }, (_, index) => `MIXED-${index + 1}`),
  hot: Array.from({ length: 20 }, (_, index) => `HOT-${index + 1}`),
  /** The lines of long documents. */
  bulk: Array.from({ length: 1_000 }, (_, index) => `BULK-${index + 1}`),
}

const plenty = 1_000_000

/**
 * A shop at one place, which is a consignment warehouse: everything that is measured with and
 * without the plugin happens there.
 * @param {Client} client
 * @returns {Promise<Shop>}
 */
export const setUpShop = async (client) => {
  const {
    stores: [store],
  } = await client.get("/admin/stores")
  const salesChannelId = store.default_sales_channel_id
  const currency = { currency_code: "eur", is_default: true }
  await client.post(`/admin/stores/${store.id}`, { supported_currencies: [currency] })
  const regionId = await setUpRegion(client)
  const publishableKey = await setUpPublishableKey(client, salesChannelId)
  const shippingProfileId = await setUpShippingProfile(client)
  const stockLocationId = await setUpLocation(client, place, { salesChannelId, shippingProfileId })

  const variantIds = await setUpProducts(client, { salesChannelId, shippingProfileId })
  const itemIds = await readItemIds(client)
  const consigned = await setUpConsignment(client, stockLocationId)
  await stock(client, { stockLocationId, itemIds, ...consigned })
  return {
    regionId,
    salesChannelId,
    publishableKey,
    stockLocationId,
    variantIds,
    itemIds,
    ...consigned,
  }
}

const place = {
  name: "Main street",
  branchCode: "MAIN",
  countryCode: "nl",
  address: { address_1: "Main street 1", postal_code: "1000 AA", city: "Amsterdam" },
}

const soldSkus = [...skus.own, skus.consigned, ...skus.mixed]

/**
 * @param {Client} client
 * @param {{ salesChannelId: string, shippingProfileId: string }} ids
 * @returns {Promise<Record<string, string>>} the variants' ids by sku.
 */
const setUpProducts = async (client, { salesChannelId, shippingProfileId }) => {
  const prices = [{ currency_code: "eur", amount: 20 }]
  const options = [{ title: "Kind", values: ["One"] }]
  const { created } = await client.post("/admin/products/batch", {
    create: soldSkus.map((sku) => ({
      title: sku,
      status: "published",
      shipping_profile_id: shippingProfileId,
      sales_channels: [{ id: salesChannelId }],
      options,
      variants: [{ title: sku, sku, prices, manage_inventory: true, options: { Kind: "One" } }],
    })),
  })
  const variants = created.flatMap((/** @type {{ variants: any[] }} */ { variants }) => variants)
  return Object.fromEntries(variants.map(({ sku, id }) => [sku, id]))
}

/**
 * Items that no order sells need no product, and there are many.
 * @param {import("pg").Client} database
 */
export const addItems = (database) =>
  database.query(
    "insert into inventory_item (id, sku, title) select 'iitem_' || sku, sku, sku from unnest($1::text[]) as sku",
    [[...skus.hot, ...skus.bulk]]
  )

/**
 * @param {Client} client
 * @returns {Promise<Record<string, string>>} the items' ids by sku.
 */
const readItemIds = async (client) => {
  const { inventory_items } = await client.get("/admin/inventory-items", {
    limit: 5_000,
    fields: "id,sku",
  })
  return Object.fromEntries(
    inventory_items.map((/** @type {{ sku: string, id: string }} */ { sku, id }) => [sku, id])
  )
}

/**
 * @param {Client} client
 * @param {string} stock_location_id
 */
const setUpConsignment = async (client, stock_location_id) => {
  const { warehouse } = await client.post(`${base}/warehouses`, {
    stock_location_id,
    direction: "inbound",
  })
  const { contractor } = await client.post(`${base}/contractors`, {
    code: "SHOP",
    name: "The shop's consignor",
  })
  const items = [skus.consigned, ...skus.mixed, ...skus.hot, ...skus.bulk].map((sku) => ({ sku }))
  await client.post(`${base}/contractors/${contractor.id}/items`, { items })
  await client.post(`${base}/agreements`, {
    contractor_id: contractor.id,
    direction: "inbound",
    currency_code: "EUR",
    valid_from: "2020-01-01T00:00:00.000Z",
  })
  return { contractorId: contractor.id, warehouseId: warehouse.id }
}

/**
 * @param {Client} client
 * @param {{ stockLocationId: string, itemIds: Record<string, string>, contractorId: string, warehouseId: string }} ids
 */
const stock = async (client, { stockLocationId, itemIds, contractorId, warehouseId }) => {
  const ownPieces = [...skus.own.map((sku) => [sku, plenty]), ...skus.mixed.map((sku) => [sku, 1])]
  await client.post("/admin/inventory-items/location-levels/batch", {
    create: ownPieces.map(([sku, stocked_quantity]) => ({
      inventory_item_id: itemIds[sku],
      location_id: stockLocationId,
      stocked_quantity,
    })),
  })
  await client.post(`${base}/goods-receipts`, {
    contractor_id: contractorId,
    warehouse_id: warehouseId,
    lines: [skus.consigned, ...skus.mixed, ...skus.hot].map((sku) => ({
      sku,
      quantity: plenty,
      unit_cost: "7.50",
    })),
  })
}

/**
 * A cart as far as a customer brings it before he orders: address, shipping and payment are chosen.
 * @param {Client} customer
 * @param {Shop} shop
 * @param {Record<string, number>} lines quantities by sku.
 * @returns {Promise<string>} the cart's id.
 */
export const fillCart = async (customer, { regionId, salesChannelId, variantIds }, lines) => {
  const address = { ...person, country_code: "nl" }
  const { cart } = await customer.post("/store/carts", {
    region_id: regionId,
    sales_channel_id: salesChannelId,
    email: "customer@example.com",
    shipping_address: address,
    billing_address: address,
    items: Object.entries(lines).map(([sku, quantity]) => ({
      variant_id: variantIds[sku],
      quantity,
    })),
  })
  const { shipping_options } = await customer.get("/store/shipping-options", { cart_id: cart.id })
  await customer.post(`/store/carts/${cart.id}/shipping-methods`, {
    option_id: shipping_options[0].id,
  })
  const { payment_collection } = await customer.post("/store/payment-collections", {
    cart_id: cart.id,
  })
  await customer.post(`/store/payment-collections/${payment_collection.id}/payment-sessions`, {
    provider_id: "pp_system_default",
  })
  return cart.id
}

const person = {
  first_name: "Ada",
  last_name: "Customer",
  address_1: "Side street 2",
  postal_code: "1000 AB",
  city: "Amsterdam",
}
