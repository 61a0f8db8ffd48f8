import type { Browser } from "playwright-core"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"

let browser: Browser
let merchant: Merchant

beforeAll(async () => {
  browser = await openBrowser()
  merchant = await sitDown(browser)
})
afterAll(() => browser?.close())

it("opens the admin", async () => {
  await merchant.goTo("/products")
  await merchant.photograph("products")
  expect(await merchant.complaintsOf()).toEqual([])
})
