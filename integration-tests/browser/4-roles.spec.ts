import type { Browser, Locator } from "playwright-core"
import { pagesOf } from "../helpers/admin-pages"
import { enterFilledShop } from "../helpers/filled-shop"
import { hire } from "../helpers/hire"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import type { ShopClient } from "../helpers/shop-entrance"

/** Pages of users whose role does not allow everything: Medusa's own roles decide. */
let browser: Browser
let shop: ShopClient
let pages: Record<string, string>
let forms: Record<string, string>

beforeAll(async () => {
  shop = await enterFilledShop()
  const all = await pagesOf(shop)
  const isForm = (address: string) => address.endsWith("/post")
  pages = Object.fromEntries(Object.entries(all).filter(([, address]) => !isForm(address)))
  forms = {
    receipt: "/consignment/goods-receipts/post",
    count: "/consignment/documents/stock-counts/post",
    contractor: "/consignment/contractors/create",
    warehouse: "/consignment/warehouses/create",
    shop: "/consignment/shops/create",
    loan: "/consignment/loans/create",
    "edit-contractor": `${all.contractor}/edit`,
    agreement: `${all.contractor}/create-agreement`,
    items: `${all.contractor}/add-items`,
    "edit-warehouse": `${all.warehouse}/edit`,
    invoice: `${all.settlement}/invoice`,
    "send-settlement": `${all.settlement}/send`,
    "send-receipt": `${all.receipt}/send`,
    company: "/settings/consignment/edit",
  }
  browser = await openBrowser()
}, 900_000)

afterAll(() => browser?.close())

const forbidden = "You do not have permission"

/** Of the page, or of the form that stands over it. */
const partOf = async ({ page }: Merchant): Promise<Locator> => {
  const dialog = page.getByRole("dialog")
  return (await dialog.count()) > 0 ? dialog.last() : page.locator("main")
}

/** Buttons and links, but for those that sort a column or choose a row. */
const actionsIn = async (part: Locator): Promise<string[]> => {
  const names = await part
    .locator("a:visible, button:visible:not([role=checkbox])")
    .evaluateAll((all) =>
      all
        .filter((one) => !one.closest("th"))
        .map((one) =>
          one.tagName === "A"
            ? (one.getAttribute("href") ?? "").replace(/^\/app/, "")
            : one.textContent || one.getAttribute("aria-label") || ""
        )
    )
  return [...new Set(names.filter((name) => name !== ""))]
}

/** They show, choose, filter and save; they change nothing. */
const reading =
  /^(Export CSV|Prev|Next|Download|Print labels|Statement for partner|Own copy|CSV file|SEPA file|Show popup|Calendar|Add filter|Clear date|Get started|Try again|What is .*|Choose .*|Branches of .*|Consignment note|Supplier goods with us)$/

/** Where something is entered. The preview of a settlement books nothing. */
const form =
  /\/(post|send|edit|credit|pay|invoice|count|refill|connect|add-items|create-agreement|imports|[^/]*(?<!settlements\/)create)(\?|$)/

it("tells those who may do nothing so on every page, and offers them nothing", async () => {
  const login = await hire(shop, "stranger", () => false)
  const merchant = await sitDown(browser, {}, login)
  const others: Record<string, unknown> = {}
  for (const [name, address] of Object.entries(pages)) {
    await merchant.goTo(address)
    await merchant.photograph(`forbidden-${name}`)
    const part = await partOf(merchant)
    const actions = await actionsIn(part)
    const says = (await part.innerText()).includes(forbidden)
    const complaints = await merchant.complaintsOf()
    const found = actions.filter((action) => !/^(Show popup|Calendar|What is .*)$/.test(action))
    if (!says || found.length > 0 || complaints.length > 0) {
      others[name] = { says, found, complaints }
    }
  }
  await merchant.leave()
  expect(others).toEqual({})
}, 900_000)

it("shows every page to those who may read only, without a single action", async () => {
  const login = await hire(shop, "reader", (policy) => policy.endsWith(":read"))
  const merchant = await sitDown(browser, {}, login)
  const refused: string[] = []
  merchant.page.on("response", (answer) => {
    if (answer.status() === 403) refused.push(answer.url())
  })
  const others: Record<string, unknown> = {}
  for (const [name, address] of Object.entries(pages)) {
    await merchant.goTo(address)
    await merchant.photograph(`readonly-${name}`)
    const part = await partOf(merchant)
    const isForbidden = (await part.innerText()).includes(forbidden)
    const found = (await actionsIn(part)).filter((action) =>
      action.startsWith("/") ? form.test(action) : !reading.test(action)
    )
    const complaints = await merchant.complaintsOf()
    const isToImport = name === "imports"
    if (isForbidden !== isToImport || found.length > 0 || complaints.length > 0) {
      others[name] = { isForbidden, found, complaints }
    }
  }
  for (const [name, address] of Object.entries(forms)) {
    await merchant.goTo(address)
    await merchant.photograph(`readonly-form-${name}`)
    const part = await partOf(merchant)
    const isForbidden = (await part.innerText()).includes(forbidden)
    const fields = await part.getByRole("textbox").count()
    const complaints = await merchant.complaintsOf()
    if (!isForbidden || fields > 0 || complaints.length > 0) {
      others[`form ${name}`] = { isForbidden, fields, complaints }
    }
  }
  await merchant.leave()
  expect(others).toEqual({})
  expect(refused).toEqual([])
}, 900_000)

it("leaves out of a page what a role may not read", async () => {
  const login = await hire(shop, "clerk", (policy) =>
    ["consignment_stock:read", "consignment_goods_receipt:read"].includes(policy)
  )
  const merchant = await sitDown(browser, {}, login)
  for (const address of ["/consignment", "/consignment/stock", pages.receipt ?? ""]) {
    await merchant.goTo(address)
    await merchant.photograph(`clerk-${address.split("/")[2] ?? "overview"}`)
    expect(await merchant.words()).not.toContain(forbidden)
    expect(await merchant.complaintsOf()).toEqual([])
  }
  await merchant.leave()
}, 900_000)

it("keeps our boxes off the host's pages for those who may not read what they tell", async () => {
  const login = await hire(
    shop,
    "seller",
    (policy) => policy.endsWith(":read") && !policy.startsWith("consignment_")
  )
  const merchant = await sitDown(browser, {}, login)
  const orders = (await shop.get("/admin/orders", { limit: 1 })).orders as { id: string }[]
  const locations = (await shop.get("/admin/stock-locations", { limit: 1 })).stock_locations as {
    id: string
  }[]
  for (const address of [`/orders/${orders[0]?.id}`, `/settings/locations/${locations[0]?.id}`]) {
    await merchant.goTo(address)
    await merchant.photograph(`seller-${address.split("/")[1]}`)
    const words = await merchant.words()
    expect(words).not.toContain(forbidden)
    expect(words).not.toContain("Consignment")
  }
  await merchant.leave()
}, 900_000)
