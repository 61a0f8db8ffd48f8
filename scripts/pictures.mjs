#!/usr/bin/env node
// npm run pictures   takes the pictures of the README anew, of a shop with the demo's goods

import { existsSync } from "node:fs"
import path from "node:path"

import { chromium } from "playwright-core"

import { openShop } from "./browser/open-shop.mjs"
import { loginAsAdmin } from "./demo/client.mjs"
import { seedDemo } from "./demo/seed.mjs"
import { repository } from "./medusa.mjs"
import { startTestDatabase } from "./postgres.mjs"
import { stage } from "./progress.mjs"
import { runWithDatabase } from "./run-with-database.mjs"

/** @typedef {import("./demo/client.mjs").Client} Client */
/** @typedef {import("playwright-core").Page} Page */

const ours = "/admin/consignment"
const folder = path.join(repository, "docs", "images")

const browsers = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"]

const openBrowser = async () => {
  const executablePath = process.env.CHROMIUM_PATH ?? browsers.find((one) => existsSync(one))
  if (!executablePath) throw new Error("Install Chromium, or name a browser in CHROMIUM_PATH.")
  return await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] })
}

/**
 * A customer's shop with goods of ours, which the demo lacks.
 * @param {Client} client
 * @returns {Promise<string>} the id of its warehouse.
 */
const deliverToCustomer = async (client) => {
  const name = "Galerie Noord"
  const { contractor } = await client.post(`${ours}/contractors`, { name, code: "NOORD" })
  const contractor_id = contractor.id
  await client.post(`${ours}/agreements`, {
    contractor_id,
    direction: "outbound",
    currency_code: "EUR",
  })
  const { stock_location: place } = await client.post("/admin/stock-locations", { name })
  const { warehouse } = await client.post(`${ours}/warehouses`, {
    stock_location_id: place.id,
    name,
    contractor_id,
    direction: "outbound",
  })
  const { stock_locations: locations } = await client.get("/admin/stock-locations", {
    name: "Ghent",
  })
  await client.post(`${ours}/deliveries`, {
    warehouse_id: warehouse.id,
    from_stock_location_id: locations[0].id,
    lines: [
      { sku: "OWN-CARD", quantity: "28", unit_price: "2.75" },
      { sku: "OWN-NOTE", quantity: "2", unit_price: "7.00" },
      { sku: "OWN-TEA", quantity: "6", unit_price: "5.50" },
    ],
  })
  return warehouse.id
}

/**
 * Waits until all is read and nothing moves, and no message lies over the page.
 * @param {Page} page
 * @param {string} name
 */
const photograph = async (page, name) => {
  await page.waitForLoadState("networkidle")
  await page.locator(".animate-pulse, [data-sonner-toast]").first().waitFor({ state: "hidden" })
  await page.mouse.move(0, 0)
  await page.waitForFunction(() =>
    document.getAnimations().every((one) => one.playState !== "running")
  )
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}

/**
 * @param {Client} client
 * @param {{ email: string, password: string }} admin
 */
const takePictures = async (client, admin) => {
  const { settlements } = await client.get(`${ours}/settlements`, { limit: 1 })
  const browser = await openBrowser()
  const context = await browser.newContext({
    baseURL: client.url,
    locale: "en-GB",
    viewport: { width: 1440, height: 1000 },
  })
  const { request } = context
  const answer = await request.post("/auth/user/emailpass", { data: admin })
  const { token } = await answer.json()
  await request.post("/auth/session", { headers: { authorization: `Bearer ${token}` } })

  const page = await context.newPage()
  await page.goto("/app/consignment")
  await page.getByRole("heading", { name: "Value by partner" }).waitFor()
  await photograph(page, "overview")

  await page.goto(`/app/consignment/settlements/${settlements[0].id}`)
  await page.getByRole("heading", { name: "Stock statement" }).waitFor()
  await photograph(page, "settlement")

  // Only now: the overview shows the demo as everybody finds it.
  const warehouseId = await deliverToCustomer(client)
  await page.goto(`/app/consignment/documents/reported-sales/post?warehouse_id=${warehouseId}`)
  await page.getByRole("textbox", { name: /^Sold, OWN-CARD/ }).fill("12")
  await page.getByRole("textbox", { name: /^Sold, OWN-TEA/ }).fill("1")
  await photograph(page, "reported-sale")
  await browser.close()
}

await runWithDatabase(
  () => startTestDatabase({ name: "medusa_consignment" }),
  async (database) => {
    const { SHOP_URL = "", SHOP_EMAIL = "", SHOP_PASSWORD = "" } = await openShop(database)
    const admin = { email: SHOP_EMAIL, password: SHOP_PASSWORD }
    const client = await loginAsAdmin(SHOP_URL, admin)
    if (!client) throw new Error(`${SHOP_URL} does not know ${SHOP_EMAIL}.`)
    await seedDemo(client)
    await stage("Taking the pictures", () => takePictures(client, admin))
    console.log(`${path.relative(repository, folder)} is written.`)
  }
)
