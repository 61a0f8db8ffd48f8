import path from "node:path"
import type { Browser } from "playwright-core"
import { openBrowser, sitDown, type Habits } from "../helpers/merchant"
import { enterShop } from "../helpers/shop-entrance"

interface Scripts {
  seedDemo: (client: unknown) => Promise<void>
}

const seed = path.resolve(__dirname, "../../scripts/demo/seed.mjs")

let browser: Browser
let pages: Record<string, string>

beforeAll(async () => {
  const client = await enterShop()
  // The script is an ES module without declarations, so it is loaded by a path the compiler does not see.
  const { seedDemo } = (await import(seed)) as Scripts
  await seedDemo(client)
  const idOf = async (resource: string): Promise<string> => {
    const answer = await client.get(`/admin/consignment/${resource}`, { limit: 1 })
    return (answer[resource.replaceAll("-", "_")] as { id: string }[])[0]?.id ?? ""
  }
  const one = async (name: string, resource: string) =>
    [name, `/consignment/${resource}/${await idOf(resource)}`] as const
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
    settlements: "/consignment/settlements",
    preview: `/consignment/settlements/create?contractor_id=${await idOf("contractors")}`,
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
