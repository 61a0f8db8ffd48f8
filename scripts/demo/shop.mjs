// The shop as Medusa sees it: region, places, shipping, products, own stock.

import { findOrCreate } from "./find-or-create.mjs"
import { locations, makers, ownProducts, ownStock } from "./goods.mjs"

/** @typedef {import("./client.mjs").Client} Client */

/**
 * @typedef {object} Shop
 * @property {string} regionId
 * @property {string} salesChannelId
 * @property {string} publishableKey
 * @property {Record<string, string>} locationIds by name of the location.
 * @property {Record<string, string>} variantIds by sku.
 */

/**
 * @param {Client} client
 * @param {{ id: string, default_sales_channel_id: string }} store
 * @returns {Promise<Shop>}
 */
export const setUpShop = async (client, store) => {
  const salesChannelId = store.default_sales_channel_id
  await client.post(`/admin/stores/${store.id}`, {
    name: "Lantaarn concept store",
    supported_currencies: [{ currency_code: "eur", is_default: true, is_tax_inclusive: true }],
  })
  const regionId = await setUpRegion(client)
  const publishableKey = await setUpPublishableKey(client, salesChannelId)
  const shippingProfileId = await setUpShippingProfile(client)

  /** @type {Record<string, string>} */
  const locationIds = {}
  for (const location of locations) {
    locationIds[location.name] = await setUpLocation(client, location, {
      salesChannelId,
      shippingProfileId,
    })
  }
  const variantIds = await setUpProducts(client, { salesChannelId, shippingProfileId })
  await stockOwnGoods(client, locationIds)
  return { regionId, salesChannelId, publishableKey, locationIds, variantIds }
}

/** @param {Client} client */
export const setUpRegion = async (client) => {
  const { regions } = await client.get("/admin/regions")
  const isBenelux = (/** @type {{ name: string }} */ { name }) => name === "Benelux"
  const region = await findOrCreate(regions, isBenelux, async () => {
    for (const country_code of ["nl", "be"]) {
      const default_tax_rate = { rate: 21, code: `${country_code}-standard`, name: "Standard rate" }
      await client.post("/admin/tax-regions", {
        country_code,
        provider_id: "tp_system",
        default_tax_rate,
      })
    }
    const body = {
      name: "Benelux",
      currency_code: "eur",
      countries: ["nl", "be"],
      payment_providers: ["pp_system_default"],
      is_tax_inclusive: true,
    }
    return (await client.post("/admin/regions", body)).region
  })
  return region.id
}

/**
 * @param {Client} client
 * @param {string} salesChannelId
 */
export const setUpPublishableKey = async (client, salesChannelId) => {
  const { api_keys } = await client.get("/admin/api-keys", { type: "publishable" })
  const isOurs = (/** @type {{ title: string }} */ { title }) => title === "Web shop"
  const key = await findOrCreate(api_keys, isOurs, async () => {
    const body = { title: "Web shop", type: "publishable" }
    return (await client.post("/admin/api-keys", body)).api_key
  })
  await client.post(`/admin/api-keys/${key.id}/sales-channels`, { add: [salesChannelId] })
  return key.token
}

/** @param {Client} client */
export const setUpShippingProfile = async (client) => {
  const { shipping_profiles } = await client.get("/admin/shipping-profiles")
  const profile = await findOrCreate(
    shipping_profiles,
    () => true,
    async () => {
      const body = { name: "Parcels", type: "default" }
      return (await client.post("/admin/shipping-profiles", body)).shipping_profile
    }
  )
  return profile.id
}

/**
 * @param {Client} client
 * @param {typeof locations[number]} location
 * @param {{ salesChannelId: string, shippingProfileId: string }} ids
 */
export const setUpLocation = async (
  client,
  { name, address, countryCode },
  { salesChannelId, shippingProfileId }
) => {
  const fields = "id,name,*fulfillment_sets,*fulfillment_sets.service_zones"
  const { stock_locations } = await client.get("/admin/stock-locations", { name, fields })
  const location = await findOrCreate(
    stock_locations,
    () => true,
    async () => {
      const body = { name, address: { ...address, country_code: countryCode } }
      return (await client.post("/admin/stock-locations", body)).stock_location
    }
  )
  const path = `/admin/stock-locations/${location.id}`
  await client.post(`${path}/sales-channels`, { add: [salesChannelId] })
  await client.post(`${path}/fulfillment-providers`, { add: ["manual_manual"] })
  if (!location.fulfillment_sets?.length) {
    await client.post(`${path}/fulfillment-sets`, {
      name: `Shipping from ${name}`,
      type: "shipping",
    })
  }
  await setUpShipping(client, { path, name, countryCode, shippingProfileId })
  return location.id
}

/**
 * @param {Client} client
 * @param {{ path: string, name: string, countryCode: string, shippingProfileId: string }} place
 */
const setUpShipping = async (client, { path, name, countryCode, shippingProfileId }) => {
  const fields =
    "*fulfillment_sets,*fulfillment_sets.service_zones,*fulfillment_sets.service_zones.shipping_options"
  const { stock_location } = await client.get(path, { fields })
  const [fulfillmentSet] = stock_location.fulfillment_sets
  const zone = await findOrCreate(
    fulfillmentSet.service_zones,
    () => true,
    async () => {
      const geo_zones = [{ type: "country", country_code: countryCode }]
      const body = { name: `From ${name}`, geo_zones }
      const answer = await client.post(
        `/admin/fulfillment-sets/${fulfillmentSet.id}/service-zones`,
        body
      )
      return answer.fulfillment_set.service_zones[0]
    }
  )
  if (zone.shipping_options?.length) return
  for (const isReturn of [false, true]) {
    await client.post("/admin/shipping-options", {
      name: isReturn ? `Return to ${name}` : `Parcel from ${name}`,
      service_zone_id: zone.id,
      shipping_profile_id: shippingProfileId,
      provider_id: "manual_manual",
      price_type: "flat",
      type: { label: "Parcel", description: "Two working days", code: "parcel" },
      prices: [{ currency_code: "eur", amount: isReturn ? 0 : 4.95 }],
      rules: [
        { attribute: "is_return", operator: "eq", value: String(isReturn) },
        { attribute: "enabled_in_store", operator: "eq", value: String(!isReturn) },
      ],
    })
  }
}

/**
 * @param {Client} client
 * @param {{ salesChannelId: string, shippingProfileId: string }} ids
 * @returns {Promise<Record<string, string>>} the variants' ids by sku.
 */
const setUpProducts = async (client, { salesChannelId, shippingProfileId }) => {
  const query = { limit: 100, fields: "id,handle,variants.id,variants.sku" }
  const { products: existing } = await client.get("/admin/products", query)
  /** @type {Record<string, string>} */
  const variantIds = {}
  for (const { sku, title, price } of allProducts()) {
    const handle = sku.toLowerCase()
    const product = await findOrCreate(
      existing,
      (candidate) => candidate.handle === handle,
      async () => {
        const option = { title: "Kind", values: ["One"] }
        const prices = [{ currency_code: "eur", amount: Number(price) }]
        const variant = { title, sku, prices, manage_inventory: true, options: { Kind: "One" } }
        const body = {
          title,
          handle,
          status: "published",
          shipping_profile_id: shippingProfileId,
          sales_channels: [{ id: salesChannelId }],
          options: [option],
          variants: [variant],
        }
        return (await client.post("/admin/products", body)).product
      }
    )
    variantIds[sku] = product.variants[0].id
  }
  return variantIds
}

const allProducts = () => [...ownProducts, ...makers.flatMap(({ products }) => products)]

/**
 * @param {Client} client
 * @param {Record<string, string>} locationIds
 */
const stockOwnGoods = async (client, locationIds) => {
  for (const [name, quantities] of Object.entries(ownStock)) {
    for (const [sku, stocked_quantity] of Object.entries(quantities)) {
      const fields = "id,location_levels.location_id"
      const {
        inventory_items: [item],
      } = await client.get("/admin/inventory-items", { sku, fields })
      const location_id = locationIds[name]
      const isStocked = item.location_levels?.some((level) => level.location_id === location_id)
      if (!isStocked) {
        const path = `/admin/inventory-items/${item.id}/location-levels`
        await client.post(path, { location_id, stocked_quantity })
      }
    }
  }
}
