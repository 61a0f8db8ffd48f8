import fs from "node:fs"
import path from "node:path"
import type { Browser } from "playwright-core"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"

/**
 * One merchant, one morning: from an empty shop to a posted invoice, by what is on the screen. Each chapter goes on where
 * the one before ended.
 */
let browser: Browser
let merchant: Merchant

const clicks: Record<string, number> = {}
const chapter = (title: string, tell: () => Promise<void>) =>
  it(title, async () => {
    const before = merchant.clicks
    await tell()
    clicks[title] = merchant.clicks - before
    expect(await merchant.complaintsOf()).toEqual([])
  })

beforeAll(async () => {
  browser = await openBrowser()
  merchant = await sitDown(browser)
  await merchant.goTo("/")
})

afterAll(async () => {
  const sum = Object.values(clicks).reduce((total, count) => total + count, 0)
  const rows = Object.entries(clicks).map(([title, count]) => `  ${count}  ${title}`)
  process.stdout.write(`\nClicks of the merchant's story: ${sum}\n${rows.join("\n")}\n`)
  await browser?.close()
})

chapter("marks a stock location as consignment warehouse", async () => {
  await merchant.click(merchant.menu("Consignment"))
  await merchant.sees("Get started")
  await merchant.photograph("story-0-start")
  await merchant.click(merchant.link("Mark a warehouse"))
  await merchant.choose("Stock location", "Utrecht")
  await merchant.click(merchant.button("Create"))
  await merchant.sees("Consigned stock")
  await merchant.photograph("story-1-warehouse")
})

chapter("takes on a contractor with an agreement", async () => {
  await merchant.click(merchant.menu("Consignment"))
  await merchant.click(merchant.link("Add a partner"))
  await merchant.write("Name", "Pottery Kleihoek")
  await merchant.write("Code", "KLEI")
  await merchant.click(merchant.button("Create"))
  await merchant.sees("Goods can only be received under an agreement.")
  await merchant.click(merchant.link("New agreement"))
  await merchant.click(merchant.button("Create"))
  await merchant.sees("Settled every month")
  await merchant.photograph("story-2-contractor")
})

chapter("is told whose items are not marked, marks them and receives the goods", async () => {
  await merchant.click(merchant.link("Receive goods"))
  await merchant.scan("OWN-TEA")
  await merchant.scan("OWN-TEA")
  await merchant.scan("OWN-TOTE")
  await merchant.write("Quantity, OWN-TEA", "12")
  await merchant.write("Unit cost, OWN-TEA", "4,25")
  await merchant.write("Quantity, OWN-TOTE", "5")
  await merchant.write("Unit cost, OWN-TOTE", "6.10")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("The partner is not an owner of this item")
  await merchant.photograph("story-3-guard")
  await merchant.click(merchant.button("Mark as owner and post"))
  await merchant.sees("is posted")
  await merchant.sees("€4.25")
  await merchant.photograph("story-4-receipt")
})

chapter("sells more than the own pieces", async () => {
  await merchant.click(merchant.menu("Documents"))
  await merchant.click(merchant.link("Issue goods"))
  await merchant.choose("Stock location", "Utrecht")
  await merchant.clickScanField()
  await merchant.scan("OWN-TEA")
  await merchant.scan("OWN-TOTE")
  await merchant.write("Quantity, OWN-TEA", "50")
  await merchant.write("Quantity, OWN-TOTE", "2")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("5 × Consigned, Pottery Kleihoek")
  await merchant.photograph("story-5-issue")
})

chapter("settles what was sold", async () => {
  await merchant.click(merchant.menu("Settlements"))
  await merchant.click(merchant.link("Settle"))
  await merchant.choose("Partner", /Pottery Kleihoek/)
  await merchant.sees("Stock statement")
  await merchant.photograph("story-6-preview")
  await merchant.click(merchant.button("Close settlement"))
  await merchant.sees("Close this settlement?")
  await merchant.photograph("story-7-close")
  await merchant.click(merchant.dialogButton("Close settlement"))
  await merchant.sees("Create invoice")
  await merchant.photograph("story-8-settlement")
})

chapter("invoices it and posts the invoice", async () => {
  await merchant.click(merchant.link("Create invoice"))
  await merchant.write("Invoice number", "KLEI-2026-1")
  await merchant.click(merchant.button("Create draft"))
  await merchant.sees("Quantity and price are saved when you leave the field.")
  await merchant.photograph("story-9-draft")
  await merchant.click(merchant.button("Post invoice"))
  await merchant.click(merchant.dialogButton("Post invoice"))
  await merchant.sees("KLEI-2026-1 is posted")
  await merchant.photograph("story-10-invoice")
})

it("takes the clicks that the documentation counts", () => {
  const file = path.resolve(__dirname, "../../docs/architecture.md")
  const rows = fs.readFileSync(file, "utf8").matchAll(/^\| (.+?) +\| +(\d+) \|$/gm)
  const counted = new Map([...rows].map(([, title, count]) => [title, Number(count)]))
  expect(Object.keys(clicks).map((title) => [title, counted.get(title)])).toEqual(
    Object.entries(clicks)
  )
})
