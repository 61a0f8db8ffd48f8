import type { Browser } from "playwright-core"
import { enterFilledShop } from "../helpers/filled-shop"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import type { ShopClient } from "../helpers/shop-entrance"

const name = "Papeterie Zuid"

let browser: Browser
let merchant: Merchant
let host: ShopClient
let customerId: string
let warehouseId: string

type Row = Record<"sku" | "quantity", string>

const made = async (path: string, resource: string, body: object): Promise<string> =>
  ((await host.post(path, body))[resource] as { id: string }).id

/** Ours at the customer, who answers for what gets lost there. */
const fillShop = async (): Promise<void> => {
  const base = "/admin/consignment"
  customerId = await made("/admin/customers", "customer", {
    company_name: name,
    email: "zuid@example.com",
  })
  const contractorId = await made(`${base}/contractors`, "contractor", {
    customer_id: customerId,
    code: "PAPETERIE-ZUID",
    name,
  })
  await host.post(`${base}/agreements`, {
    contractor_id: contractorId,
    direction: "outbound",
    currency_code: "EUR",
    count_loss_liability: "consignee",
  })
  const shopLocationId = await made("/admin/stock-locations", "stock_location", { name })
  warehouseId = await made(`${base}/warehouses`, "warehouse", {
    stock_location_id: shopLocationId,
    direction: "outbound",
    contractor_id: contractorId,
    name,
  })
  const { stock_locations } = await host.get("/admin/stock-locations", { name: "Ghent" })
  await host.post(`${base}/deliveries`, {
    warehouse_id: warehouseId,
    from_stock_location_id: (stock_locations as { id: string }[])[0]?.id,
    lines: [
      { sku: "OWN-TOTE", quantity: "10", unit_price: "8.00" },
      { sku: "OWN-CARD", quantity: "20", unit_price: "2.00" },
      { sku: "OWN-TEA", quantity: "6", unit_price: "5.00" },
      { sku: "OWN-NOTE", quantity: "4", unit_price: "6.00" },
    ],
  })
}

const quantitiesOf = (rows: Row[]): Record<string, string> =>
  Object.fromEntries(rows.map(({ sku, quantity }) => [sku, quantity]))

const atShop = async (): Promise<Record<string, string>> => {
  const { stock } = await host.get("/admin/consignment/stock", { warehouse_id: warehouseId })
  return quantitiesOf(stock as Row[])
}

/** The only paper of a kind of this shop. */
const postedAs = async (resource: string): Promise<Record<string, string>> => {
  const answer = await host.get(`/admin/consignment/${resource}`, { warehouse_id: warehouseId })
  const papers = answer[resource.replaceAll("-", "_")] as { lines: Row[] }[]
  expect(papers).toHaveLength(1)
  return quantitiesOf(papers.flatMap(({ lines }) => lines))
}

beforeAll(async () => {
  host = await enterFilledShop()
  await fillShop()
  browser = await openBrowser()
}, 900_000)

afterAll(() => browser?.close())

it("counts at a customer, looks at what differs, and posts the papers that it takes", async () => {
  merchant = await sitDown(browser)
  await merchant.goTo(`/consignment/warehouses/${warehouseId}`)
  await merchant.photograph("count-1-shop")
  await merchant.click(merchant.link("Count and take back"))
  await merchant.sees(`Count at ${name}`)
  await merchant.write("Counted, OWN-TOTE", "7")
  await merchant.write("Picked up, OWN-TOTE", "9")
  await merchant.write("Counted, OWN-CARD", "18")
  await merchant.write("Picked up, OWN-TEA", "2")
  await merchant.click(merchant.button("Compare"))
  await merchant.sees("Enter the counted quantity")
  await merchant.sees("Please choose one")
  await merchant.write("Counted, OWN-TEA", "8")
  await merchant.choose("To stock location", "Utrecht")
  await merchant.click(merchant.button("Compare"))
  await merchant.sees("More than was counted: at most 7")
  await merchant.photograph("count-2-refused")
  expect(await merchant.complaintsOf()).toEqual([])

  await merchant.write("Picked up, OWN-TOTE", "5")
  await merchant.write("Reference", "Visit")
  await merchant.click(merchant.button("Compare"))
  await merchant.sees("Nothing is posted yet.")
  expect(await atShop()).toMatchObject({ "OWN-TOTE": "10" })
  const dialog = merchant.page.getByRole("dialog")
  const becameOf = (sku: string) =>
    merchant.page.getByRole("combobox", { name: `Sold or lost, ${sku}` })
  expect(await becameOf("OWN-TOTE").innerText()).toBe("Sold")
  expect(await becameOf("OWN-TEA").count()).toBe(0)
  expect(await dialog.getByText("Dotted notebook").count()).toBe(0)
  await merchant.choose("Sold or lost, OWN-CARD", "Lost")
  await merchant.photograph("count-3-plan")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("Back to the count"))
  await merchant.reads("Counted, OWN-CARD", "18")
  await merchant.click(merchant.button("Compare"))
  await merchant.sees("Nothing is posted yet.")
  expect(await becameOf("OWN-CARD").innerText()).toBe("Lost")

  await merchant.click(merchant.button("Post"))
  await merchant.sees("3 documents are posted")
  await merchant.photograph("count-4-papers")
  expect(await merchant.complaintsOf()).toEqual([])
  expect(await postedAs("reported-sales")).toEqual({ "OWN-TOTE": "3" })
  expect(await postedAs("stock-counts")).toEqual({ "OWN-CARD": "-2", "OWN-TEA": "2" })
  expect(await postedAs("take-backs")).toEqual({ "OWN-TOTE": "5", "OWN-TEA": "2" })
  expect(await atShop()).toEqual({
    "OWN-TOTE": "2",
    "OWN-CARD": "18",
    "OWN-TEA": "6",
    "OWN-NOTE": "4",
  })
  await merchant.click(dialog.getByRole("link").first())
  await merchant.sees("Reported sale")
  await merchant.sees("Visit")
  await merchant.leave()
})

it("finds all in its place from the customer's page, and posts nothing", async () => {
  merchant = await sitDown(browser, { theme: "dark" })
  const before = await atShop()
  await merchant.goTo(`/customers/${customerId}`)
  await merchant.photographSection("Consigned goods", "count-5-widget")
  await merchant.click(merchant.link("Count and take back"))
  await merchant.click(merchant.button("Compare"))
  await merchant.sees("Enter the count of at least one item")
  await merchant.click(merchant.button("All present"))
  await merchant.reads("Counted, OWN-CARD", "18")
  await merchant.photograph("count-6-sheet-dark")
  await merchant.click(merchant.button("Compare"))
  await merchant.sees("Nothing is posted yet.")
  await merchant.photograph("count-7-plan-dark")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("Post"))
  await merchant.sees("so nothing was posted")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("Close"))
  await merchant.seesDialogClose()
  expect(await atShop()).toEqual(before)
  await merchant.leave()
})

it.each(["nl", "pl"] as const)("lists the booked stock in %s", async (language) => {
  merchant = await sitDown(browser, { language })
  await merchant.goTo(`/consignment/warehouses/${warehouseId}/count`)
  await merchant.sees("Letterpress card")
  await merchant.photograph(`count-sheet-${language}`)
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.leave()
})
