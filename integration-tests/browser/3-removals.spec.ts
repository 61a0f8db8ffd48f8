import type { Browser } from "playwright-core"
import { enterFilledShop } from "../helpers/filled-shop"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import type { ShopClient } from "../helpers/shop-entrance"

/** Removals: a warehouse that was marked by mistake, an agreement, and a promise that nobody needs. */
let browser: Browser
let merchant: Merchant
let shop: ShopClient

const ours = "/admin/consignment"

interface Row {
  id: string
}

const create = async (path: string, body: object): Promise<string> => {
  const [made] = Object.values(await shop.post(path, body)) as Row[]
  return made?.id ?? ""
}

beforeAll(async () => {
  shop = await enterFilledShop()
  browser = await openBrowser()
}, 900_000)

beforeEach(async () => {
  merchant = await sitDown(browser)
})

afterEach(async () => {
  const complaints = await merchant.complaintsOf()
  await merchant.leave()
  expect(complaints).toEqual([])
})

afterAll(() => browser?.close())

it("removes a warehouse that was marked by mistake, and keeps one with goods", async () => {
  const name = "Cellar"
  const stock_location_id = await create("/admin/stock-locations", { name })
  const id = await create(`${ours}/warehouses`, { stock_location_id, direction: "inbound" })
  const removes = async (): Promise<void> => {
    await merchant.click(
      merchant.page.locator("main").getByRole("button", { name: "More" }).first()
    )
    await merchant.click(merchant.page.getByRole("menuitem", { name: "Remove" }))
    await merchant.sees("Remove warehouse")
  }
  await merchant.goTo(`/consignment/warehouses/${id}`)
  await removes()
  await merchant.click(merchant.dialogButton("Cancel"))
  expect((await shop.get(`${ours}/warehouses`, { id })).count).toBe(1)
  await removes()
  await merchant.photograph("remove-warehouse")
  await merchant.click(merchant.dialogButton("Remove"))
  await merchant.sees(`${name} was removed`)
  await merchant.page.waitForURL(/\/consignment\/warehouses$/)
  await merchant.settle()
  expect((await shop.get(`${ours}/warehouses`, { id })).count).toBe(0)
  const { stock_locations: places } = await shop.get("/admin/stock-locations", { name })
  expect(places).toHaveLength(1)

  const { warehouses } = await shop.get(`${ours}/warehouses`, { name: "Utrecht" })
  const [utrecht] = warehouses as Row[]
  await merchant.goTo(`/consignment/warehouses/${utrecht?.id}`)
  await removes()
  await merchant.click(merchant.dialogButton("Remove"))
  const refusal = merchant.page.locator("[data-sonner-toast]").first()
  await refusal.waitFor()
  expect(await refusal.innerText()).not.toContain("was removed")
  await merchant.photograph("remove-warehouse-refused")
  expect((await shop.get(`${ours}/warehouses`, { id: utrecht?.id })).count).toBe(1)
})

it("removes an agreement under which nothing was posted", async () => {
  const contractor_id = await create(`${ours}/contractors`, { code: "BRIEF", name: "Brief" })
  const terms = { contractor_id, direction: "inbound", currency_code: "EUR" }
  await create(`${ours}/agreements`, terms)
  await merchant.goTo(`/consignment/contractors/${contractor_id}`)
  await merchant.click(
    merchant.page.locator("main").getByRole("button", { name: "Remove" }).first()
  )
  await merchant.sees("Remove agreement")
  await merchant.photograph("remove-agreement")
  await merchant.click(merchant.dialogButton("Remove"))
  await merchant.sees("Agreement removed")
  await merchant.settle()
  expect((await shop.get(`${ours}/agreements`, { contractor_id })).agreements).toEqual([])
})

interface Reservation {
  id: string
  sku: string
  leaked: string
  stock_location_name: string
}

it("releases units that an order no longer needs", async () => {
  const leaks = async () =>
    (await shop.get(`${ours}/reconciliation`)).leaked_reservations as Reservation[]
  expect(await leaks()).toEqual([])
  const { orders } = await shop.get("/admin/orders", { limit: 100, fields: "id,metadata,*items" })
  const order = (
    orders as { metadata: { demo_order?: string }; items: (Row & { variant_sku: string })[] }[]
  ).find(({ metadata }) => metadata?.demo_order === "web-3")
  const line = order?.items.find(({ variant_sku: sku }) => sku === "VUUR-FIG")
  const { inventory_items: items } = await shop.get("/admin/inventory-items", { sku: "VUUR-FIG" })
  const itemId = (items as Row[])[0]?.id
  const { inventory_levels: levels } = await shop.get(
    `/admin/inventory-items/${itemId}/location-levels`
  )
  const level = (levels as { location_id: string; available_quantity: number }[]).find(
    ({ available_quantity: available }) => available >= 2
  )
  // All of the order has been sent.
  await shop.post("/admin/reservations", {
    line_item_id: line?.id,
    inventory_item_id: itemId,
    location_id: level?.location_id,
    quantity: 2,
  })
  const [leak] = await leaks()
  expect(leak).toMatchObject({ sku: "VUUR-FIG", leaked: "2" })
  await merchant.goTo("/consignment")
  const place = leak?.stock_location_name ?? ""
  await merchant.sees(`2 units of VUUR-FIG in ${place} are reserved for nothing`)
  await merchant.photograph("release-reservation")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("Release"))
  await merchant.sees("2 units of VUUR-FIG released")
  await merchant.page.getByText("are reserved for nothing").waitFor({ state: "hidden" })
  expect(await leaks()).toEqual([])
})

it("shows what of a receipt is invoiced, and what a draft will bill", async () => {
  const contractor_id = await create(`${ours}/contractors`, { code: "LOFT", name: "Loft pots" })
  await create(`${ours}/agreements`, { contractor_id, direction: "inbound", currency_code: "EUR" })
  const stock_location_id = await create("/admin/stock-locations", { name: "Loft" })
  const warehouse_id = await create(`${ours}/warehouses`, {
    stock_location_id,
    direction: "inbound",
  })
  const itemId = await create("/admin/inventory-items", { sku: "LOFT-POT", title: "Pot" })
  await shop.post(`${ours}/contractors/${contractor_id}/items`, {
    items: [{ inventory_item_id: itemId }],
  })
  const receive = async (quantity: string, unit_cost: string): Promise<string> =>
    await create(`${ours}/goods-receipts`, {
      contractor_id,
      warehouse_id,
      lines: [{ sku: "LOFT-POT", quantity, unit_cost }],
    })
  const first = await receive("3", "5.00")
  await receive("5", "6.00")
  const lines = [{ sku: "LOFT-POT", quantity: "4" }]
  await shop.post(`${ours}/goods-issues`, { stock_location_id, lines })
  const settlement = await create(`${ours}/settlements`, { contractor_id })
  const draft = await create(`${ours}/invoices`, {
    contractor_id,
    settlement_ids: [settlement],
    kind: "supplier",
    number: "KW-1",
  })
  const languages = {
    en: {
      planned: "Will be taken from these lots",
      taken: "Taken from these lots",
      invoiced: "Invoiced",
    },
    nl: {
      planned: "Wordt uit deze partijen genomen",
      taken: "Uit deze partijen genomen",
      invoiced: "Gefactureerd",
    },
    pl: {
      planned: "Zostanie pobrane z tych partii",
      taken: "Pobrano z tych partii",
      invoiced: "Zafakturowano",
    },
  } as const
  for (const [language, words] of Object.entries(languages)) {
    await merchant.leave()
    merchant = await sitDown(browser, { language: language as keyof typeof languages })
    await merchant.goTo(`/consignment/invoices/${draft}`)
    await merchant.sees(words.planned)
    const lots = merchant.page.locator("main a[href*='/consignment/lots/']")
    expect(await lots.allInnerTexts()).toEqual([
      expect.stringMatching(/^3 × .*5[.,]00/),
      expect.stringMatching(/^1 × .*6[.,]00/),
    ])
    await merchant.photograph(`draft-lots-${language}`)
    expect(await merchant.complaintsOf()).toEqual([])
    await merchant.goTo(`/consignment/goods-receipts/${first}`)
    await merchant.page.getByRole("columnheader", { name: words.invoiced, exact: true }).waitFor()
  }
  await merchant.leave()
  merchant = await sitDown(browser)
  await shop.post(`${ours}/invoices/${draft}/post`)
  await merchant.goTo(`/consignment/invoices/${draft}`)
  await merchant.sees(languages.en.taken)
  await merchant.goTo(`/consignment/goods-receipts/${first}`)
  const headings = await merchant.page.getByRole("columnheader").allInnerTexts()
  const cells = merchant.page.locator("main tbody tr").first().getByRole("cell")
  expect(await cells.nth(headings.indexOf("Invoiced")).innerText()).toBe("3")
  await merchant.photograph("receipt-invoiced")
})

it.each([
  ["en", "Report nothing sold", "Nothing sold"],
  ["nl", "Niets verkocht melden", "Niets verkocht"],
  ["pl", "Zgłoś brak sprzedaży", "Nic nie sprzedano"],
] as const)("reports that a customer has sold nothing, in %s", async (language, action, words) => {
  const name = `Quiet shop ${language}`
  const contractor_id = await create(`${ours}/contractors`, { code: `QUIET-${language}`, name })
  const stock_location_id = await create("/admin/stock-locations", { name })
  const warehouse_id = await create(`${ours}/warehouses`, {
    stock_location_id,
    contractor_id,
    direction: "outbound",
  })
  await merchant.leave()
  merchant = await sitDown(browser, { language })
  await merchant.goTo(`/consignment/documents/reported-sales/post?warehouse_id=${warehouse_id}`)
  await merchant.photograph(`nothing-sold-form-${language}`)
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button(action))
  await merchant.click(merchant.dialogButton(action))
  await merchant.seesDialogClose()
  await merchant.page.locator("main").getByText(words, { exact: true }).waitFor()
  await merchant.photograph(`nothing-sold-${language}`)
  const { reported_sales: sales } = await shop.get(`${ours}/reported-sales`, { warehouse_id })
  expect(sales).toMatchObject([{ nothing_sold: true, lines: [] }])
})
