import type { Browser } from "playwright-core"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import { enterShop } from "../helpers/shop-entrance"
import { tellStory } from "../helpers/story"

/**
 * A merchant's month: from an empty shop to a paid invoice, by what is on the screen, and then on the phone with another
 * supplier in another place.
 */
const months = [
  { width: 1440, isFirst: true, place: "Utrecht", partner: "Pottery Kleihoek", code: "KLEI" },
  { width: 390, isFirst: false, place: "Zeist", partner: "Pottery Leemkuil", code: "LEEM" },
]

const OWN_TEA = 45

/** A place with as many own pieces as the first one has. */
const openPlace = async (name: string): Promise<void> => {
  const shop = await enterShop()
  const { stock_location: place } = await shop.post("/admin/stock-locations", { name })
  const { inventory_items: items } = await shop.get("/admin/inventory-items", { sku: "OWN-TEA" })
  const [item] = items as { id: string }[]
  await shop.post(`/admin/inventory-items/${item?.id}/location-levels`, {
    location_id: (place as { id: string }).id,
    stocked_quantity: OWN_TEA,
  })
}

describe.each(months)("at $width pixels", ({ width, isFirst, place, partner, code }) => {
  let browser: Browser
  let merchant: Merchant

  const suffix = isFirst ? "" : `-${width}`
  const invoice = `${code}-2026-1`
  const { chapter, takesDocumentedClicks } = tellStory(
    "the merchant's month",
    width,
    () => merchant
  )

  beforeAll(async () => {
    if (!isFirst) await openPlace(place)
    browser = await openBrowser()
    merchant = await sitDown(browser, { width })
    await merchant.goTo(isFirst ? "/" : "/consignment")
  })

  afterAll(() => browser?.close())

  chapter("marks a stock location as consignment warehouse", async () => {
    if (isFirst) {
      await merchant.goesBy("Consignment")
      await merchant.sees("Get started")
      await merchant.photograph(`story-0-start${suffix}`)
      await merchant.click(merchant.link("Mark a warehouse"))
    } else {
      await merchant.goesBy("Warehouses")
      await merchant.click(merchant.link("Create"))
    }
    await merchant.choose("Stock location", place)
    await merchant.click(merchant.button("Create"))
    await merchant.sees("Consigned stock")
    await merchant.photograph(`story-1-warehouse${suffix}`)
  })

  chapter("takes on a contractor with an agreement", async () => {
    await merchant.goesBy(isFirst ? "Consignment" : "Partners")
    await merchant.click(merchant.link(isFirst ? "Add a partner" : "Create"))
    await merchant.write("Name", partner)
    await merchant.write("Code", code)
    await merchant.click(merchant.button("Create"))
    await merchant.sees("Goods can only be received under an agreement.")
    await merchant.click(merchant.link("New agreement"))
    await merchant.click(merchant.button("Create"))
    await merchant.sees("Settled every month")
    await merchant.seesDialogClose()
    await merchant.photograph(`story-2-contractor${suffix}`)
  })

  chapter("is told whose items are not marked, marks them and receives the goods", async () => {
    await merchant.click(merchant.link("Receive goods"))
    if (!isFirst) {
      await merchant.choose("Warehouse", new RegExp(place))
      await merchant.clickScanField()
    }
    await merchant.scan("OWN-TEA")
    await merchant.scan("OWN-TEA")
    await merchant.scan("OWN-TOTE")
    await merchant.write("Quantity, OWN-TEA", "12")
    await merchant.write("Unit cost, OWN-TEA", "4,25")
    await merchant.write("Quantity, OWN-TOTE", "5")
    await merchant.write("Unit cost, OWN-TOTE", "6.10")
    await merchant.click(merchant.button("Post"))
    await merchant.sees("The partner is not an owner of this item")
    await merchant.photograph(`story-3-guard${suffix}`)
    await merchant.click(merchant.button("Mark as owner and post"))
    await merchant.sees("is posted")
    await merchant.sees("€4.25")
    await merchant.photograph(`story-4-receipt${suffix}`)
  })

  chapter("sells more than the own pieces", async () => {
    await merchant.goesBy("Documents")
    await merchant.click(merchant.link("Issue goods"))
    await merchant.choose("Stock location", place)
    await merchant.clickScanField()
    await merchant.scan("OWN-TEA")
    await merchant.scan("OWN-TOTE")
    await merchant.write("Quantity, OWN-TEA", "50")
    await merchant.write("Quantity, OWN-TOTE", "2")
    await merchant.click(merchant.button("Post"))
    await merchant.sees(`5 × Consigned, ${partner}`)
    await merchant.photograph(`story-5-issue${suffix}`)
  })

  chapter("settles what was sold", async () => {
    await merchant.goesBy("Settlements")
    await merchant.click(merchant.link("Settle"))
    await merchant.choose("Partner", new RegExp(partner))
    await merchant.sees("Stock statement")
    await merchant.photograph(`story-6-preview${suffix}`)
    await merchant.click(merchant.button("Close settlement"))
    await merchant.sees("Close this settlement?")
    await merchant.photograph(`story-7-close${suffix}`)
    await merchant.click(merchant.dialogButton("Close settlement"))
    await merchant.sees("Create invoice")
    await merchant.photograph(`story-8-settlement${suffix}`)
  })

  chapter("invoices it and posts the invoice", async () => {
    await merchant.click(merchant.link("Create invoice"))
    await merchant.write("Invoice number", invoice)
    await merchant.click(merchant.button("Create draft"))
    await merchant.sees("Quantity and price are saved when you leave the field.")
    await merchant.photograph(`story-9-draft${suffix}`)
    await merchant.click(merchant.button("Post invoice"))
    await merchant.click(merchant.dialogButton("Post invoice"))
    await merchant.sees(`${invoice} is posted`)
    await merchant.photograph(`story-10-invoice${suffix}`)
  })

  chapter("pays the supplier", async () => {
    await merchant.goesBy("Invoices")
    await merchant.click(merchant.link("Pay suppliers"))
    await merchant.sees("No invoices chosen")
    await merchant.click(merchant.checkbox(`Choose invoice ${invoice}`))
    await merchant.sees("1 invoice · €")
    await merchant.photograph(`story-11-payout${suffix}`)
    await merchant.click(merchant.button("Mark as paid"))
    await merchant.click(merchant.dialogButton("Mark as paid"))
    await merchant.sees("1 invoice is paid")
    await merchant.sees("Nothing to pay")
  })

  takesDocumentedClicks()
})
