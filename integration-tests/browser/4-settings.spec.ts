import assert from "node:assert"
import type { Browser } from "playwright-core"
import type { Settings } from "../../src/http-contract/settings"
import { enterFilledShop } from "../helpers/filled-shop"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import type { ShopClient } from "../helpers/shop-entrance"

/** Choices from long lists, and their order: zones, currencies, strategies, partners. */
const ours = "/admin/consignment"

interface Row {
  id: string
  name: string
}

let browser: Browser
let merchant: Merchant
let shop: ShopClient
let before: Settings

const settingsNow = async (): Promise<Settings> =>
  (await shop.get(`${ours}/settings`)).settings as Settings

const create = async (path: string, body: object): Promise<string> => {
  const [made] = Object.values(await shop.post(path, body)) as Row[]
  return made?.id ?? ""
}

beforeAll(async () => {
  shop = await enterFilledShop()
  before = await settingsNow()
  browser = await openBrowser()
}, 900_000)

afterEach(async () => {
  const complaints = await merchant.complaintsOf()
  await merchant.leave()
  expect(complaints).toEqual([])
})

afterAll(async () => {
  const { time_zone, issue_strategy_by_sales_channel } = before
  const chosenHere = Object.keys((await settingsNow()).issue_strategy_by_sales_channel)
  await shop.post(`${ours}/settings`, {
    time_zone,
    issue_strategy_by_sales_channel: {
      ...Object.fromEntries(chosenHere.map((id) => [id, null])),
      ...issue_strategy_by_sales_channel,
    },
  })
  await browser.close()
})

describe.each([{ width: 1440 }, { width: 390 }])("at $width pixels", ({ width }) => {
  beforeEach(async () => {
    merchant = await sitDown(browser, { width })
  })

  const editRules = async (): Promise<void> => {
    await merchant.goTo("/settings/consignment/edit-rules")
    await merchant.page.getByRole("combobox", { name: "Time zone" }).waitFor()
  }

  const save = async (): Promise<void> => {
    await merchant.click(merchant.button("Save"))
    await merchant.seesDialogClose()
    await merchant.settle()
  }

  it("finds a time zone by typing a part of its name, and keeps it", async () => {
    await editRules()
    await merchant.type("Time zone", width === 390 ? "Warsaw" : "New York")
    await merchant.photograph(`time-zone-chosen-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    expect(await merchant.tooWide()).toEqual([])
    await save()
    const zone = width === 390 ? "Europe/Warsaw" : "America/New_York"
    expect((await settingsNow()).time_zone).toBe(zone)
    await merchant.section("Rules").getByText(zone, { exact: true }).waitFor()
    await editRules()
    const shown = merchant.page
      .getByRole("dialog")
      .getByText(zone.replace("_", " "), { exact: true })
    await shown.first().waitFor()
  })

  it("finds the currency of an agreement by its name, and keeps its code", async () => {
    const code = `MUNT${width}`
    const contractor_id = await create(`${ours}/contractors`, { code, name: `Munt ${width}` })
    await merchant.goTo(`/consignment/contractors/${contractor_id}/create-agreement`)
    await merchant.type("Currency", "Swiss Franc")
    await merchant.photograph(`currency-chosen-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    await merchant.click(merchant.button("Create"))
    await merchant.seesDialogClose()
    const { agreements } = await shop.get(`${ours}/agreements`, { contractor_id })
    expect(agreements).toMatchObject([{ currency_code: "CHF" }])
  })

  it("chooses an issue strategy for a sales channel, also one of the store's own", async () => {
    const name = `Market stall ${width}`
    const id = await create("/admin/sales-channels", { name })
    const strategyInRules = (text: string) =>
      merchant
        .section("Rules")
        .locator(".grid")
        .filter({ hasText: `Issue strategy of ${name}` })
        .getByText(text, { exact: true })
    const choose = async (option: string): Promise<void> => {
      await editRules()
      await merchant.choose(`Issue strategy of ${name}`, option)
      await merchant.photograph(`strategy-chosen-${width}`)
      expect(await merchant.complaintsOf()).toEqual([])
      await save()
      await strategyInRules(option).waitFor()
    }
    await choose("largest_first")
    expect((await settingsNow()).issue_strategy_by_sales_channel).toMatchObject({
      [id]: "largest_first",
    })
    await merchant.page.reload()
    await merchant.settle()
    await strategyInRules("largest_first").waitFor()

    await choose("As the warehouse says")
    expect(Object.keys((await settingsNow()).issue_strategy_by_sales_channel)).not.toContain(id)
  })

  it("puts the partners of a warehouse in order, and issues their goods by it", async () => {
    const place = `Loft ${width}`
    const sku = `SHARED-${width}`
    const stock_location_id = await create("/admin/stock-locations", { name: place })
    const warehouse_id = await create(`${ours}/warehouses`, {
      stock_location_id,
      direction: "inbound",
    })
    const item = await create("/admin/inventory-items", { sku, title: `Shared ${width}` })
    const partners: string[] = []
    for (const name of [`Anders ${width}`, `Brandt ${width}`, `Cramer ${width}`]) {
      const code = name.replace(" ", "").toUpperCase()
      const contractor_id = await create(`${ours}/contractors`, { code, name })
      const terms = { contractor_id, direction: "inbound", currency_code: "EUR" }
      await create(`${ours}/agreements`, terms)
      await shop.post(`${ours}/contractors/${contractor_id}/items`, {
        items: [{ inventory_item_id: item }],
      })
      const lines = [{ sku, quantity: "1", unit_cost: "2.00" }]
      await create(`${ours}/goods-receipts`, { contractor_id, warehouse_id, lines })
      partners.push(contractor_id)
    }
    const [anders, brandt, cramer] = partners

    await merchant.goTo(`/consignment/warehouses/${warehouse_id}/edit`)
    await merchant.choose("Issue strategy", "By partner priority")
    for (const name of ["Anders", "Brandt", "Cramer"])
      await merchant.choose("Priority of partners", new RegExp(`${name} ${width}`))
    await merchant.click(merchant.button(`Move Cramer ${width} up`))
    await merchant.click(merchant.button(`Move Cramer ${width} up`))
    await merchant.click(merchant.button(`Move Anders ${width} down`))
    expect(await merchant.button(`Move Cramer ${width} up`).isDisabled()).toBe(true)
    await merchant.photograph(`priority-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])
    expect(await merchant.tooWide()).toEqual([])
    await save()
    const read = async () =>
      (await shop.get(`${ours}/warehouses/${warehouse_id}`)).warehouse as object
    expect(await read()).toMatchObject({
      issue_strategy: "contractor_priority",
      contractor_priority: [cramer, brandt, anders],
    })

    await merchant.goTo(`/consignment/warehouses/${warehouse_id}/edit`)
    const listed = merchant.page.getByRole("dialog").locator("ol > li")
    await listed.filter({ hasText: "Anders" }).waitFor()
    expect(await listed.allInnerTexts()).toEqual(
      ["Cramer", "Brandt", "Anders"].map((name, index) => `${index + 1}. ${name} ${width}`)
    )

    const { goods_issue: issue } = await shop.post(`${ours}/goods-issues`, {
      stock_location_id,
      lines: [{ sku, quantity: "1" }],
    })
    const [line] = (issue as { lines: { allocations: { contractor_id: string }[] }[] }).lines
    assert(line)
    expect(line.allocations).toMatchObject([{ contractor_id: cramer }])
  })
})
