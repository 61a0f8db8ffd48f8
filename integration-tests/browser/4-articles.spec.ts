import type { Browser } from "playwright-core"
import { policyByField } from "../../src/http-contract/item-card"
import resources from "../../src/admin/i18n"
import { enterFilledShop } from "../helpers/filled-shop"
import { openBrowser, sitDown, type Habits, type Merchant } from "../helpers/merchant"

let browser: Browser
let places: Record<"product" | "variant" | "inventory-item", string>
let itemId: string

interface Row {
  id: string
  product_id?: string
}

beforeAll(async () => {
  const shop = await enterFilledShop()
  const sku = "VUUR-FIG"
  const { variants } = await shop.get("/admin/product-variants", { sku, fields: "id,product_id" })
  const { inventory_items: items } = await shop.get("/admin/inventory-items", { sku })
  const [variant] = variants as Row[]
  itemId = (items as Row[])[0]?.id ?? ""
  places = {
    product: `/products/${variant?.product_id}`,
    variant: `/products/${variant?.product_id}/variants/${variant?.id}`,
    "inventory-item": `/inventory/${itemId}`,
  }
  browser = await openBrowser()
}, 900_000)

afterAll(() => browser?.close())

const fields = {
  period_base_price: null,
  counter_unit_price: null,
  service_group: null,
  return_warning: null,
  purchase_price: "12.5",
  depreciation_months: 36,
  residual_value: null,
  vat_rate: "21",
  unit: "PCE",
  notes: null,
  deliver_in_full: true,
  skip_check_after_hire: false,
  serials_public: false,
  article_status: "current",
}

/** The store answers as if the article had come from a connected one. */
const isFromAnotherStore = async (merchant: Merchant, state: "linked" | "broken") => {
  await merchant.answers(`item-cards/${itemId}`, 200, {
    item_card: {
      inventory_item_id: itemId,
      link: { peer_id: "cspeer_1", state, locked_by: "Vuurvlieg" },
      fields,
      policies: policyByField,
      blank_fields: ["prices", "notes", "minimum"],
    },
  })
  const link = { id: "cslink_1", state, inventory_item_id: itemId, sku: "X", their_sku: "Y" }
  await merchant.answers("peers/cspeer_1/links", 200, {
    links: [{ ...link, variant_id: null, product_id: null, locked: true, blank_fields: [] }],
    count: 1,
    offset: 0,
    limit: 1,
  })
}

it.each([
  { language: "en", theme: "light" },
  { language: "nl", theme: "dark" },
  { language: "pl", theme: "light" },
] as Required<Habits>[])(
  "says what another store leads, and what is to be completed, in $language, $theme",
  async (habits) => {
    const merchant = await sitDown(browser, habits)
    const { articles: words } = resources[habits.language].consignment
    const complaints: Record<string, string[]> = {}
    for (const state of ["linked", "broken"] as const) {
      await isFromAnotherStore(merchant, state)
      for (const place of Object.keys(places) as (keyof typeof places)[]) {
        await merchant.goTo(places[place])
        const name = `article-${state}-${place}-${habits.language}`
        await merchant.photographSection(words.linked, name)
        const found = await merchant.complaintsOfSection(words.linked)
        if (found.length > 0) complaints[name] = found
      }
    }
    await merchant.photographSection(words.card, `item-card-${habits.language}`)
    const found = await merchant.complaintsOfSection(words.card)
    await merchant.leave()
    expect(complaints).toEqual({})
    expect(found).toEqual([])
  },
  180_000
)

it("fills in an item card beside the item", async () => {
  const merchant = await sitDown(browser)
  await merchant.goTo(places["inventory-item"])
  const box = merchant.section("Item card")
  await merchant.click(box.getByRole("button", { name: "Edit", exact: true }))
  await merchant.write("Purchase price", "12,50")
  await merchant.write("Notes", "Keep dry")
  await merchant.count("Depreciation in months", "36")
  await merchant.click(merchant.page.getByRole("switch", { name: "Deliver in full only" }))
  await merchant.photograph("item-card-form")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("Save"))
  await merchant.sees("Item card saved")
  await merchant.seesDialogClose()
  await box.getByText("Keep dry").waitFor()
  const text = await box.innerText()
  await merchant.leave()
  expect(text).toMatch(/Purchase price\s+12\.5/)
  expect(text).toMatch(/Depreciation in months\s+36/)
  expect(text).toMatch(/Deliver in full only\s+Yes/)
})

it("keeps the units of the store in its settings", async () => {
  const merchant = await sitDown(browser)
  await merchant.goTo("/settings/consignment")
  await merchant.click(merchant.section("Units").getByRole("button").last())
  await merchant.click(merchant.page.getByRole("menuitem", { name: "Edit" }))
  await merchant.write("Units", "PCE\nDAY")
  await merchant.click(merchant.button("Save"))
  await merchant.sees("Units saved")
  await merchant.sees("PCE, DAY")
  await merchant.leave()
  // Specs that follow name units of their own.
  const shop = await enterFilledShop()
  await shop.post("/admin/consignment/settings", { units: [] })
})
