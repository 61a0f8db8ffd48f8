import type { Browser } from "playwright-core"
import type { ImportException } from "../../src/http-contract/import"
import { enterFilledShop } from "../helpers/filled-shop"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import type { ShopClient } from "../helpers/shop-entrance"

const list = "/consignment/imports/exceptions"

let browser: Browser
let merchant: Merchant
let host: ShopClient

const exceptionsOf = async (query: object): Promise<ImportException[]> => {
  const answer = await host.get("/admin/consignment/import-exceptions", { ...query, order: "line" })
  return answer.import_exceptions as ImportException[]
}

beforeAll(async () => {
  host = await enterFilledShop()
  browser = await openBrowser()
}, 900_000)

afterEach(async () => {
  const complaints = await merchant.complaintsOf()
  await merchant.leave()
  expect(complaints).toEqual([])
})

afterAll(() => browser?.close())

it("posts what it can of a file, and keeps the lines at fault", async () => {
  merchant = await sitDown(browser)
  await merchant.goTo(list)
  await merchant.sees("No import exceptions")
  await merchant.photograph("exceptions-none")
  await merchant.click(merchant.link("Import a file"))
  await merchant.choose("Documents in the file", "Goods issues")
  await merchant.upload("sales.csv", [
    "stock_location,sku,quantity,sale_price,reference",
    "Utrecht,OWN-CARD,2,4.25,Till 31 May",
    "Utrecht,NO-SUCH,1,7.00,Till 31 May",
    "Utrecht,OWN-TEA,many,9.75,Till 31 May",
  ])
  await merchant.sees("2 errors")
  expect(await merchant.button("Post").isEnabled()).toBe(false)
  await merchant.click(
    merchant.page.getByRole("switch", { name: "Keep lines with errors as exceptions" })
  )
  await merchant.sees("These lines will be kept as exceptions")
  await merchant.sees("Will be posted")
  await merchant.photograph("exceptions-to-keep")
  expect(await merchant.complaintsOf()).toEqual([])
  expect(await exceptionsOf({})).toEqual([])

  await merchant.click(merchant.button("Post"))
  await merchant.sees("1 document is posted")
  await merchant.sees("These lines are kept as exceptions")
  await merchant.photograph("exceptions-kept")
  expect(await merchant.complaintsOf()).toEqual([])
  const kept = await exceptionsOf({ open: "true" })
  expect(kept).toMatchObject([
    { line: 3, code: "UNKNOWN_ITEM", cells: { sku: "NO-SUCH" } },
    { line: 4, code: "INVALID_DATA", path: "quantity", cells: { quantity: "many" } },
  ])

  await merchant.click(merchant.link("View exceptions"))
  await merchant.sees("Unknown item")
  await merchant.sees("NO-SUCH")
  await merchant.sees(kept[0]?.document?.number ?? "no document")
  await merchant.photograph("exceptions-open")
})

it("tells on the overview of lines that wait, and where they are", async () => {
  merchant = await sitDown(browser)
  await merchant.goTo("/consignment")
  await merchant.sees("2 import lines need attention")
  await merchant.photograph("exceptions-to-do")
  await merchant.click(merchant.link("View exceptions"))
  await merchant.sees("NO-SUCH")
})

it("asks before a line is taken off the list, and finds it among the dismissed", async () => {
  merchant = await sitDown(browser)
  await merchant.goTo(list)
  const row = merchant.page.getByRole("row").filter({ hasText: "NO-SUCH" })
  const dismiss = async (): Promise<void> => {
    await merchant.click(row.getByRole("button", { name: "More" }))
    await merchant.click(merchant.page.getByRole("menuitem", { name: "Dismiss" }))
    await merchant.sees("Dismiss line 3?")
  }
  await dismiss()
  await merchant.photograph("exceptions-dismiss")
  await merchant.click(merchant.dialogButton("Cancel"))
  expect(await exceptionsOf({ open: "true" })).toHaveLength(2)
  await dismiss()
  await merchant.click(merchant.dialogButton("Dismiss"))
  await merchant.sees("Exception dismissed")
  await row.waitFor({ state: "hidden" })
  expect(await exceptionsOf({ open: "true" })).toMatchObject([{ line: 4 }])
  expect(await exceptionsOf({ open: "false" })).toMatchObject([{ line: 3 }])

  await merchant.goTo(`${list}?open=%22false%22`)
  await row.waitFor()
  await merchant.sees("Dismissed")
  expect(await merchant.page.getByText("OWN-TEA").count()).toBe(0)
  await merchant.photograph("exceptions-dismissed")
  await merchant.click(merchant.button("Dismissed"))
  await merchant.click(merchant.page.getByRole("radio", { name: "Open", exact: true }))
  await merchant.page.keyboard.press("Escape")
  await merchant.sees("OWN-TEA")
  expect(new URL(merchant.page.url()).searchParams.get("open")).toBe('"true"')
  // The host's filter has a button without a name.
  await merchant.click(merchant.button("Clear all"))
  await merchant.sees("OWN-TEA")
})

it("asks what the headings of a file mean, and remembers the answer", async () => {
  const rows = (reference: string) => [
    "Filiale;Ware;Menge;Preis;Bemerkung;Kasse",
    `Utrecht;OWN-CARD;1;4,25;${reference};7`,
  ]
  merchant = await sitDown(browser)
  await merchant.goTo("/consignment/imports")
  await merchant.choose("Documents in the file", "Goods issues")
  await merchant.upload("kasse.csv", rows("Kasse 1"))
  await merchant.sees("What do the columns mean?")
  const meanings = {
    Filiale: "Stock location",
    Ware: "SKU",
    Menge: "Quantity",
    Preis: "Sale price",
    Bemerkung: "Reference",
  }
  for (const [heading, column] of Object.entries(meanings))
    await merchant.choose(`Column, ${heading}`, new RegExp(`^${column}$`))
  await merchant.photographTwice("imports-mapping")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("Continue"))
  await merchant.sees("Will be posted")

  // The same headings after a reload, in another file.
  await merchant.goTo("/consignment/imports")
  await merchant.choose("Documents in the file", "Goods issues")
  await merchant.upload("kasse-2.csv", rows("Kasse 2"))
  await merchant.sees("What do the columns mean?")
  for (const [heading, column] of Object.entries({ ...meanings, Kasse: "Leave out" })) {
    const chosen = merchant.page.getByRole("combobox", { name: `Column, ${heading}` })
    expect(await chosen.innerText()).toBe(column)
  }
  await merchant.click(merchant.button("Continue"))
  await merchant.sees("Will be posted")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("1 document is posted")
  const { goods_issues: issues } = await host.get("/admin/consignment/goods-issues", {
    q: "Kasse",
  })
  expect(issues).toMatchObject([
    { reference: "Kasse 2", lines: [{ sku: "OWN-CARD", quantity: "1", sale_price: "4.25" }] },
  ])

  // Headings with another meaning are asked for again.
  await merchant.upload("kasse-3.csv", ["Filiale;Ware;Menge;Notiz", "Utrecht;OWN-CARD;1;x"])
  await merchant.sees("What do the columns mean?")
  expect(await merchant.page.getByRole("combobox", { name: "Column, Ware" }).innerText()).toBe(
    "Leave out"
  )
})

it.each([
  { language: "en", theme: "dark" },
  { language: "nl", theme: "light" },
  { language: "pl", theme: "light" },
] as const)("lists what waits in $language, $theme", async (habits) => {
  merchant = await sitDown(browser, habits)
  await merchant.goTo(list)
  await merchant.sees("OWN-TEA")
  await merchant.photograph(`exceptions-${habits.language}-${habits.theme}`)
})
