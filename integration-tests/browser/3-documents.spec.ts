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
}, 900_000)

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
  await merchant.writeDay("Expires", "31052031")
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
  await merchant.click(merchant.link("Take for own use"))
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
  await merchant.sees("Return from own use")
  await merchant.sees("1 × Consigned, Atelier Wilgenhof")
  await merchant.photograph("internal-issue-return")
})

it("names the units that leave and come back", async () => {
  const path = "/admin/consignment"
  const { contractors } = await shop.get(`${path}/contractors`, { code: "WILG" })
  const { warehouses } = await shop.get(`${path}/warehouses`, { limit: 100 })
  const [maker] = contractors as { id: string }[]
  const utrecht = (warehouses as { id: string; name: string }[]).find(
    ({ name }) => name === "Utrecht"
  )
  await shop.post(`${path}/goods-receipts`, {
    contractor_id: maker?.id,
    warehouse_id: utrecht?.id,
    lines: [
      { sku: "WILG-BOWL", quantity: "3", unit_cost: "9.00", serial_numbers: ["B-1", "B-2", "B-3"] },
    ],
  })
  await merchant.goTo("/consignment/documents/internal-issues")
  await merchant.click(merchant.link("Take for own use"))
  await merchant.choose("Stock location", "Utrecht")
  await merchant.clickScanField()
  await merchant.scan("WILG-BOWL")
  await merchant.write("Quantity, WILG-BOWL", "2")
  await merchant.click(merchant.button("More about WILG-BOWL"))
  await merchant.write("Serial numbers", "B-1")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("Name one serial number for each unit")
  await merchant.write("Serial numbers", "B-1\nB-9")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("A unit with this serial number is not where these units come from: B-9")
  await merchant.photographTwice("serial-elsewhere")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.write("Serial numbers", "B-1\nB-3")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("is posted")
  await merchant.sees("B-1, B-3")

  await merchant.click(merchant.link("Return goods"))
  await merchant.sees("At most 2")
  await merchant.write("Breakfast bowl", "1")
  await merchant.write("Serial numbers, Breakfast bowl", "B-2")
  await merchant.click(merchant.button("Return goods"))
  await merchant.sees("A unit with this serial number is not where these units come from: B-2")
  await merchant.photograph("serial-not-returnable")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.write("Serial numbers, Breakfast bowl", "B-3")
  await merchant.click(merchant.button("Return goods"))
  await merchant.sees("Return from own use")
  await merchant.sees("B-3")
  const { serial_numbers: units } = await shop.get(`${path}/serial-numbers`, { serial: "B-3" })
  expect(units).toMatchObject([{ state: "in_lot" }])
})

it("names the units of an order after they have left", async () => {
  const { orders } = await shop.get("/admin/orders", { limit: 100, fields: "id,metadata" })
  const order = (orders as { id: string; metadata?: { demo_order?: string } }[]).find(
    ({ metadata }) => metadata?.demo_order === "web-3"
  )
  await merchant.goTo(`/orders/${order?.id}`)
  await merchant.click(merchant.button("Add serial numbers"))
  await merchant.sees("Name the units that have left.")
  await merchant.page
    .getByRole("dialog")
    .getByRole("textbox")
    .first()
    .fill("T-1\nT-2\nT-3\nT-4\nT-5")
  await merchant.sees("5 of ")
  await merchant.click(merchant.button("Save"))
  await merchant.sees("Name one serial number for each unit")
  await merchant.photograph("order-serials")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.goTo("/consignment")
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
  await merchant.click(merchant.link("Import a file"))
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

it("sends a settlement right after it was closed, with words of one's own", async () => {
  const { contractors } = (await shop.get("/admin/consignment/contractors", { code: "VUUR" })) as {
    contractors: { id: string; email: string }[]
  }
  const [{ id, email }] = contractors as [{ id: string; email: string }]
  await merchant.goTo(`/consignment/settlements/create?contractor_id=${id}`)
  await merchant.click(merchant.button("Close and send"))
  await merchant.click(merchant.dialogButton("Close and send"))
  await merchant.sees("The paper goes as PDF by e-mail")
  await merchant.reads("To", email)
  await merchant.photograph("letter")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.write("Subject", "What we sold of yours")
  await merchant.click(merchant.button("Send"))
  await merchant.sees(`Sent to ${email}`)
  await merchant.seesDialogClose()
  await merchant.sees("Send again")
  await merchant.photograph("letter-sent")
  const settlementId = merchant.address().split("/").at(-1) ?? ""
  const { sent } = await shop.get(`/admin/consignment/settlements/${settlementId}/send`)
  expect(sent).toMatchObject([{ to: [email], subject: "What we sold of yours" }])
})

it("shows what would be sent from a store that cannot send e-mails", async () => {
  const path = /\/admin\/consignment\/goods-receipts\/[^/]+\/send/
  await merchant.page.route(path, async (asked) => {
    const answer = await asked.fetch()
    const preview = (await answer.json()) as object
    await asked.fulfill({ json: { ...preview, can_send: false } })
  })
  const { goods_receipts: receipts } = (await shop.get("/admin/consignment/goods-receipts", {
    limit: 1,
  })) as { goods_receipts: { id: string }[] }
  await merchant.goTo(`/consignment/goods-receipts/${receipts[0]?.id}`)
  await merchant.click(merchant.link("Send to partner"))
  await merchant.sees("This store can't send e-mails")
  expect(await merchant.button("Send").isDisabled()).toBe(true)
  await merchant.photograph("letter-without-provider")
})
