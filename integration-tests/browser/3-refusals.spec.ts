import type { Browser } from "playwright-core"
import { enterFilledShop } from "../helpers/filled-shop"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"

let browser: Browser
let merchant: Merchant

beforeAll(async () => {
  await enterFilledShop()
  browser = await openBrowser()
}, 900_000)

afterEach(async () => {
  const complaints = await merchant.complaintsOf()
  await merchant.leave()
  expect(complaints).toEqual([])
})

afterAll(() => browser?.close())

describe.each([{ width: 1440 }, { width: 390 }])("at $width pixels", ({ width }) => {
  it("keeps a receipt while the session is expired, posts it after, and prints its labels", async () => {
    merchant = await sitDown(browser, { language: "nl", width })
    await merchant.goTo("/consignment/goods-receipts")
    await merchant.click(merchant.link("Goederen ontvangen"))
    await merchant.choose("Relatie", /Atelier Wilgenhof/)
    await merchant.choose("Magazijn", "Utrecht")
    await merchant.upload("ontvangst.csv", ["SKU;Aantal;Kostprijs", "WILG-MUG;2;13,20"])
    await merchant.button("Meer over WILG-MUG").waitFor()
    await merchant.answers("goods-receipts", 401, { message: "Unauthorized" })
    await merchant.click(merchant.button("Boeken"))
    await merchant.sees("Uw sessie is verlopen")
    expect(
      await merchant.page.getByRole("link", { name: "Aanmelden" }).getAttribute("target")
    ).toBe("_blank")
    await merchant.photograph(`session-expired-${width}`)
    expect(await merchant.complaintsOf()).toEqual([])

    const refused = { type: "invalid_data", code: "PERIOD_CLOSED", message: "A settlement has …" }
    const details = { effective_at: "2026-03-31T10:00:00.000Z" }
    await merchant.answersAgain("goods-receipts")
    await merchant.answers("goods-receipts", 400, { ...refused, details })
    await merchant.click(merchant.button("Boeken"))
    await merchant.sees("31 mrt 2026 valt in een afgerekende periode. Kies een latere datum.")

    await merchant.answersAgain("goods-receipts")
    await merchant.click(merchant.button("Boeken"))
    await merchant.sees("is geboekt")
    await merchant.click(merchant.button("Etiketten afdrukken"))
    const saved = merchant.page.waitForEvent("download")
    await merchant.page.getByRole("menuitem", { name: /57 × 32 mm/ }).click()
    expect((await saved).suggestedFilename()).toBe("labels-roll_57x32.pdf")
  })

  it("tells the fault of a field at the field, and warns before a reload loses what was entered", async () => {
    merchant = await sitDown(browser, { language: "pl", width })
    await merchant.goTo("/consignment/contractors/create")
    await merchant.write("Nazwa", "Atelier Nowe")
    // The label of the postal code begins with the same word.
    await merchant.page.getByRole("textbox", { name: "Kod", exact: true }).fill("N1")
    const fields = [{ path: "code", message: "The code N1 is taken.", reason: "taken" }]
    const refusal = { type: "invalid_data", code: "INVALID_DATA", message: "code: …" }
    await merchant.answers("contractors", 400, { ...refusal, details: { path: "code", fields } })
    await merchant.click(merchant.button("Utwórz"))
    await merchant.sees("To jest już używane")
    await merchant.photograph(`fault-at-field-${width}`)
    expect(await merchant.words()).not.toContain("taken")
    const asked = merchant.page.waitForEvent("dialog")
    const reload = merchant.page.reload().catch(() => undefined)
    expect((await asked).type()).toBe("beforeunload")
    await (await asked).accept()
    await reload
  })
})
