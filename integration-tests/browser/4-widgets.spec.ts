import type { Browser } from "playwright-core"
import resources from "../../src/admin/i18n"
import { enterFilledShop } from "../helpers/filled-shop"
import { openBrowser, sitDown, type Habits } from "../helpers/merchant"

/** The texts of our boxes on the host's own pages, where they are. */
let browser: Browser
let places: Record<"variant" | "inventory-item" | "order" | "location", string>

beforeAll(async () => {
  const shop = await enterFilledShop()
  const first = async (path: string, query: Record<string, unknown>): Promise<Row> => {
    const { count: _, offset: __, limit: ___, ...answer } = await shop.get(`/admin/${path}`, query)
    return (Object.values(answer)[0] as Row[])[0] ?? { id: "" }
  }
  const sku = "VUUR-FIG"
  const variant = await first("product-variants", { sku, fields: "id,product_id" })
  const item = await first("inventory-items", { sku })
  const location = await first("stock-locations", { name: "Ghent" })
  const { orders } = await shop.get("/admin/orders", { limit: 100, fields: "id,metadata" })
  const order = (orders as Row[]).find(({ metadata }) => metadata?.demo_order === "web-3")
  places = {
    variant: `/products/${variant.product_id}/variants/${variant.id}`,
    "inventory-item": `/inventory/${item.id}`,
    order: `/orders/${order?.id}`,
    location: `/settings/locations/${location.id}`,
  }
  browser = await openBrowser()
}, 900_000)

interface Row {
  id: string
  product_id?: string
  metadata?: { demo_order?: string }
}

afterAll(() => browser?.close())

it.each([
  { language: "en", theme: "light" },
  { language: "nl", theme: "dark" },
  { language: "pl", theme: "light" },
] as Required<Habits>[])(
  "tells whose the goods are on the host's pages in $language, $theme",
  async (habits) => {
    const merchant = await sitDown(browser, habits)
    const words = resources[habits.language].consignment
    const headings = {
      variant: words.ownership.title,
      "inventory-item": words.ownership.title,
      order: words.order.title,
      location: words.menu.consignment,
    }
    const complaints: Record<string, string[]> = {}
    for (const place of Object.keys(places) as (keyof typeof places)[]) {
      await merchant.goTo(places[place])
      await merchant.photographSection(headings[place], `widget-${place}-${habits.language}`)
      await merchant.photograph(`widget-${place}-page-${habits.language}`)
      const found = await merchant.complaintsOfSection(headings[place])
      if (found.length > 0) complaints[place] = found
    }
    await merchant.leave()
    expect(complaints).toEqual({})
  },
  120_000
)

it("reckons what an order earned from the price without tax, also of pieces that came back", async () => {
  const merchant = await sitDown(browser)
  await merchant.goTo(places.order)
  const box = merchant.section(resources.en.consignment.order.title)
  await box.waitFor()
  await merchant.settle()
  const rows = await box.getByRole("row").allInnerTexts()
  await merchant.leave()
  const cells = rows.slice(1).map((row) => row.split(/\s*[\t\n]+\s*/).filter(Boolean))
  const candle = cells.findIndex(([item]) => item === "Fig leaf candle")
  // 21.50 and 18.00 with 21 % of tax: 17.77 and 14.88 without. The host says which item comes first.
  expect(cells.slice(candle, candle + 2)).toEqual([
    ["Fig leaf candle", "Kaarsenmakerij Vuurvlieg", "2", "€11.80", "€11.94"],
    ["Own", "Returned as own stock: by agreement", "-1", "€11.80", "-€5.97"],
  ])
  expect(cells).toHaveLength(3)
  expect(cells).toContainEqual(["Linen tea towel", "Weverij Lijnzaad", "3", "€9.60", "€15.83"])
})

it("makes a stock location a consignment warehouse from its own page", async () => {
  const shop = await enterFilledShop()
  const { stock_location } = await shop.post("/admin/stock-locations", { name: "Leiden" })
  const merchant = await sitDown(browser)
  await merchant.goTo(`/settings/locations/${(stock_location as Row).id}`)
  await merchant.click(merchant.button("Mark as consignment warehouse"))
  await merchant.sees("Leiden is a consignment warehouse now")
  await merchant.click(merchant.link("View warehouse"))
  await merchant.sees("Consigned stock")
  await merchant.leave()
})
