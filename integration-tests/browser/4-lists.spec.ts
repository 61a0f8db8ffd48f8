import type { Browser, Locator } from "playwright-core"
import { pagesOf } from "../helpers/admin-pages"
import { enterFilledShop } from "../helpers/filled-shop"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import type { ShopClient } from "../helpers/shop-entrance"

/** Tools of the lists, labels printed from a phone, and the forms' own checks of quantities. */
const ours = "/admin/consignment"

let browser: Browser
let merchant: Merchant
let shop: ShopClient
let pages: Record<string, string>

interface Row {
  id: string
}

interface Total {
  value?: string
  net_value?: string
}

const euros = new Intl.NumberFormat("en-GB", { style: "currency", currency: "EUR" })

const create = async (path: string, body: object): Promise<string> => {
  const [made] = Object.values(await shop.post(path, body)) as Row[]
  return made?.id ?? ""
}

beforeAll(async () => {
  shop = await enterFilledShop()
  pages = await pagesOf(shop)
  browser = await openBrowser()
}, 900_000)

afterEach(async () => {
  const complaints = await merchant.complaintsOf()
  await merchant.leave()
  expect(complaints).toEqual([])
})

afterAll(() => browser?.close())

describe.each([{ width: 1440 }, { width: 390 }])("at $width pixels", ({ width }) => {
  beforeEach(async () => {
    merchant = await sitDown(browser, { width })
  })

  const chip = (text: string | RegExp): Locator =>
    merchant.page.locator("main .border-t").getByText(text, { exact: true }).first()

  const addFilter = async (name: string): Promise<void> => {
    await merchant.click(merchant.button("Add filter"))
    await merchant.click(merchant.page.getByRole("menuitem", { name, exact: true }))
  }

  it("lists the documents of a period that is chosen by its name", async () => {
    const today = new Date()
    const year = today.getFullYear() - 1
    const { contractors } = await shop.get(`${ours}/contractors`, { code: "WILG" })
    const { warehouses } = await shop.get(`${ours}/warehouses`, { name: "Utrecht" })
    const reference = `Now ${width}`
    await create(`${ours}/goods-receipts`, {
      contractor_id: (contractors as Row[])[0]?.id,
      warehouse_id: (warehouses as Row[])[0]?.id,
      reference,
      lines: [{ sku: "WILG-MUG", quantity: "1", unit_cost: "13.20" }],
    })
    await merchant.goTo("/consignment/goods-receipts")
    const now = merchant.page.getByText(reference, { exact: true })
    await now.waitFor()
    await addFilter("Date")
    await merchant.page.getByText("This quarter", { exact: true }).waitFor()
    await merchant.photographAsItIs(`periods-${width}`)
    await merchant.page.getByText("Last year", { exact: true }).click()
    await now.waitFor({ state: "hidden" })
    await merchant.settle()
    await merchant.page.keyboard.press("Escape")
    await chip("Last year").waitFor()
    const value = new URL(merchant.page.url()).searchParams.get("effective_at") ?? ""
    const { $gte: from, $lte: to } = JSON.parse(value) as Record<string, string>
    const days = [from, to].map((instant = "") =>
      new Date(instant).toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" })
    )
    expect(days).toEqual([`${year}-01-01`, `${year}-12-31`])
    expect(await merchant.tooWide()).toEqual([])
    await merchant.goTo(
      `/consignment/goods-receipts?effective_at=${encodeURIComponent(value.replaceAll(`${year}`, `${year + 1}`).replaceAll(`${year - 1}-`, `${year}-`))}`
    )
    await now.waitFor()
  })

  it.each([
    ["receipts", "goods-receipts", "value"],
    ["settlements", "settlements", "net_value"],
    ["stock", "stock", "value"],
  ] as const)("sums all rows of %s below them, as the server does", async (page, route, sum) => {
    await merchant.goTo(pages[page] ?? "")
    const shown = merchant.page.getByLabel("Total", { exact: true })
    await shown.waitFor()
    const { totals } = (await shop.get(`${ours}/${route}/totals`)) as { totals: Total[] }
    const values = totals.map((total) => total[sum] ?? "")
    expect(values).not.toEqual([])
    for (const value of values)
      expect(await shown.innerText()).toContain(euros.format(Number(value)))
    await merchant.photograph(`totals-${page}-${width}`)
    expect(await merchant.tooWide()).toEqual([])
  })

  it("offers to return what is free, and not what is reserved", async () => {
    const name = `Attic ${width}`
    const sku = `RESERVED-${width}`
    const stock_location_id = await create("/admin/stock-locations", { name })
    const warehouse_id = await create(`${ours}/warehouses`, {
      stock_location_id,
      direction: "inbound",
    })
    const inventory_item_id = await create("/admin/inventory-items", { sku, title: sku })
    const contractor_id = await create(`${ours}/contractors`, {
      code: `ATTIC${width}`,
      name: `Owner of ${name}`,
    })
    await create(`${ours}/agreements`, {
      contractor_id,
      direction: "inbound",
      currency_code: "EUR",
    })
    await shop.post(`${ours}/contractors/${contractor_id}/items`, {
      items: [{ inventory_item_id }],
    })
    await create(`${ours}/goods-receipts`, {
      contractor_id,
      warehouse_id,
      lines: [{ sku, quantity: "5", unit_cost: "2.00" }],
    })
    await shop.post("/admin/reservations", {
      inventory_item_id,
      location_id: stock_location_id,
      quantity: 2,
    })
    await merchant.goTo("/consignment/documents/consignor-returns/post")
    await merchant.choose("Partner", new RegExp(`Owner of ${name}`))
    await merchant.choose("Warehouse", name)
    await merchant.click(merchant.button("Add all stock"))
    await merchant.reads(`Quantity, ${sku}`, "3")

    await merchant.write(`Quantity, ${sku}`, "1.5")
    await merchant.click(merchant.button("Post"))
    await merchant.sees("Enter whole units.")
    await merchant.photograph(`whole-units-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    expect(await merchant.tooWide()).toEqual([])
    await shop.post(`${ours}/item-cards/${inventory_item_id}`, { unit: "kg" })
    await merchant.click(merchant.button("Post"))
    await merchant.sees("is posted")
    await merchant.seesDialogClose()
    const { lots } = await shop.get(`${ours}/lots`, { contractor_id })
    expect(lots).toMatchObject([{ quantity_remaining: "3.5" }])
  })

  it("reads a count from a workbook", async () => {
    const name = `Barn ${width}`
    const sku = `COUNTED-${width}`
    const stock_location_id = await create("/admin/stock-locations", { name })
    const warehouse_id = await create(`${ours}/warehouses`, {
      stock_location_id,
      direction: "inbound",
    })
    const inventory_item_id = await create("/admin/inventory-items", { sku, title: sku })
    const contractor_id = await create(`${ours}/contractors`, {
      code: `BARN${width}`,
      name: `Owner of ${name}`,
    })
    await create(`${ours}/agreements`, {
      contractor_id,
      direction: "inbound",
      currency_code: "EUR",
    })
    await shop.post(`${ours}/contractors/${contractor_id}/items`, {
      items: [{ inventory_item_id }],
    })
    await create(`${ours}/goods-receipts`, {
      contractor_id,
      warehouse_id,
      lines: [{ sku, quantity: "5", unit_cost: "2.00" }],
    })
    await merchant.goTo("/consignment/imports")
    await merchant.choose("Documents in the file", "Stock counts")
    await merchant.uploadWorkbook("count.xlsx", [
      ["Warehouse", "SKU", "Counted"],
      [name, sku, 4],
    ])
    await merchant.sees("Will be posted")
    await merchant.photograph(`import-count-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    expect(await merchant.tooWide()).toEqual([])
    await merchant.click(merchant.button("Post"))
    await merchant.sees("1 document is posted")
    const { lots } = await shop.get(`${ours}/lots`, { contractor_id })
    expect(lots).toMatchObject([{ quantity_remaining: "4" }])
  })

  it.each([
    ["receipt", "labels-roll_57x32.pdf"],
    ["lot", "labels-roll_57x32.pdf"],
    ["lots", "labels-roll_57x32.pdf"],
  ])("prints labels from the page %s", async (page, file) => {
    await merchant.goTo(pages[page] ?? "")
    if (page === "lots") {
      const boxes = merchant.page.locator("main tbody").getByRole("checkbox")
      await merchant.click(boxes.nth(0))
      await merchant.click(boxes.nth(1))
    }
    await merchant.photograph(`labels-${page}-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    expect(await merchant.tooWide()).toEqual([])
    await merchant.click(merchant.button("Print labels"))
    const menu = merchant.page.getByRole("menu")
    await menu.waitFor()
    await merchant.photographAsItIs(`labels-${page}-menu-${width}`)
    const { x = -1, width: wide = Infinity } = (await menu.boundingBox()) ?? {}
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + wide).toBeLessThanOrEqual(width)
    const asked = merchant.page.waitForRequest(/\/admin\/consignment\/labels/)
    const saved = merchant.page.waitForEvent("download")
    await merchant.page.getByRole("menuitem", { name: /57 × 32 mm/ }).click()
    expect((await saved).suggestedFilename()).toBe(file)
    const query = [...new URL((await asked).url()).searchParams.keys()]
    const ids = query.filter((key) => key.startsWith("lot_id") || key === "goods_receipt_id")
    expect(ids).toHaveLength(page === "lots" ? 2 : 1)
  })
})

it("says on the tab and in the path which document or partner a page is about", async () => {
  merchant = await sitDown(browser)
  const numbered: Record<string, RegExp> = {
    receipt: /^GR-\d+/,
    settlement: /^SET-\d+/,
    contractor: /^Atelier Wilgenhof/,
  }
  for (const [name, title] of Object.entries(numbered)) {
    await merchant.goTo(pages[name] ?? "")
    await merchant.page.waitForFunction(
      (text) => new RegExp(text).test(document.title),
      title.source
    )
    const said = await merchant.page.locator("ol li").last().innerText()
    expect(said).toMatch(title)
  }
})

it("draws no date field of the browser, and marks the fields that are needed", async () => {
  merchant = await sitDown(browser)
  const forms = [
    "/consignment/goods-receipts/post",
    `${pages.contractor}/create-agreement`,
    "/consignment/warehouses/create",
    "/consignment/documents/opening-balances/post",
    "/consignment/documents/revaluations/post",
    pages.preview ?? "",
    "/consignment/stock",
  ]
  const needed: Record<string, number> = {}
  for (const form of forms) {
    await merchant.goTo(form)
    const ofBrowser = merchant.page.locator(
      "input[type=date], input[type=datetime-local], input[type=time], input[type=month]"
    )
    expect(await ofBrowser.count()).toBe(0)
    needed[form] = await merchant.page.locator("[aria-required=true]").count()
  }
  expect(needed).toMatchObject({
    "/consignment/goods-receipts/post": 2,
    "/consignment/warehouses/create": 2,
  })
  await merchant.goTo("/consignment/goods-receipts/post")
  const partner = merchant.page.getByRole("combobox", { name: /^Partner/ })
  expect(await partner.getAttribute("aria-required")).toBe("true")
})
