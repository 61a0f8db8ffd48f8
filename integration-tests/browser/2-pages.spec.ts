import type { Browser } from "playwright-core"
import { enterFilledShop, firstId } from "../helpers/filled-shop"
import { openBrowser, sitDown, type Habits } from "../helpers/merchant"

let browser: Browser
let pages: Record<string, string>

beforeAll(async () => {
  const shop = await enterFilledShop()
  const one = async (name: string, resource: string) =>
    [name, `/consignment/${resource}/${await firstId(shop, resource)}`] as const
  pages = {
    overview: "/consignment",
    contractors: "/consignment/contractors",
    warehouses: "/consignment/warehouses",
    receipts: "/consignment/goods-receipts",
    "receipt-form": "/consignment/goods-receipts/post",
    documents: "/consignment/documents",
    issues: "/consignment/documents/goods-issues",
    "count-form": "/consignment/documents/stock-counts/post",
    stock: "/consignment/stock",
    movements: "/consignment/movements",
    lots: "/consignment/lots",
    imports: "/consignment/imports",
    settlements: "/consignment/settlements",
    preview: `/consignment/settlements/create?contractor_id=${await firstId(shop, "contractors")}`,
    invoices: "/consignment/invoices",
    ...Object.fromEntries(
      await Promise.all([
        one("contractor", "contractors"),
        one("warehouse", "warehouses"),
        one("receipt", "goods-receipts"),
        one("lot", "lots"),
        one("settlement", "settlements"),
        one("invoice", "invoices"),
      ])
    ),
  }
}, 300_000)

afterAll(() => browser?.close())

it.each([
  ["overview", "overview"],
  ["contractors", "contractors"],
  ["stock", "stock"],
  ["contractor", "contractors/[^/]+"],
  ["lot", "lots/[^/]+/trace"],
  ["preview", "settlements/preview"],
])(
  "says of %s that it is being read, and shows it once the server answers",
  async (page, route) => {
    browser ??= await openBrowser()
    const merchant = await sitDown(browser)
    const goOn = await merchant.keepsWaitingFor(route)
    await merchant.opens(pages[page] ?? "")
    await merchant.seesThatItLoads()
    await merchant.photographAsItIs(`loading-${page}`)
    expect(await merchant.complaintsOf()).toEqual([])
    goOn()
    await merchant.settle()
    const loaded = await merchant.words()
    await merchant.goTo(pages[page] ?? "")
    expect(loaded).toBe(await merchant.words())
    await merchant.leave()
  }
)

it.each([
  { language: "en", theme: "light" },
  { language: "nl", theme: "light" },
  { language: "pl", theme: "dark" },
] as Habits[])(
  "shows every page without a complaint in $language, $theme",
  async (habits) => {
    browser ??= await openBrowser()
    const merchant = await sitDown(browser, habits)
    const complaints: Record<string, string[]> = {}
    for (const [name, address] of Object.entries(pages)) {
      await merchant.goTo(address)
      await merchant.photograph(`${name}-${habits.language}`)
      const found = await merchant.complaintsOf()
      if (found.length > 0) complaints[name] = found
    }
    await merchant.leave()
    expect(complaints).toEqual({})
  },
  300_000
)
