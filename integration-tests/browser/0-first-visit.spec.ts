import type { Browser } from "playwright-core"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"

/** A shop in which nothing was ever consigned, and pages that cannot be read. */
let browser: Browser
let merchant: Merchant

beforeAll(async () => {
  browser = await openBrowser()
  merchant = await sitDown(browser)
})

afterAll(() => browser?.close())

it.each([
  ["contractors", "No partners yet"],
  ["warehouses", "No consignment warehouses yet"],
  ["goods-receipts", "No documents yet"],
  ["stock", "No consigned goods here"],
  ["movements", "No movements yet"],
  ["lots", "No lots yet"],
  ["settlements", "No settlements yet"],
  ["invoices", "No invoices yet"],
])("says of %s that there is nothing yet", async (page, words) => {
  await merchant.goTo(`/consignment/${page}`)
  await merchant.sees(words)
  await merchant.photograph(`empty-${page}`)
  expect(await merchant.complaintsOf()).toEqual([])
})

it("reads a page again once the server answers", async () => {
  await merchant.answers("overview", 500, { message: "The database is away." })
  await merchant.goTo("/consignment")
  await merchant.sees("Something went wrong")
  await merchant.photograph("state-failed")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.answersAgain("overview")
  await merchant.click(merchant.button("Try again"))
  await merchant.sees("Get started")
})

it("hides the first steps for good, and opens them again", async () => {
  const steps = merchant.page.getByRole("heading", { name: "Get started", exact: true })
  await merchant.goTo("/consignment")
  await steps.waitFor()
  await merchant.click(merchant.button("Hide"))
  await steps.waitFor({ state: "hidden" })
  await merchant.page.reload()
  await merchant.settle()
  expect(await steps.count()).toBe(0)
  await merchant.photograph("first-steps-hidden")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.click(merchant.button("Get started"))
  await steps.waitFor()
  await merchant.page.reload()
  await merchant.settle()
  await merchant.sees("0 of 4 steps done")
})
