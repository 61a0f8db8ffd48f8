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

it("tells whoever may not read a list that the permission is missing", async () => {
  await merchant.answers("contractors", 403, { message: "Forbidden" })
  await merchant.goTo("/consignment/contractors")
  await merchant.sees("You do not have permission")
  await merchant.photograph("state-forbidden")
  expect(await merchant.complaintsOf()).toEqual([])
})

it("reads a page again once the server answers", async () => {
  await merchant.answers("overview", 500, { message: "The database is away." })
  await merchant.goTo("/consignment")
  await merchant.sees("This could not be loaded")
  await merchant.photograph("state-failed")
  expect(await merchant.complaintsOf()).toEqual([])
  await merchant.answersAgain("overview")
  await merchant.click(merchant.button("Try again"))
  await merchant.sees("Get started")
})
