import { existsSync } from "node:fs"
import path from "node:path"
import type { Browser } from "playwright-core"
import resources from "../../src/admin/i18n"
import { guidePages, type ExplainedTerm } from "../../src/admin/lib/guide"
import type { Settings } from "../../src/http-contract/settings"
import { pagesOf } from "../helpers/admin-pages"
import { enterFilledShop } from "../helpers/filled-shop"
import { type Habits, type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import type { ShopClient } from "../helpers/shop-entrance"

/** Help beside the terms, the first steps, the settings, and the forms of a partner's page. */
const ours = "/admin/consignment"
const guide = path.resolve(__dirname, "../../docs/guide")

let browser: Browser
let merchant: Merchant
let shop: ShopClient
let pages: Record<string, string>
let settings: Settings

beforeAll(async () => {
  shop = await enterFilledShop()
  pages = await pagesOf(shop)
  settings = (await shop.get(`${ours}/settings`)).settings as Settings
  browser = await openBrowser()
}, 900_000)

afterEach(() => merchant.leave())

afterAll(async () => {
  const { allow_backdating_days, time_zone, company, number_prefixes } = settings
  await shop.post(`${ours}/settings`, {
    allow_backdating_days,
    time_zone,
    company,
    number_prefixes,
  })
  await browser.close()
})

describe("a term", () => {
  /** Presses each small i of a page; answers the terms it found, and what is wrong with their help. */
  const askAll = async ({ language = "en", width }: Habits, address: string) => {
    const { what, more, terms } = resources[language].consignment.explained
    const found: ExplainedTerm[] = []
    const complaints: string[] = []
    await merchant.goTo(address)
    for (const term of Object.keys(terms) as ExplainedTerm[]) {
      const { name, sentence } = terms[term]
      const mark = merchant.page.getByRole("button", { name: what.replace("{{term}}", name) })
      if ((await mark.count()) === 0) continue
      found.push(term)
      await merchant.click(mark.first())
      await merchant.sees(sentence)
      const link = merchant.page.getByRole("link", { name: more })
      expect(await link.getAttribute("href")).toBe(guidePages[term])
      await merchant.photographAsItIs(`help-${term}-${language}-${width}`)
      complaints.push(...(await merchant.complaintsOf()))
      await merchant.page.keyboard.press("Escape")
      await link.waitFor({ state: "hidden" })
    }
    return { found, complaints }
  }

  it.each([
    { language: "en", width: 1440 },
    { language: "nl", width: 390 },
    { language: "pl", width: 1440, theme: "dark" },
  ] as Habits[])(
    "is explained where it is used, in $language at $width pixels",
    async (habits) => {
      merchant = await sitDown(browser, habits)
      const { inventory_items: items } = await shop.get("/admin/inventory-items", {
        sku: "WILG-MUG",
      })
      const [item] = items as { id: string }[]
      const places = [
        pages.contractor,
        `${pages.contractor}/create-agreement`,
        pages.lot,
        pages.settlement,
        pages.preview,
        pages.settings,
        `${pages.settings}/edit-rules`,
        "/consignment/warehouses/create",
        `/inventory/${item?.id}`,
      ]
      const found = new Set<ExplainedTerm>()
      const complaints: string[] = []
      for (const place of places) {
        const of = await askAll(habits, place ?? "")
        for (const term of of.found) found.add(term)
        complaints.push(...of.complaints.map((one) => `${place}: ${one}`))
      }
      expect([...found].sort()).toEqual(Object.keys(guidePages).sort())
      expect(complaints).toEqual([])
    },
    300_000
  )

  it("leads to a page of the guide that exists", async () => {
    merchant = await sitDown(browser)
    for (const address of Object.values(guidePages))
      expect(existsSync(path.join(guide, path.basename(address)))).toBe(true)
  })
})

describe.each([{ width: 1440 }, { width: 390 }])("at $width pixels", ({ width }) => {
  beforeEach(async () => {
    merchant = await sitDown(browser, { width })
  })

  it("opens the first steps again, which a reload keeps, and hides them", async () => {
    await merchant.goTo("/consignment")
    const steps = merchant.page.getByRole("heading", { name: "Get started", exact: true })
    expect(await steps.count()).toBe(0)
    await merchant.click(merchant.button("Get started"))
    await steps.waitFor()
    await merchant.sees("All steps are done.")
    await merchant.page.reload()
    await merchant.settle()
    await steps.waitFor()
    await merchant.photograph(`first-steps-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    expect(await merchant.tooWide()).toEqual([])
    await merchant.click(merchant.button("Hide"))
    await steps.waitFor({ state: "hidden" })
    await merchant.page.reload()
    await merchant.settle()
    expect(await steps.count()).toBe(0)
  })

  it("keeps the company and the rules of the store", async () => {
    await merchant.goTo("/settings/consignment")
    await merchant.click(merchant.section("Company").getByRole("link", { name: "Edit" }))
    await merchant.write("Legal name", `Winkel aan de Vecht ${width}`)
    await merchant.write("IBAN", "NL91ABNA0417164300")
    await merchant.count("Payment term in days", "21")
    await merchant.photograph(`settings-company-form-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    await merchant.click(merchant.button("Save"))
    await merchant.seesDialogClose()
    const company = merchant.section("Company")
    await company.getByText(`Winkel aan de Vecht ${width}`).waitFor()
    await company.getByText("NL91ABNA0417164300").waitFor()

    await merchant.click(merchant.section("Rules").getByRole("button", { name: "More" }))
    await merchant.click(merchant.page.getByRole("menuitem", { name: "Edit" }))
    await merchant.count("Documents may be dated back", String(width))
    await merchant.photograph(`settings-rules-form-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    await merchant.click(merchant.button("Save"))
    await merchant.seesDialogClose()
    await merchant.section("Rules").getByText(`${width} days`).waitFor()
    await merchant.photograph(`settings-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    expect(await merchant.tooWide()).toEqual([])
    expect((await shop.get(`${ours}/settings`)).settings).toMatchObject({
      allow_backdating_days: width,
      company: { iban: "NL91ABNA0417164300", payment_terms_days: 21 },
    })
  })

  it("chooses prefixes of numbers, and refuses one of other documents at its field", async () => {
    await merchant.goTo("/settings/consignment")
    // The warehouses above are read after the rest, and push the numbers down.
    await merchant.section("Warehouses").getByText("Utrecht").first().waitFor()
    await merchant.click(merchant.section("Numbers").getByRole("button", { name: "More" }))
    await merchant.click(merchant.page.getByRole("menuitem", { name: "Edit" }))
    await merchant.write("Goods issue", "GR")
    await merchant.write("Take-back", `PU${width}`)
    await merchant.click(merchant.button("Save"))
    await merchant.sees("This is already in use")
    await merchant.photograph(`settings-numbers-refused-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    await merchant.write("Goods issue", "")
    await merchant.click(merchant.button("Save"))
    await merchant.seesDialogClose()
    await merchant.section("Numbers").getByText(`PU${width}-000001`).waitFor()
    await merchant.section("Numbers").getByText("GI-000001").waitFor()
    await merchant.photographSection("Numbers", `settings-numbers-${width}`)
  })

  it("refuses a number of a bank account that is not one, at its field", async () => {
    await merchant.goTo("/settings/consignment/edit")
    await merchant.write("IBAN", "NL00ABNA0417164300")
    await merchant.click(merchant.button("Save"))
    await merchant.page.getByRole("textbox", { name: "IBAN", exact: false }).waitFor()
    const field = merchant.page.getByRole("textbox", { name: /^IBAN/ })
    await merchant.page.locator("[role=dialog] [aria-invalid=true]").and(field).waitFor()
    await merchant.photograph(`settings-iban-refused-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
  })

  it("chooses a partner's items from a table, and says what is agreed on each", async () => {
    const { contractor } = await shop.post(`${ours}/contractors`, {
      name: `Glasblazerij Zandkorrel ${width}`,
      code: `ZAND${width}`,
    })
    const { id } = contractor as { id: string }
    await merchant.goTo(`/consignment/contractors/${id}`)
    await merchant.sees("No items yet")
    await merchant.goTo(`/consignment/contractors/${id}/add-items`)
    await merchant.page.getByRole("searchbox", { name: "Find an item" }).fill("OWN-")
    await merchant.click(merchant.checkbox("Choose OWN-TEA"))
    await merchant.click(merchant.checkbox("Choose OWN-CARD"))
    await merchant.photograph(`partner-add-items-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    await merchant.click(merchant.button("Add"))
    await merchant.sees("2 items added")
    await merchant.seesDialogClose()
    const row = merchant.page.getByRole("row").filter({ hasText: "OWN-TEA" })
    await merchant.click(row.getByRole("button", { name: "More" }))
    await merchant.click(merchant.page.getByRole("menuitem", { name: "Edit" }))
    await merchant.write("Partner's SKU", "ZK-7")
    await merchant.write("Unit cost", "4.25")
    await merchant.write("Pack size", "6")
    await merchant.photograph(`partner-edit-item-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    await merchant.click(merchant.button("Save"))
    await merchant.sees("Item saved")
    await merchant.seesDialogClose()
    await row.getByText("ZK-7").waitFor()
    const { items } = await shop.get(`${ours}/contractors/${id}/items`, { order: "sku" })
    expect(items).toMatchObject([
      { sku: "OWN-CARD", contractor_sku: null },
      { sku: "OWN-TEA", contractor_sku: "ZK-7", unit_cost: "4.25", pack_size: "6" },
    ])
  })

  it("shows a partner's account, and finds each document by its number", async () => {
    await merchant.goTo(pages.contractor ?? "")
    const account = merchant.section("Account")
    await account.getByText("Supplier goods with us").waitFor()
    await account.scrollIntoViewIfNeeded()
    await merchant.photograph(`partner-account-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    expect(await merchant.tooWide()).toEqual([])

    const { documents } = await shop.get(`${ours}/documents`, { limit: 2, order: "-posted_at" })
    const [wanted, other] = documents as { id: string; number: string }[]
    await merchant.goTo("/consignment/documents/all")
    const row = (number = "") => merchant.page.getByRole("link", { name: number, exact: true })
    await row(other?.number).first().waitFor()
    await merchant.page
      .getByRole("searchbox")
      .first()
      .fill(wanted?.number ?? "")
    await row(other?.number).first().waitFor({ state: "hidden" })
    await merchant.photograph(`all-documents-found-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    await merchant.click(row(wanted?.number).first())
    await merchant.page.waitForURL(new RegExp(wanted?.id ?? "no document"))
  })

  it("attaches the supplier's delivery note to its receipt, and deletes it once it is sure", async () => {
    const name = `delivery-note-${width}.pdf`
    await merchant.goTo(pages.receipt ?? "")
    const files = merchant.section("Files")
    await files.getByText("No files yet").waitFor()
    const input = files.locator("input[type=file]")
    await input.setInputFiles({
      name: "delivery-note.exe",
      mimeType: "application/octet-stream",
      buffer: Buffer.from("MZ"),
    })
    await merchant.sees("Attach a PDF, PNG, JPG, WebP, CSV, TXT, XML or XLSX file")
    expect(await files.getByText("delivery-note.exe").count()).toBe(0)
    await input.setInputFiles({
      name,
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-1.4\n%%EOF\n"),
    })
    await merchant.sees(`${name} is attached`)
    const file = files.getByRole("button", { name, exact: true })
    await file.waitFor()
    await merchant.photographSection("Files", `attachments-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    const [download] = await Promise.all([
      merchant.page.waitForEvent("download"),
      merchant.click(file),
    ])
    expect(download.suggestedFilename()).toBe(name)
    const remove = files.getByRole("button", { name: `Delete ${name}` })
    await merchant.click(remove)
    await merchant.sees(`${name} will be deleted.`)
    await merchant.click(merchant.dialogButton("Cancel"))
    await file.waitFor()
    await merchant.click(remove)
    await merchant.click(merchant.dialogButton("Delete"))
    await files.getByText("No files yet").waitFor()
  })
})
