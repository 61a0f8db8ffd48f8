import type { Browser } from "playwright-core"
import resources from "../../src/admin/i18n"
import { movementTypes } from "../../src/http-contract/document"
import { pagesOf } from "../helpers/admin-pages"
import { enterFilledShop } from "../helpers/filled-shop"
import { leftoversIn } from "../helpers/leftovers"
import { openBrowser, sitDown, type Habits } from "../helpers/merchant"

let browser: Browser
let pages: Record<string, string>

beforeAll(async () => {
  pages = await pagesOf(await enterFilledShop())
}, 900_000)

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
    const loaded = await merchant.lastWords()
    await merchant.goTo(pages[page] ?? "")
    await merchant.reaches(loaded)
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
      const { language = "en" } = habits
      const leftovers = leftoversIn(await merchant.words(), language)
      // In another language, all of the English page would be left over.
      if (language === "en") expect(leftoversIn(await merchant.words(), "nl")).not.toEqual([])
      const found = [...(await merchant.complaintsOf()), ...leftovers]
      if (found.length > 0) complaints[name] = found
    }
    await merchant.leave()
    expect(complaints).toEqual({})
  },
  900_000
)

it.each([
  { language: "en", hint: /^\d+ days? overdue · €[\d,]+\.\d\d$/ },
  { language: "nl", hint: /^\d+ (dag|dagen) te laat · €\s[\d.]+,\d\d$/ },
  { language: "pl", hint: /^\d+ (dzień|dni) po terminie · [\d\s]+,\d\d\s€$/ },
] as const)(
  "tells for how long and for how much a settlement is overdue, in $language",
  async ({ language, hint }) => {
    browser ??= await openBrowser()
    const merchant = await sitDown(browser, { language })
    await merchant.goTo("/consignment")
    const hints = merchant.page.getByText(hint)
    await hints.first().waitFor()
    await merchant.photograph(`overdue-${language}`)
    expect(await merchant.complaintsOf()).toEqual([])
    await merchant.leave()
  }
)

it("fits every page on a phone, without scrolling sideways", async () => {
  browser ??= await openBrowser()
  const merchant = await sitDown(browser, { width: 390 })
  const wide: Record<string, string[]> = {}
  for (const [name, address] of Object.entries(pages)) {
    await merchant.goTo(address)
    await merchant.photograph(`${name}-phone`)
    const found = await merchant.tooWide()
    if (found.length > 0) wide[name] = found
  }
  await merchant.leave()
  expect(wide).toEqual({})
}, 900_000)

describe.each([{ width: 1440 }, { width: 390 }])("at $width pixels", ({ width }) => {
  it("finds a partner for a filter by typing, and sums what is shown", async () => {
    browser ??= await openBrowser()
    const merchant = await sitDown(browser, { width })
    const { page } = merchant
    await merchant.goTo("/consignment/stock")
    await page.getByRole("button", { name: "Add filter" }).click()
    await page.getByRole("menuitem", { name: "Partner" }).click()
    await page.getByRole("searchbox", { name: "Search: Partner" }).fill("Wilgen")
    const partner = page.getByRole("radio", { name: /Atelier Wilgenhof/ })
    await partner.click()
    await page.getByRole("radio", { name: /Atelier Wilgenhof/, checked: true }).waitFor()
    await page.waitForURL(/contractor_id=.*concon_/)
    await page.keyboard.press("Escape")
    await merchant.settle()
    const chip = page.getByRole("button", { name: /Atelier Wilgenhof/ })
    await chip.waitFor()
    expect(new URL(page.url()).searchParams.get("contractor_id")).toContain("concon_")
    expect(await page.getByLabel("Total", { exact: true }).innerText()).toMatch(/units worth €/)
    await merchant.photograph(`stock-filtered-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])

    await page.getByRole("button", { name: "Clear all" }).click()
    await chip.waitFor({ state: "hidden" })
    await merchant.leave()
  })

  it("shows a chip for each filter that a link has set", async () => {
    browser ??= await openBrowser()
    const merchant = await sitDown(browser, { width })
    const { page } = merchant
    await merchant.goTo("/consignment/stock")
    await page.locator("main tbody tr").first().getByRole("link").first().click()
    await merchant.settle()
    for (const filter of ["Partner", "Warehouse", "Item"])
      await page.locator("main .border-t").getByText(filter, { exact: true }).first().waitFor()
    await merchant.photograph(`lots-of-a-row-${width}`)
    await merchant.leave()
  })
})

it("says on the tab and in the path where one is, and marks the menu's entry", async () => {
  browser ??= await openBrowser()
  const merchant = await sitDown(browser)
  const { page } = merchant
  await merchant.goTo(pages.settlement ?? "")
  await page.waitForFunction(() => /^SET-\d+/.test(document.title))
  const backgroundOf = (name: string) =>
    merchant.menu(name).evaluate((link) => getComputedStyle(link).boxShadow)
  expect(await backgroundOf("Settlements")).not.toBe("none")
  expect(await backgroundOf("Consignment")).toBe("none")
  await merchant.click(merchant.menu("Settlements"))
  await page.waitForFunction(() => document.title.startsWith("Settlements"))
  for (const entry of ["Lots", "Ageing", "Imports"]) await merchant.menu(entry).waitFor()
  expect(await merchant.menu("Goods receipts").count()).toBe(1)
  await merchant.leave()
})

it("posts a receipt from the menu on without a mouse", async () => {
  browser ??= await openBrowser()
  const merchant = await sitDown(browser)
  const { page } = merchant
  await merchant.goTo("/consignment")
  await merchant.enter(merchant.menu("Goods receipts"))
  await merchant.enter(merchant.link("Receive goods"))
  await merchant.type("Partner", "Atelier Wilgenhof")
  await merchant.type("Warehouse", "Utrecht")
  await merchant.tabTo(page.getByRole("textbox", { name: /Scan a barcode/ }))
  await merchant.scan("WILG-MUG")
  await merchant.tabTo(page.getByRole("textbox", { name: /^Unit cost, / }))
  await page.keyboard.type("13.20")
  await merchant.photograph("keyboard-receipt")
  await merchant.enter(page.getByRole("dialog").getByRole("button", { name: "Post", exact: true }))
  await merchant.sees("is posted")
  await page.getByRole("dialog").waitFor({ state: "hidden" })
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.leave()
}, 900_000)

it("opens the rows of every list by keyboard, as links that another tab can open", async () => {
  browser ??= await openBrowser()
  const merchant = await sitDown(browser)
  const lists = [
    "contractors",
    "warehouses",
    "receipts",
    "issues",
    "stock",
    "movements",
    "lots",
    "settlements",
  ]
  for (const name of lists) {
    await merchant.goTo(pages[name] ?? "")
    const row = merchant.page.locator("main tbody tr").first().getByRole("link").first()
    const href = (await row.getAttribute("href")) ?? ""
    await merchant.enter(row)
    expect(merchant.page.url()).toContain(href)
    expect(href).toMatch(/^\/app\/consignment\/./)
  }
  await merchant.leave()
}, 900_000)

it("offers every type of movement there is as a filter", async () => {
  browser ??= await openBrowser()
  const merchant = await sitDown(browser)
  const words: Record<string, string> = resources.en.consignment.terms.movement
  await merchant.goTo("/consignment/movements")
  await merchant.click(merchant.button("Add filter"))
  await merchant.click(merchant.page.getByRole("menuitem", { name: "Type", exact: true }))
  const options = merchant.page.getByRole("group", { name: "Type" }).getByRole("checkbox")
  await options.first().waitFor()
  await merchant.photographAsItIs("movement-types")
  const offered = await options.allInnerTexts()
  expect(offered.sort()).toEqual(movementTypes.map((type) => words[type]).sort())
  await merchant.leave()
})

it("finds a receipt by its number, and opens it", async () => {
  browser ??= await openBrowser()
  const shop = await enterFilledShop()
  const { goods_receipts: receipts } = (await shop.get("/admin/consignment/goods-receipts", {
    limit: 1,
  })) as { goods_receipts: { id: string; number: string }[] }
  const merchant = await sitDown(browser)
  await merchant.goTo("/consignment/search")
  await merchant.page.getByRole("searchbox").fill(receipts[0]?.number ?? "")
  await merchant.page.getByRole("link", { name: receipts[0]?.number }).waitFor()
  await merchant.page.keyboard.press("Tab")
  await merchant.page.keyboard.press("Enter")
  await merchant.settle()
  expect(merchant.page.url()).toContain(receipts[0]?.id ?? "")
  await merchant.leave()
})
