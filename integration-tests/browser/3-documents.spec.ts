import type { Browser } from "playwright-core"
import { enterFilledShop } from "../helpers/filled-shop"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import type { ShopClient } from "../helpers/shop-entrance"

let browser: Browser
let merchant: Merchant
let shop: ShopClient

beforeAll(async () => {
  shop = await enterFilledShop()
  browser = await openBrowser()
}, 300_000)

beforeEach(async () => {
  // The story is told in the light.
  merchant = await sitDown(browser, { theme: "dark" })
})

afterEach(async () => {
  const complaints = await merchant.complaintsOf()
  await merchant.leave()
  expect(complaints).toEqual([])
})

afterAll(() => browser?.close())

it("shows the faults of an uploaded file before anything is posted, and receives what is left of it", async () => {
  await merchant.goTo("/consignment/goods-receipts")
  await merchant.click(merchant.link("Receive goods"))
  await merchant.choose("Partner", /Atelier Wilgenhof/)
  await merchant.choose("Warehouse", "Utrecht")
  await merchant.upload("receipt.csv", [
    "Unit cost;SKU;Quantity",
    "13,20;WILG-MUG;2",
    "2;NO-SUCH;1",
  ])
  await merchant.sees("1 SKU is unknown; see its line")
  await merchant.sees("Unknown item")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("1 line needs attention. Nothing was posted.")
  await merchant.photograph("upload-faults")
  expect(await merchant.complaintsOf()).toEqual([])

  await merchant.click(merchant.button("Remove, NO-SUCH"))
  await merchant.click(merchant.button("More about WILG-MUG"))
  await merchant.write("Batch", "KILN-7")
  await merchant.write("Serial numbers", "MUG-1\nMUG-2")
  await merchant.page.getByLabel("Expires").fill("2031-05-31")
  await merchant.photograph("line-details")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("More about WILG-MUG"))
  await merchant.sees("Batch KILN-7 · Expires 31 May 2031 · 2 serial numbers")
  await merchant.photograph("line-details-closed")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("is posted")
  await merchant.sees("MUG-1, MUG-2")
  await merchant.photograph("receipt-with-batch")
})

it("takes pasted rows, issues from a lot chosen by hand, and takes a part of it back", async () => {
  await merchant.goTo("/consignment/documents/internal-issues")
  await merchant.click(merchant.link("Issue internally"))
  await merchant.choose("Stock location", "Utrecht")
  await merchant.clickScanField()
  await merchant.paste(["WILG-BOWL\t2", "OWN-NOTE\t1"])
  await merchant.sees("2 lines added")
  await merchant.click(merchant.button("More about WILG-BOWL"))
  await merchant.click(merchant.page.getByRole("combobox", { name: "Lot" }))
  await merchant.sees("Atelier Wilgenhof")
  await merchant.photograph("lot-choice")
  await merchant.click(merchant.page.getByRole("option").first())
  await merchant.click(merchant.button("More about WILG-BOWL"))
  await merchant.sees("From one lot")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("2 × Consigned, Atelier Wilgenhof")
  await merchant.photograph("internal-issue")

  await merchant.click(merchant.link("Return goods"))
  await merchant.sees("At most 2")
  await merchant.write("Breakfast bowl", "3")
  await merchant.click(merchant.button("Return goods"))
  await merchant.sees("More than can be returned")
  await merchant.photograph("return-refused")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.write("Breakfast bowl", "1")
  await merchant.click(merchant.button("Return goods"))
  await merchant.sees("Internal issue return")
  await merchant.sees("1 × Consigned, Atelier Wilgenhof")
  await merchant.photograph("internal-issue-return")
})

it("reverses a part of an ownership transfer", async () => {
  await merchant.goTo("/consignment/documents/ownership-transfers")
  await merchant.click(merchant.link("Buy consigned goods"))
  await merchant.choose("Warehouse", "Utrecht")
  await merchant.clickScanField()
  await merchant.scan("SPAAN-BOARD")
  await merchant.write("Quantity, SPAAN-BOARD", "3")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("is posted")
  await merchant.click(merchant.link("Reverse in part"))
  await merchant.sees("At most 3")
  await merchant.write("Oak serving board", "1")
  await merchant.photograph("reverse-part")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("Reverse"))
  await merchant.sees("Partly reversed")
  await merchant.click(merchant.link("Reverse in part"))
  await merchant.sees("At most 2")
  await merchant.click(merchant.button("Cancel"))
  await merchant.photograph("partly-reversed")
})

it("credits some pieces of a posted invoice", async () => {
  await postInvoice("WILG-2026-9")
  await merchant.goTo("/consignment/invoices")
  await merchant.click(merchant.page.getByText("WILG-2026-9"))
  await merchant.click(merchant.link("Credit"))
  await merchant.sees("Credits WILG-2026-9")
  await merchant.write("Speckled mug", "1")
  await merchant.write("Breakfast bowl", "0")
  await merchant.write("Tall river vase", "0")
  await merchant.write("Invoice number", "WILG-2026-9-C")
  await merchant.photograph("credit-note-form")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("Credit"))
  await merchant.sees("Show the credited invoice")
  await merchant.sees("€13.20")
  await merchant.photograph("credit-note")
})

it("imports a file of sales once its faults are corrected", async () => {
  await merchant.goTo("/consignment/documents")
  await merchant.click(merchant.link("Import CSV"))
  await merchant.choose("Documents in the file", "Goods issues")
  const header = "stock_location,sku,quantity,sale_price,reference"
  await merchant.upload("sales.csv", [
    header,
    "Utrecht,OWN-CARD,2,4.25,Z-1",
    "Utrecht,NO-SUCH,1,1,Z-1",
  ])
  await merchant.sees("1 error")
  await merchant.sees("Unknown item")
  await merchant.photograph("import-faults")
  expect(await merchant.complaintsOf()).toEqual([])
  expect(await merchant.button("Post").isEnabled()).toBe(false)

  await merchant.upload("sales.csv", [
    header,
    "Utrecht,OWN-CARD,2,4.25,Z-1",
    "Ghent,OWN-CARD,1,4.25,Z-2",
  ])
  await merchant.sees("Will be posted")
  await merchant.photograph("import-checked")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("2 documents are posted")
  await merchant.sees("Posted now")
  await merchant.photograph("import-posted")
})

/** Of the demo's one settlement. */
const postInvoice = async (number: string): Promise<void> => {
  const path = "/admin/consignment"
  const { settlements } = await shop.get(`${path}/settlements`)
  const { contractors } = await shop.get(`${path}/contractors`, { q: "WILG" })
  const [{ id: contractor_id } = { id: "" }] = contractors as { id: string }[]
  const settlement_ids = (settlements as { id: string; contractor_id: string }[])
    .filter((settlement) => settlement.contractor_id === contractor_id)
    .map(({ id }) => id)
  const body = { contractor_id, settlement_ids, kind: "supplier", number }
  const { invoice } = await shop.post(`${path}/invoices`, body)
  await shop.post(`${path}/invoices/${(invoice as { id: string }).id}/post`)
}
