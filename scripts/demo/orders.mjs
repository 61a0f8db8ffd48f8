// Orders of the web shop, exactly as a customer and the shop's staff make them in Medusa.

import { storefront } from "./client.mjs"
import { webOrders } from "./goods.mjs"

/** @typedef {import("./client.mjs").Client} Client */
/** @typedef {import("./shop.mjs").Shop} Shop */

/**
 * @param {Client} client
 * @param {Shop} shop
 */
export const sellOnTheWeb = async (client, shop) => {
  const placed = await ordersByKey(client)
  const customer = storefront(client.url, shop.publishableKey)
  for (const [index, order] of webOrders.entries()) {
    const key = `web-${index + 1}`
    const id = placed[key] ?? (await placeOrder(customer, shop, key, order))
    if (order.isFulfilled) await fulfil(client, id)
    if (order.returned) await takeBack(client, id, order.returned)
  }
}

/** @param {Client} client */
const ordersByKey = async (client) => {
  const { orders } = await client.get("/admin/orders", { limit: 100, fields: "id,metadata" })
  return Object.fromEntries(orders.map((order) => [order.metadata?.demo_order, order.id]))
}

/**
 * @param {Client} customer
 * @param {Shop} shop
 * @param {string} key
 * @param {typeof webOrders[number]} order
 * @returns {Promise<string>} the order's id.
 */
const placeOrder = async (
  customer,
  { regionId, salesChannelId, variantIds },
  key,
  { customer: person, lines }
) => {
  const items = Object.entries(lines).map(([sku, quantity]) => ({
    variant_id: variantIds[sku],
    quantity,
  }))
  const { cart } = await customer.post("/store/carts", {
    region_id: regionId,
    sales_channel_id: salesChannelId,
    email: `${person.first_name}.${person.last_name}@customers.example`.toLowerCase(),
    shipping_address: person,
    billing_address: person,
    items,
    metadata: { demo_order: key },
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
  const { order } = await customer.post(`/store/carts/${cart.id}/complete`)
  return order.id
}

/**
 * Ships what is not shipped yet, from wherever Medusa reserved it.
 * @param {Client} client
 * @param {string} orderId
 */
const fulfil = async (client, orderId) => {
  const path = `/admin/orders/${orderId}`
  const { order } = await client.get(path, { fields: "id,*items,*items.detail" })
  const open = order.items.filter((item) => item.detail.fulfilled_quantity < item.quantity)
  const places = await Promise.all(open.map(({ id }) => reservedAt(client, id)))
  for (const location_id of new Set(places)) {
    const items = open
      .filter((_, index) => places[index] === location_id)
      .map(({ id, quantity }) => ({ id, quantity }))
    await client.post(`${path}/fulfillments`, { location_id, items })
  }
}

/**
 * @param {Client} client
 * @param {string} lineItemId
 * @returns {Promise<string>}
 */
const reservedAt = async (client, lineItemId) => {
  const query = { "line_item_id[]": lineItemId, fields: "id,location_id" }
  const {
    reservations: [reservation],
  } = await client.get("/admin/reservations", query)
  return reservation.location_id
}

/**
 * Requests and receives a return, from wherever an earlier run was broken off.
 * @param {Client} client
 * @param {string} order_id
 * @param {Record<string, number>} quantities by sku.
 */
const takeBack = async (client, order_id, quantities) => {
  const { order } = await client.get(`/admin/orders/${order_id}`, {
    fields: "id,*items,fulfillments.location_id",
  })
  const items = Object.entries(quantities).map(([sku, quantity]) => ({
    id: order.items.find((/** @type {{ variant_sku: string }} */ item) => item.variant_sku === sku)
      .id,
    quantity,
  }))
  const { returns } = await client.get("/admin/returns", { order_id })
  const known = returns[0] ?? (await draftReturn(client, order))
  const path = `/admin/returns/${known.id}`
  if (known.status === "open") {
    await client.post(`${path}/request-items`, { items })
    await client.post(`${path}/request`)
  }
  if (known.status !== "received") {
    await client.post(`${path}/receive`)
    await client.post(`${path}/receive-items`, { items })
    await client.post(`${path}/receive/confirm`)
  }
}

/**
 * @param {Client} client
 * @param {{ id: string, fulfillments: { location_id: string }[] }} order
 */
const draftReturn = async (client, { id: order_id, fulfillments: [fulfillment] }) => {
  const location_id = fulfillment?.location_id
  return (await client.post("/admin/returns", { order_id, location_id })).return
}
