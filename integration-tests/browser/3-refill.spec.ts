import type { Browser } from "playwright-core"
import resources from "../../src/admin/i18n"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import { enterShop, type ShopClient } from "../helpers/shop-entrance"

/**
 * How a customer's shop is kept full: what is agreed of its items, what is missing, and the pick list that brings it.
 * Each chapter goes on where the one before ended.
 */
let browser: Browser
let merchant: Merchant
let host: ShopClient
let page: string
let agreeOn: (currencyCode: string) => Promise<string>

const shop = "Boetiek Oost"
const ours = "/admin/consignment"

interface Row {
  id: string
}

const create = async (path: string, body: object): Promise<string> => {
  const [made] = Object.values(await host.post(path, body)) as Row[]
  return made?.id ?? ""
}

/** The shop holds five cards and four teas; 40 cards and 12 teas more lie free in a depot, and nothing in a shed. */
const setUpShop = async (): Promise<void> => {
  const contractor_id = await create(`${ours}/contractors`, { code: "OOST", name: shop })
  const direction = "outbound"
  agreeOn = (currency_code) =>
    create(`${ours}/agreements`, { contractor_id, direction, currency_code })
  await agreeOn("EUR")
  const locationOf = (name: string) => create("/admin/stock-locations", { name })
  const depot = await locationOf("Depot")
  await locationOf("Shed")
  const stock_location_id = await locationOf(shop)
  const place = { contractor_id, direction, stock_location_id, name: shop }
  const warehouse_id = await create(`${ours}/warehouses`, place)
  for (const [sku, stocked_quantity] of Object.entries({ "OWN-CARD": 45, "OWN-TEA": 16 })) {
    const { inventory_items } = await host.get("/admin/inventory-items", { sku, fields: "id" })
    const [item] = inventory_items as Row[]
    await host.post(`/admin/inventory-items/${item?.id}/location-levels`, {
      location_id: depot,
      stocked_quantity,
    })
  }
  await create(`${ours}/deliveries`, {
    warehouse_id,
    from_stock_location_id: depot,
    lines: [
      { sku: "OWN-CARD", quantity: "5", unit_price: "2.75" },
      { sku: "OWN-TEA", quantity: "4", unit_price: "6" },
    ],
  })
  page = `/consignment/warehouses/${warehouse_id}`
}

const agreed = async () =>
  (await host.get(`${ours}${page.replace("/consignment", "")}/items`, { order: "sku" })).items

const rowsOf = async (heading: string): Promise<string[][]> => {
  await merchant.section(heading).waitFor()
  await merchant.settle()
  const rows = await merchant.section(heading).getByRole("row").allInnerTexts()
  return rows.slice(1).map((row) => row.split(/\s*[\t\n]+\s*/).filter(Boolean))
}

const chapter = (title: string, tell: () => Promise<void>) =>
  it(title, async () => {
    await tell()
    expect(await merchant.complaintsOf()).toEqual([])
  })

beforeAll(async () => {
  host = await enterShop()
  await setUpShop()
  browser = await openBrowser()
  merchant = await sitDown(browser)
}, 900_000)

afterAll(() => browser?.close())

chapter("says in one sentence that nothing is missing while nothing is agreed", async () => {
  await merchant.goTo(page)
  await merchant.sees("No item is below its minimum.")
  await merchant.sees("No terms yet")
  expect(await merchant.link("Make a pick list").count()).toBe(0)
  await merchant.photograph("refill-nothing")
})

chapter("agrees on items, with a minimum that is not above the maximum", async () => {
  await merchant.click(merchant.link("Add"))
  await merchant.click(merchant.button("Add"))
  await merchant.sees("Pick at least one item")
  await merchant.page.getByRole("searchbox", { name: "Find an item" }).fill("OWN-CARD")
  await merchant.click(merchant.checkbox("Choose OWN-CARD"))
  await merchant.write("Minimum", "10")
  await merchant.write("Maximum", "3")
  await merchant.write("Unit price", "2,50")
  await merchant.click(merchant.button("Add"))
  await merchant.sees("Needs a minimum that is not higher")
  expect(await merchant.page.getByText("Line 0").count()).toBe(0)
  await merchant.photograph("refill-refused")
  expect(await merchant.complaintsOf()).toEqual([])
  expect(await agreed()).toEqual([])

  await merchant.write("Maximum", "60")
  await merchant.page.getByRole("searchbox", { name: "Find an item" }).fill("OWN-TEA")
  await merchant.click(merchant.checkbox("Choose OWN-TEA"))
  await merchant.write("Minimum", "4")
  await merchant.photograph("refill-add")
  await merchant.click(merchant.button("Add"))
  await merchant.sees("2 items agreed")
  await merchant.seesDialogClose()
  const card = { sku: "OWN-CARD", minimum: "10", maximum: "60" }
  expect(await agreed()).toMatchObject([
    { ...card, unit_price: "2.5", currency_code: "EUR" },
    { sku: "OWN-TEA", minimum: "4", maximum: null, unit_price: null, currency_code: null },
  ])
  expect(await rowsOf("Agreed items")).toEqual([
    ["Letterpress card", "OWN-CARD", "10", "60", "€2.50"],
    ["Evening herb tea", "OWN-TEA", "4", "–", "–"],
  ])
  expect(await rowsOf("To refill")).toEqual([["Letterpress card", "OWN-CARD", "5", "0", "55"]])
})

chapter("changes what is agreed of an item", async () => {
  await openMenuOf("Evening herb tea")
  await merchant.click(merchant.page.getByRole("menuitem", { name: "Edit" }))
  await merchant.reads("Minimum", "4")
  await merchant.write("Minimum", "6")
  await merchant.write("Maximum", "8,5")
  await merchant.write("Unit price", "6")
  await merchant.photograph("refill-edit")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("Save"))
  await merchant.seesDialogClose()
  const tea = { sku: "OWN-TEA", minimum: "6", maximum: "8.5" }
  expect(await agreed()).toMatchObject([{}, { ...tea, unit_price: "6", currency_code: "EUR" }])
  expect(await rowsOf("To refill")).toEqual([
    ["Letterpress card", "OWN-CARD", "5", "0", "55"],
    ["Evening herb tea", "OWN-TEA", "4", "0", "4.5"],
  ])
  await merchant.photograph("refill-page")
})

chapter("is told on the overview, and comes to the shop from there", async () => {
  await merchant.goTo("/consignment")
  await merchant.sees(`2 items to refill at ${shop}`)
  await merchant.photograph("refill-to-do")
  await merchant.click(merchant.link("Refill"))
  await merchant.sees("To refill")
  expect(merchant.address()).toBe(page)
})

chapter("makes a pick list of what is free where the shop is delivered from", async () => {
  await merchant.click(merchant.link("Make a pick list"))
  const from = merchant.page.getByRole("combobox", { name: "From stock location" })
  await from.getByText("Depot").waitFor()
  await from.click()
  expect(await merchant.page.getByRole("option", { name: shop }).count()).toBe(0)
  await merchant.click(merchant.page.getByRole("option", { name: "Shed" }))
  await merchant.click(merchant.button("Make a pick list"))
  await merchant.sees("This location has no free stock of it.")
  await merchant.photograph("refill-nothing-there")
  expect(await merchant.complaintsOf()).toEqual([])

  await merchant.choose("From stock location", "Depot")
  await merchant.click(merchant.button("Make a pick list"))
  await merchant.sees("Nothing moves until it is posted.")
  await merchant.photograph("refill-pick-list")
  const id = merchant.address().split("/").at(-1)
  const { delivery } = await host.get(`${ours}/deliveries/${id}`)
  expect(delivery).toMatchObject({
    status: "draft",
    lines: [
      { sku: "OWN-CARD", quantity: "40" },
      { sku: "OWN-TEA", quantity: "4.5" },
    ],
  })
})

chapter("leaves out what the pick list brings", async () => {
  await merchant.goTo(page)
  await merchant.sees("No item is below its minimum.")
  await openMenuOf("Letterpress card")
  await merchant.click(merchant.page.getByRole("menuitem", { name: "Edit" }))
  await merchant.write("Minimum", "50")
  await merchant.click(merchant.button("Save"))
  await merchant.seesDialogClose()
  expect(await rowsOf("To refill")).toEqual([["Letterpress card", "OWN-CARD", "5", "40", "15"]])
})

chapter("asks for the currency of a price once there are several", async () => {
  await agreeOn("USD")
  await merchant.goTo(page)
  await openMenuOf("Evening herb tea")
  await merchant.click(merchant.page.getByRole("menuitem", { name: "Edit" }))
  await merchant.choose("Currency", "USD")
  await merchant.photograph("refill-currency")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("Save"))
  await merchant.seesDialogClose()
  expect(await agreed()).toMatchObject([
    { currency_code: "EUR" },
    { minimum: "6", maximum: "8.5", unit_price: "6", currency_code: "USD" },
  ])
})

it.each([
  { language: "nl", theme: "light" },
  { language: "pl", theme: "dark" },
] as const)("shows the shop and its drawers in $language, $theme", async (habits) => {
  const { language } = habits
  const words = resources[language].consignment
  const reader = await sitDown(browser, habits)
  const complaints: string[] = []
  for (const [name, place] of [
    ["page", page],
    ["pick-list", `${page}/refill`],
    ["add", `${page}/add-items`],
  ] as const) {
    await reader.goTo(place)
    await reader.sees(words.refill.title)
    await reader.photograph(`refill-${name}-${language}`)
    complaints.push(...(await reader.complaintsOf()))
  }
  await reader.leave()
  expect(complaints).toEqual([])
})

chapter("removes an item once that is confirmed", async () => {
  await openMenuOf("Letterpress card")
  await merchant.click(merchant.page.getByRole("menuitem", { name: "Remove" }))
  await merchant.sees("Letterpress card is no longer refilled here")
  await merchant.photograph("refill-remove")
  await merchant.click(merchant.dialogButton("Remove"))
  await merchant.sees("Item removed")
  await merchant.sees("No item is below its minimum.")
  expect(await agreed()).toMatchObject([{ sku: "OWN-TEA" }])
})

const openMenuOf = async (item: string): Promise<void> => {
  const row = merchant.section("Agreed items").getByRole("row").filter({ hasText: item })
  await merchant.click(row.getByRole("button", { name: "More" }))
}
