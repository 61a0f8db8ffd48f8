import type { Browser } from "playwright-core"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import { enterShop } from "../helpers/shop-entrance"
import { tellStory } from "../helpers/story"

/**
 * A commission shop's month: a maker leaves pieces in the shop, gets a share of what they are sold for, and is paid. Each
 * chapter goes on where the one before ended, by what is on the screen.
 */
const months = [
  { width: 1440, sku: "RING-SILVER", place: "Studio", maker: "Atelier Zilver", code: "ZILVER" },
  { width: 390, sku: "RING-GOLD", place: "Gallery", maker: "Atelier Goud", code: "GOUD" },
]

describe.each(months)("at $width pixels", ({ width, sku, place, maker, code }) => {
  let browser: Browser
  let merchant: Merchant

  const { chapter, takesDocumentedClicks } = tellStory(
    "the commission shop's month",
    width,
    () => merchant
  )

  /** The shop sells a ring for 120.00, and holds makers' goods in a place of its own. */
  beforeAll(async () => {
    const host = await enterShop()
    const { stock_location: location } = (await host.post("/admin/stock-locations", {
      name: place,
    })) as { stock_location: { id: string } }
    await host.post("/admin/consignment/warehouses", {
      stock_location_id: location.id,
      name: place,
      direction: "inbound",
    })
    await host.post("/admin/products", {
      title: `Ring of ${maker}`,
      status: "published",
      options: [{ title: "Size", values: ["One"] }],
      variants: [
        {
          title: "One",
          sku,
          options: { Size: "One" },
          prices: [{ currency_code: "eur", amount: 120 }],
        },
      ],
    })
    browser = await openBrowser()
    merchant = await sitDown(browser, { width })
    await merchant.goTo("/consignment")
  }, 900_000)

  afterAll(() => browser?.close())

  chapter("agrees with a maker on a share of the sale", async () => {
    await merchant.goesBy("Partners")
    await merchant.click(merchant.link("Create"))
    await merchant.write("Name", maker)
    await merchant.write("Code", code)
    await merchant.click(merchant.button("Create"))
    await merchant.sees("Goods can only be received under an agreement.")
    await merchant.click(merchant.link("New agreement"))
    await merchant.choose("Price", "Share of the sale")
    await merchant.write("Your share in percent", "40")
    await merchant.click(merchant.button("Create"))
    await merchant.sees("Your share: 40 % of the price paid")
    await merchant.seesDialogClose()
  })

  chapter("lets unsold goods get cheaper with time", async () => {
    await merchant.click(merchant.link("New markdown schedule"))
    await merchant.click(merchant.button("Preview"))
    await merchant.sees("No goods of this agreement are in stock.")
    await merchant.photograph(`commission-1-markdown-${width}`)
    await merchant.click(merchant.button("Create"))
    await merchant.sees("−20 % after 30 days · −50 % after 60 days · back after 90 days")
    await merchant.seesDialogClose()
  })

  chapter("receives the goods, without a cost", async () => {
    await merchant.click(merchant.link("Receive goods"))
    await merchant.choose("Warehouse", new RegExp(place))
    await merchant.clickScanField()
    await merchant.scan(sku)
    await merchant.write(`Quantity, ${sku}`, "3")
    await merchant.click(merchant.button("Post"))
    await merchant.sees("The partner is not an owner of this item")
    await merchant.click(merchant.button("Mark as owner and post"))
    await merchant.sees("is posted")
    await merchant.photograph(`commission-2-receipt-${width}`)
    await merchant.seesDialogClose()
  })

  chapter("sells two at the till", async () => {
    await merchant.goesBy("Documents")
    await merchant.click(merchant.link("Issue goods"))
    await merchant.choose("Stock location", place)
    await merchant.clickScanField()
    await merchant.scan(sku)
    await merchant.write(`Quantity, ${sku}`, "2")
    await merchant.write(`Sale price, ${sku}`, "120")
    await merchant.click(merchant.button("Post"))
    await merchant.sees(`2 × Consigned, ${maker}`)
    await merchant.seesDialogClose()
  })

  chapter("settles the maker's share", async () => {
    await merchant.goesBy("Settlements")
    await merchant.click(merchant.link("Settle"))
    await merchant.choose("Partner", new RegExp(maker))
    await merchant.sees("€144.00")
    await merchant.photograph(`commission-3-preview-${width}`)
    await merchant.click(merchant.button("Close settlement"))
    await merchant.click(merchant.dialogButton("Close settlement"))
    await merchant.sees("Create invoice")
  })

  chapter("writes the maker's invoice", async () => {
    await merchant.click(merchant.link("Create invoice"))
    await merchant.write("Invoice number", `${code}-1`)
    await merchant.click(merchant.button("Create draft"))
    await merchant.sees("Quantity and price are saved when you leave the field.")
    await merchant.click(merchant.button("Post invoice"))
    await merchant.click(merchant.dialogButton("Post invoice"))
    await merchant.sees(`${code}-1 is posted`)
  })

  chapter("pays the maker", async () => {
    await merchant.goesBy("Invoices")
    await merchant.click(merchant.link("Pay suppliers"))
    await merchant.click(merchant.checkbox(`Choose invoice ${code}-1`))
    await merchant.click(merchant.button("Mark as paid"))
    await merchant.click(merchant.dialogButton("Mark as paid"))
    await merchant.sees("1 invoice is paid")
  })

  chapter("sees on the maker's page that nothing is owed", async () => {
    await merchant.goesBy("Partners")
    await merchant.click(merchant.link(maker))
    await merchant.sees("Account")
    await merchant.sees("1 unit · €59.50")
    const settlements = merchant.section("Settlements")
    await settlements.getByText("€144.00").first().waitFor()
    await settlements.getByText("Paid", { exact: true }).first().waitFor()
    await merchant.photograph(`commission-4-account-${width}`)
  })

  takesDocumentedClicks()
})
