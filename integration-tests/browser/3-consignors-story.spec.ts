import type { Browser } from "playwright-core"
import resources from "../../src/admin/i18n"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import { enterShop } from "../helpers/shop-entrance"

/**
 * The same merchant with goods in a customer's shop: from setting it up to the goods that come home. Each chapter goes on
 * where the one before ended, by what is on the screen.
 */
let browser: Browser
let merchant: Merchant

const pages: Record<string, string> = {}
let widget = ""
const clicks: Record<string, number> = {}
/** Of a page of the host only the section of ours is looked at. */
const chapter = (title: string, tell: () => Promise<void>, section?: string) =>
  it(title, async () => {
    const before = merchant.clicks
    await tell()
    clicks[title] = merchant.clicks - before
    const complaints = section
      ? await merchant.complaintsOfSection(section)
      : await merchant.complaintsOf()
    expect(complaints).toEqual([])
  })

/** A page to look at again in every language. */
const remember = (name: string): void => {
  pages[name] = merchant.address()
}

const shop = "Galerie Noord"

const openShop = async (): Promise<void> => {
  await merchant.click(merchant.menu("Customers' shops"))
  await merchant.sees("Where customers hold your goods")
  await merchant.click(merchant.page.getByRole("cell", { name: shop }).first())
  await merchant.sees("Consigned stock")
}

const DAYS_AGO = 120
const DAY = 24 * 60 * 60 * 1000

/** Beyond the 90 days that were agreed. */
const deliversLongAgo = async (): Promise<void> => {
  const host = await enterShop()
  const idOf = async (path: string, query: object): Promise<string> => {
    const answer = await host.get(path, { ...query, fields: "id" })
    const [rows] = Object.values(answer).filter(Array.isArray)
    return (rows as { id: string }[])[0]?.id ?? ""
  }
  await host.post("/admin/consignment/deliveries", {
    warehouse_id: await idOf("/admin/consignment/warehouses", { name: shop }),
    from_stock_location_id: await idOf("/admin/stock-locations", { name: "Ghent" }),
    effective_at: new Date(Date.now() - DAYS_AGO * DAY).toISOString(),
    lines: [{ sku: "OWN-NOTE", quantity: "2", unit_price: "7.00" }],
  })
}

beforeAll(async () => {
  const host = await enterShop()
  const { customer } = await host.post("/admin/customers", {
    company_name: shop,
    email: "galerie@example.com",
  })
  await host.post(`/admin/customers/${(customer as { id: string }).id}/addresses`, {
    address_1: "Kade 1",
    postal_code: "3511 AB",
    city: "Utrecht",
    country_code: "nl",
    is_default_shipping: true,
  })
  browser = await openBrowser()
  merchant = await sitDown(browser)
  await merchant.goTo("/")
})

afterAll(async () => {
  const sum = Object.values(clicks).reduce((total, count) => total + count, 0)
  const rows = Object.entries(clicks).map(([title, count]) => `  ${count}  ${title}`)
  process.stdout.write(`\nClicks of the consignor's story: ${sum}\n${rows.join("\n")}\n`)
  await browser?.close()
})

chapter("sets up a customer's shop in one step", async () => {
  await merchant.click(merchant.menu("Consignment"))
  await merchant.click(merchant.menu("Customers' shops"))
  remember("shops")
  await merchant.click(merchant.link("Set up a customer's shop"))
  await merchant.choose("Customer", shop)
  await merchant.reads("Name of the shop", shop)
  await merchant.reads("Code", "GALERIE-NOORD")
  await merchant.count("Return within days", "90")
  await merchant.photograph("consignor-1-set-up")
  await merchant.click(merchant.button("Create"))
  await merchant.sees("It appears with the first delivery.")
  await merchant.sees("The partner holds your goods")
  await merchant.click(merchant.link(shop).last())
  await merchant.sees("Unsold goods back within 90 days")
  remember("customer")
  await merchant.photograph("consignor-2-customer")
})

chapter("is told of goods past their term, and of a customer who reports nothing", async () => {
  await deliversLongAgo()
  await merchant.goTo("/")
  await merchant.click(merchant.menu("Consignment"))
  await merchant.sees(`Pick up unsold goods from ${shop}`)
  await merchant.sees(`${shop} has not reported sales`)
  remember("overview")
  await merchant.photograph("consignor-worklist")
})

chapter("writes a pick list, changes what was picked and posts it", async () => {
  await openShop()
  await merchant.click(merchant.link("Deliver goods"))
  await merchant.scan("OWN-CARD")
  await merchant.scan("OWN-TEA")
  await merchant.choose("From stock location", "Ghent")
  await merchant.write("Quantity, OWN-CARD", "30")
  await merchant.write("Unit price, OWN-CARD", "2,50")
  await merchant.write("Quantity, OWN-TEA", "8")
  await merchant.write("Unit price, OWN-TEA", "6")
  await merchant.photograph("consignor-3-deliver")
  await merchant.click(merchant.button("Save as pick list"))
  await merchant.sees("Nothing moves until it is posted.")
  await merchant.photograph("consignor-4-pick-list")
  await merchant.click(merchant.link("Edit picked quantities"))
  await merchant.write("Quantity, OWN-TEA", "6")
  await merchant.click(merchant.button("Save"))
  await merchant.sees("Pick list saved")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("is posted")
  await merchant.sees("€2.50")
})

chapter("takes the consignment note along", async () => {
  const download = merchant.page.waitForEvent("download")
  await merchant.click(merchant.button("Consignment note"))
  await merchant.click(merchant.page.getByRole("menuitem", { name: "PDF" }))
  expect((await download).suggestedFilename()).toMatch(/\.pdf$/)
})

chapter("hears that two pieces did not arrive", async () => {
  await merchant.click(merchant.link("Record arrival"))
  await merchant.write("Letterpress card", "28")
  await merchant.photograph("consignor-5-arrival")
  await merchant.click(merchant.button("Save"))
  await merchant.seesDialogClose()
  await merchant.sees("missing")
  remember("delivery")
  await merchant.photograph("consignor-6-difference")
})

chapter("puts back the two that never left, and the difference is gone", async () => {
  await merchant.click(merchant.link("It never left"))
  await merchant.reads("Taken back, OWN-CARD", "2")
  await merchant.photograph("consignor-7-explain")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("is posted")
  await merchant.goTo(pages.delivery ?? "")
  await merchant.sees("Nothing is missing.")
})

chapter(
  "sees the stock at the customer",
  async () => {
    await merchant.click(merchant.menu("Customers"))
    await merchant.click(merchant.page.getByText("galerie@example.com"))
    await merchant.sees("Consigned goods")
    await merchant.sees("Evening herb tea")
    widget = merchant.address()
    await merchant.photograph("consignor-8-widget")
  },
  "Consigned goods"
)

chapter("makes a sales invoice of what the customer has sold", async () => {
  await merchant.click(merchant.link("Report sales"))
  await merchant.write("Sold, OWN-CARD", "12")
  await merchant.write("Sold, OWN-TEA", "1")
  await merchant.photograph("consignor-9-sold")
  await merchant.click(merchant.button("Post and invoice"))
  await merchant.click(merchant.dialogButton("Post and invoice"))
  await merchant.sees("Sales invoice")
  await merchant.sees("€36.00")
  await merchant.photograph("consignor-10-draft")
  await merchant.click(merchant.button("Post invoice"))
  await merchant.click(merchant.dialogButton("Post invoice"))
  await merchant.sees("is posted")
  await merchant.sees("Show the order")
  remember("invoice")
  await merchant.photograph("consignor-11-invoice")
})

chapter("hears that a customer brought a sold card back", async () => {
  await merchant.click(merchant.menu("Documents"))
  await merchant.click(merchant.link("Reported sales"))
  await merchant.click(merchant.page.getByRole("cell", { name: shop }).first())
  await merchant.click(merchant.link("Return goods"))
  await merchant.write("Letterpress card", "1")
  await merchant.click(merchant.button("Return goods"))
  await merchant.sees("Reported sale return")
  remember("return")
})

chapter("traces a card from its delivery to its invoice", async () => {
  await openShop()
  await merchant.click(merchant.page.getByRole("cell", { name: "Letterpress card" }).first())
  await merchant.sees("Each line of a receipt is a lot")
  await merchant.click(merchant.page.getByRole("cell", { name: "Letterpress card" }).first())
  await merchant.sees("History of this lot")
  for (const paper of ["Delivery", "Reported sale", "Take-back", "Sales invoice"]) {
    await merchant.sees(paper)
  }
  await merchant.photograph("consignor-13-trace")
})

chapter("takes home what is not sold", async () => {
  await openShop()
  remember("shop")
  await merchant.click(merchant.link("Take goods back"))
  await merchant.choose("To stock location", "Ghent")
  await merchant.write("Taken back, OWN-CARD", "6")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("is posted")
  remember("take-back")
  await merchant.photograph("consignor-12-home")
})

chapter("finds how long goods have been in stock", async () => {
  await merchant.click(merchant.menu("Ageing"))
  await merchant.sees(shop)
  remember("ageing")
  await merchant.photograph("consignor-14-ageing")
})

it.each([
  { language: "nl", theme: "light" },
  { language: "pl", theme: "dark" },
] as const)(
  "shows the same pages in $language, $theme",
  async (habits) => {
    const { language } = habits
    const { title } = resources[language].consignment.customer
    const reader = await sitDown(browser, habits)
    const complaints: string[] = []
    for (const [name, address] of Object.entries(pages)) {
      await reader.goTo(address)
      await reader.photograph(`consignor-${name}-${language}`)
      complaints.push(...(await reader.complaintsOf()).map((found) => `${name}: ${found}`))
    }
    await reader.goTo(widget)
    await reader.photographSection(title, `consignor-widget-${language}`)
    complaints.push(...(await reader.complaintsOfSection(title)))
    await reader.leave()
    expect(complaints).toEqual([])
  },
  900_000
)
