import type { Browser } from "playwright-core"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import { enterShop, type ShopClient } from "../helpers/shop-entrance"

/** A gallery whose goods we sell, and that sells ours: what was agreed with it, and what it says of a delivery. */
let browser: Browser
let merchant: Merchant
let host: ShopClient
let gallery: string
let shop: string
let depot: string

const ours = "/admin/consignment"

interface Row {
  id: string
}

const create = async (path: string, body: object): Promise<string> => {
  const [made] = Object.values(await host.post(path, body)) as Row[]
  return made?.id ?? ""
}

/** Five cards of a depot go to the gallery's shop. */
const deliver = async (status: "draft" | "posted"): Promise<string> =>
  await create(`${ours}/deliveries`, {
    warehouse_id: shop,
    from_stock_location_id: depot,
    status,
    lines: [{ sku: "OWN-CARD", quantity: "5", unit_price: "2.75" }],
  })

const agreements = async (direction: string) =>
  (await host.get(`${ours}/agreements`, { contractor_id: gallery, direction })).agreements

beforeAll(async () => {
  host = await enterShop()
  const name = "Galerie Noord"
  gallery = await create(`${ours}/contractors`, { code: "NOORD", name })
  depot = await create("/admin/stock-locations", { name: "Attic" })
  const stock_location_id = await create("/admin/stock-locations", { name })
  const place = { stock_location_id, name, contractor_id: gallery, direction: "outbound" }
  shop = await create(`${ours}/warehouses`, place)
  const { inventory_items: items } = await host.get("/admin/inventory-items", { sku: "OWN-CARD" })
  const [card] = items as Row[]
  const level = { location_id: depot, stocked_quantity: 20 }
  await host.post(`/admin/inventory-items/${card?.id}/location-levels`, level)
  browser = await openBrowser()
  merchant = await sitDown(browser)
}, 900_000)

afterAll(() => browser?.close())

const chapter = (title: string, tell: () => Promise<void>) =>
  it(title, async () => {
    await tell()
    expect(await merchant.complaintsOf()).toEqual([])
  })

chapter("agrees on a share of what is sold", async () => {
  await merchant.goTo(`/consignment/contractors/${gallery}/create-agreement`)
  await merchant.choose("Price", "Share of the sale")
  await merchant.write("Your share in percent", "37,5")
  await merchant.photograph("terms-commission")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("Create"))
  await merchant.sees("Agreement created")
  await merchant.seesDialogClose()
  expect(await agreements("inbound")).toMatchObject([
    { price_basis: "commission", commission_percent: "37.5" },
  ])
})

chapter("agrees on shares by price, of the price before discounts", async () => {
  const [agreement] = (await agreements("inbound")) as Row[]
  await merchant.goTo(`/consignment/contractors/${gallery}/edit-agreement/${agreement?.id}`)
  await merchant.choose("Shares", "Shares by price")
  await merchant.write("Your share in percent, tier 1", "10")
  await merchant.click(merchant.button("Add tier"))
  await merchant.write("Price above, tier 2", "50")
  await merchant.write("Your share in percent, tier 2", "15")
  await merchant.choose("Counted on", "the price before discounts")
  await merchant.photograph("terms-commission-tiers")
  await merchant.click(merchant.button("Save"))
  await merchant.sees("Agreement saved")
  await merchant.seesDialogClose()
  await merchant.sees("Your share: 10 % to €50.00, 15 % above €50.00 of the price before discounts")
  expect(await agreements("inbound")).toMatchObject([
    {
      commission_percent: null,
      commission_tiers: [
        { from_price: "0", percent: "10" },
        { from_price: "50", percent: "15" },
      ],
      commission_base: "list",
    },
  ])
})

chapter("agrees on a fee for unsold goods that go back, in percent and then per unit", async () => {
  const [agreement] = (await agreements("inbound")) as Row[]
  const edit = () =>
    merchant.goTo(`/consignment/contractors/${gallery}/edit-agreement/${agreement?.id}`)
  await edit()
  await merchant.choose("Return fee", "Percent of the cost")
  await merchant.write("Fee in percent of the cost", "5")
  await merchant.photograph("terms-return-fee")
  await merchant.click(merchant.button("Save"))
  await merchant.seesDialogClose()
  await merchant.sees("Return fee: 5 % of the cost")
  expect(await agreements("inbound")).toMatchObject([
    { return_fee: { basis: "percent_of_cost", value: "5" } },
  ])
  await edit()
  await merchant.choose("Return fee", "Amount per unit")
  await merchant.click(merchant.button("Save"))
  // Without an amount the form stays open.
  await merchant.write("Fee per unit", "1,50")
  await merchant.click(merchant.button("Save"))
  await merchant.seesDialogClose()
  await merchant.sees("Return fee: €1.50 per unit")
  expect(await agreements("inbound")).toMatchObject([
    { return_fee: { basis: "per_unit", value: "1.5" } },
  ])
  await edit()
  await merchant.choose("Return fee", "No fee")
  await merchant.click(merchant.button("Save"))
  await merchant.seesDialogClose()
  expect(await agreements("inbound")).toMatchObject([{ return_fee: null }])
})

chapter("agrees on the supplier's price list, and reads it from a workbook", async () => {
  const [agreement] = (await agreements("inbound")) as Row[]
  await merchant.goTo(`/consignment/contractors/${gallery}/edit-agreement/${agreement?.id}`)
  await merchant.choose("Price", "Supplier's price list on the day of the sale")
  await merchant.click(merchant.button("Save"))
  await merchant.sees("Agreement saved")
  await merchant.seesDialogClose()
  expect(await agreements("inbound")).toMatchObject([
    { price_basis: "price_list", commission_percent: null, commission_tiers: null },
  ])
  const prices = async () =>
    (await host.get(`${ours}/contractors/${gallery}/prices`, { order: "valid_from" })).prices
  await merchant.sees("No prices yet.")
  await merchant.uploadWorkbook("prices.xlsx", [
    ["sku", "unit_price", "valid_from"],
    ["OWN-CARD", 1.25, "2026-03-01"],
    ["NO-CARD", 2, "soon"],
    ["NO-CARD", 2, "2026-03-01"],
  ])
  await merchant.sees("Enter a date")
  await merchant.photograph("terms-price-list-faults")
  expect(await prices()).toEqual([])
  await merchant.uploadWorkbook("prices.xlsx", [
    ["SKU", "Unit price", "Valid from"],
    ["OWN-CARD", 1.25, "2026-03-01"],
    ["OWN-CARD", 1.5, "2026-03-10"],
  ])
  await merchant.sees("2 prices imported")
  await merchant.sees("€1.50")
  await merchant.photograph("terms-price-list")
  expect(await prices()).toMatchObject([
    { sku: "OWN-CARD", unit_price: "1.25", valid_from: "2026-03-01", currency_code: "EUR" },
    { sku: "OWN-CARD", unit_price: "1.5", valid_from: "2026-03-10", currency_code: "EUR" },
  ])
  await merchant.goTo(`/consignment/contractors/${gallery}/add-prices`)
  await merchant.photograph("terms-add-prices")
})

chapter("agrees on deliveries, for which there is no such share", async () => {
  await merchant.goTo(`/consignment/contractors/${gallery}/create-agreement`)
  await merchant.choose("Price", "Share of the sale")
  await merchant.write("Your share in percent", "40")
  await merchant.choose("Direction", "Our goods at customers")
  await merchant.choose("Price", "By price list on the day of the sale")
  await merchant.choose("Transport", "The customer pays")
  await merchant.click(merchant.page.getByRole("switch", { name: "Prices on consignment notes" }))
  await merchant.photograph("terms-outbound")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("Create"))
  await merchant.seesDialogClose()
  expect(await agreements("outbound")).toMatchObject([
    {
      price_basis: "price_list",
      commission_percent: null,
      transport_paid_by: "consignee",
      prices_on_notes: false,
    },
  ])
})

chapter("chooses which of both accounts is settled", async () => {
  await merchant.goTo(`/consignment/settlements/create?contractor_id=${gallery}`)
  await merchant.choose("Direction", "Our goods at customers")
  await merchant.settle()
  expect(new URL(merchant.page.url()).searchParams.get("direction")).toBe("outbound")
  await merchant.choose("Direction", "Supplier goods with us")
  await merchant.settle()
  expect(new URL(merchant.page.url()).searchParams.get("direction")).toBe("inbound")
  await merchant.photograph("terms-direction")
})

chapter("deletes a pick list, once it is sure", async () => {
  const draft = await deliver("draft")
  await merchant.goTo(`/consignment/documents/deliveries/${draft}`)
  await merchant.click(merchant.button("Delete"))
  await merchant.sees("Delete this pick list?")
  await merchant.click(merchant.dialogButton("Cancel"))
  expect((await host.get(`${ours}/deliveries`, { id: draft })).count).toBe(1)
  await merchant.click(merchant.button("Delete"))
  await merchant.click(merchant.dialogButton("Delete"))
  await merchant.page.waitForURL(/\/documents\/deliveries$/)
  await merchant.settle()
  expect((await host.get(`${ours}/deliveries`, { id: draft })).count).toBe(0)
})

chapter("lets the customer pay for what he says did not arrive", async () => {
  const id = await deliver("posted")
  const read = async () =>
    (await host.get(`${ours}/deliveries/${id}`)).delivery as { lines: (Row & object)[] }
  const line_id = (await read()).lines[0]?.id
  await host.post(`${ours}/deliveries/${id}/receipt`, {
    lines: [{ line_id, received_quantity: "3" }],
  })
  await merchant.goTo(`/consignment/documents/deliveries/${id}`)
  await merchant.sees("missing")
  expect(await read()).toMatchObject({ lines: [{ difference: "2" }] })
  await merchant.click(merchant.link("The customer pays"))
  await merchant.reads("Sold, OWN-CARD", "2")
  await merchant.photograph("terms-customer-pays")
  await merchant.click(merchant.button("Post"))
  await merchant.sees("is posted")
  expect(await read()).toMatchObject({ lines: [{ difference: "0" }] })
  const { reported_sales: sales } = await host.get(`${ours}/reported-sales`, { warehouse_id: shop })
  expect(sales).toMatchObject([{ lines: [{ sku: "OWN-CARD", quantity: "2", unit_price: null }] }])
  await merchant.goTo(`/consignment/documents/deliveries/${id}`)
  await merchant.sees("Nothing is missing.")
})

chapter("matches what the gallery bills itself", async () => {
  const account = { contractor_id: gallery, direction: "outbound" }
  const settlement = await create(`${ours}/settlements`, account)
  await merchant.goTo(`/consignment/settlements/${settlement}/invoice`)
  await merchant.choose("Kind", "Self-billed invoice")
  await merchant.click(merchant.button("Create draft"))
  await merchant.sees("This field is required")
  await merchant.write("Invoice number", "ZB-1")
  await merchant.photograph("terms-self-billed")
  await merchant.click(merchant.button("Create draft"))
  await merchant.sees("Quantity and price are saved when you leave the field.")
  await merchant.click(merchant.link("Edit"))
  await merchant.write("Invoice number", "ZB-2026-1")
  await merchant.click(merchant.button("Save"))
  await merchant.seesDialogClose()
  await merchant.click(merchant.button("Post invoice"))
  await merchant.click(merchant.dialogButton("Post invoice"))
  await merchant.sees("ZB-2026-1 is posted")
  const { invoices } = await host.get(`${ours}/invoices`, account)
  expect(invoices).toMatchObject([
    { kind: "self_billed", number: "ZB-2026-1", amount: "5.50", order_id: null },
  ])
  await merchant.click(merchant.link("Credit"))
  await merchant.click(merchant.button("Credit"))
  await merchant.sees("This field is required")
  await merchant.write("Invoice number", "ZB-2026-2")
  await merchant.photograph("terms-self-billed-credit")
  await merchant.click(merchant.button("Credit"))
  await merchant.sees("ZB-2026-2 is posted")
  await merchant.seesDialogClose()
})
