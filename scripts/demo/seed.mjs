import { calendarFrom } from "./calendar.mjs"
import { closeSettlement, receiveGoods, setUpMakers, setUpWarehouses } from "./consignment.mjs"
import { sellOnTheWeb } from "./orders.mjs"
import { setUpShop } from "./shop.mjs"
import { sellAtTheTill, takeBackAtTheTill } from "./till.mjs"

/**
 * Fills the shop, through the HTTP API only. The store remembers on which day it began and whether
 * it is finished: a run that was broken off is continued by the next, a finished one does nothing.
 * @param {import("./client.mjs").Client} client
 */
export const seedDemo = async (client) => {
  const {
    stores: [store],
  } = await client.get("/admin/stores")
  if (store.metadata?.demo_is_complete) return console.log("  the demo data are there already")

  const today = store.metadata?.demo_today ?? new Date().toISOString()
  const remember = (/** @type {object} */ facts) =>
    client.post(`/admin/stores/${store.id}`, { metadata: { ...store.metadata, ...facts } })
  await remember({ demo_today: today })
  await tellTheStory(client, store, calendarFrom(today))
  await remember({ demo_today: today, demo_is_complete: true })
}

/**
 * @param {import("./client.mjs").Client} client
 * @param {{ id: string, default_sales_channel_id: string }} store
 * @param {import("./calendar.mjs").Calendar} calendar
 */
const tellTheStory = async (client, store, calendar) => {
  console.log("  shop, shipping and products")
  const shop = await setUpShop(client, store)
  const { locationIds } = shop

  console.log("  makers, agreements and warehouses")
  const contractorIds = await setUpMakers(client, calendar)
  const warehouseIds = await setUpWarehouses(client, locationIds)

  console.log("  goods receipts")
  await receiveGoods(client, calendar, { contractorIds, warehouseIds })

  console.log("  sales at the till, a return, a settlement, another return")
  await sellAtTheTill(client, calendar, locationIds)
  await takeBackAtTheTill(client, calendar, locationIds, "beforeSettlement")
  await closeSettlement(client, calendar, contractorIds)
  await takeBackAtTheTill(client, calendar, locationIds, "afterSettlement")

  console.log("  orders of the web shop, their fulfilments and returns")
  await sellOnTheWeb(client, shop)
}
