import assert from "node:assert"
import { existsSync } from "node:fs"
import fs from "node:fs/promises"
import path from "node:path"
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Locator,
  type Page,
} from "playwright-core"
import { seriousFindings } from "./axe"
import { entrance } from "./shop-entrance"
import { workbookOf } from "./workbook"

const screenshots = path.resolve(__dirname, "../../screenshots")

const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

const browsers = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

/** Chromium or Chrome of this machine; CHROMIUM_PATH names another one. */
export const openBrowser = (): Promise<Browser> => {
  const executablePath = process.env.CHROMIUM_PATH ?? browsers.find((one) => existsSync(one))
  assert(executablePath, "No browser was found: install Chromium, or name one in CHROMIUM_PATH.")
  return chromium.launch({ executablePath, args: chromiumFlags })
}

export interface Login {
  email: string
  password: string
}

export interface Habits {
  language?: "en" | "nl" | "pl"
  theme?: "light" | "dark"
  /** Of the screen, in pixels. Default: that of a desk. */
  width?: number
}

export const PHONE_WIDTH = 390

const desktop = { width: 1440, height: 1000 }
const phone = { width: PHONE_WIDTH, height: 844 }

/** Sits down before the admin of the shop, or of the store at another address, logged in as its admin or as another user. */
export const sitDown = async (
  browser: Browser,
  habits: Habits = {},
  elsewhere: Partial<typeof entrance> = {}
): Promise<Merchant> => {
  const { language = "en", theme = "light", width = desktop.width } = habits
  const { url, ...login } = { ...entrance, ...elsewhere }
  const context = await browser.newContext({
    baseURL: url,
    locale: { en: "en-GB", nl: "nl-NL", pl: "pl-PL" }[language],
    timezoneId: "Europe/Amsterdam",
    viewport: { ...desktop, width },
  })
  await context.addCookies([{ name: "lng", value: language, url }])
  await context.addInitScript((value) => localStorage.setItem("medusa_admin_theme", value), theme)
  await logIn(context, login)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  return new Merchant(page)
}

const logIn = async ({ request }: BrowserContext, login: Login): Promise<void> => {
  const { email, password } = login
  const answer = await request.post("/auth/user/emailpass", { data: { email, password } })
  const { token } = (await answer.json()) as { token: string }
  await request.post("/auth/session", { headers: { authorization: `Bearer ${token}` } })
}

const addressOf = (route: string): RegExp => new RegExp(`/admin/consignment/${route}(\\?|$)`)

/** Does at the screen what a person does, counting the clicks, and complains of what a person would. */
export class Merchant {
  clicks = 0
  private readonly complaints: string[] = []

  constructor(readonly page: Page) {
    page.on("pageerror", ({ message }) => this.complaints.push(message))
  }

  async goTo(address: string): Promise<void> {
    await this.page.goto(`/app${address}`)
    await this.settle()
  }

  /** Does not wait until all is there. */
  async opens(address: string): Promise<void> {
    await this.page.goto(`/app${address}`)
  }

  /** Grey bars stand where words will be. */
  async seesThatItLoads(): Promise<void> {
    await this.page.locator("main .animate-pulse").first().waitFor()
  }

  async words(): Promise<string> {
    return await this.page.locator("main").innerText()
  }

  /** The page's text once nothing has been added for two seconds: numbers and names are read after the rest. */
  async lastWords(): Promise<string> {
    for (let before = await this.words(); ;) {
      await this.page.waitForTimeout(2_000)
      const now = await this.words()
      if (now === before) return now
      before = now
    }
  }

  /** Small words of English that neither Dutch nor Polish has, with those around them. */
  async englishWords(): Promise<string[]> {
    const part = (await this.page.locator("[role=dialog]").count()) > 0 ? "[role=dialog]" : "main"
    const text = await this.page.locator(part).first().innerText()
    return [
      ...text.matchAll(/.*\b(?:the|and|not|has|been|this|that|with|from|your|you)\b.*/gi),
    ].map(([line]) => line)
  }

  /** Waits until the page says just this: some of it is read after the rest. */
  async reaches(words: string): Promise<void> {
    for (let tries = 0; tries < 50 && (await this.words()) !== words; tries += 1) {
      await this.page.waitForTimeout(100)
    }
    expect(await this.words()).toBe(words)
  }

  async click(target: Locator): Promise<void> {
    await this.letsMessagesPass()
    await target.click()
    this.clicks += 1
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true }).last()
  }

  checkbox(name: string): Locator {
    return this.page.getByRole("checkbox", { name, exact: true })
  }

  /** The answer to a question that stands over the page. */
  dialogButton(name: string): Locator {
    return this.page.getByRole("alertdialog").getByRole("button", { name, exact: true })
  }

  link(name: string | RegExp): Locator {
    return this.page.locator("main").getByRole("link", { name, exact: true })
  }

  /** An entry of the menu at the left. */
  menu(name: string): Locator {
    return this.page.locator("aside").getByRole("link", { name, exact: true })
  }

  /** Goes to a page by the menu at the left, which a phone keeps behind a button. */
  async goesBy(entry: string): Promise<void> {
    const { width = desktop.width } = this.page.viewportSize() ?? {}
    if (width > PHONE_WIDTH) return await this.click(this.menu(entry))
    await this.click(this.page.locator("button.max-lg\\:flex"))
    const menu = this.page.getByRole("dialog")
    await this.click(menu.getByRole("link", { name: entry, exact: true }))
    await menu.waitFor({ state: "hidden" })
  }

  /** Chooses a CSV file on the own disk. */
  async upload(name: string, rows: string[]): Promise<void> {
    const file = { name, mimeType: "text/csv", buffer: Buffer.from(rows.join("\r\n")) }
    await this.page.locator("input[type=file]").last().setInputFiles(file)
  }

  /** Chooses an Excel workbook on the own disk. */
  async uploadWorkbook(name: string, rows: (string | number)[][]): Promise<void> {
    const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    const file = { name, mimeType, buffer: await workbookOf(rows) }
    await this.page.locator("input[type=file]").last().setInputFiles(file)
  }

  /** Rows that were copied from a spreadsheet, into the field that has the focus. */
  async paste(rows: string[]): Promise<void> {
    const { page } = this
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"])
    await page.evaluate((text) => navigator.clipboard.writeText(text), rows.join("\n"))
    await page.keyboard.press("Control+V")
  }

  /** The field by the beginning of its label: a postal code is not a code. */
  async write(field: string, text: string): Promise<void> {
    const name = new RegExp(`^${field.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "i")
    await this.page.getByRole("textbox", { name }).last().fill(text)
  }

  /** Digits of a day in the order of the reader's country. */
  async writeDay(field: string, digits: string): Promise<void> {
    const group = this.page.getByRole("group", { name: field }).last()
    await group.getByRole("spinbutton").first().click()
    await this.page.keyboard.type(digits)
    // The host draws the part that has the focus too faintly.
    await this.page.keyboard.press("Tab")
  }

  /** As a scanner does: the code, then Enter, without a look at where the focus is. */
  async scan(code: string): Promise<void> {
    await this.waitForScanField()
    await this.page.keyboard.type(code)
    await this.page.keyboard.press("Enter")
    await this.page.getByText(code, { exact: true }).last().waitFor()
  }

  async waitForScanField(): Promise<void> {
    await this.page.getByRole("textbox", { name: /Scan a barcode/ }).waitFor()
    await this.page.locator("input[aria-label^='Scan a barcode']:focus").waitFor()
  }

  async clickScanField(): Promise<void> {
    await this.click(this.page.getByRole("textbox", { name: /Scan a barcode/ }))
  }

  /** Chooses from a list that opens below a field. */
  async choose(field: string, option: string | RegExp): Promise<void> {
    await this.click(this.page.getByRole("combobox", { name: field }).last())
    await this.click(this.page.getByRole("option", { name: option }).first())
  }

  async sees(text: string): Promise<void> {
    await this.page.getByText(text).first().waitFor()
  }

  /** From now on the server answers a route of ours like this, whatever it is asked. */
  async answers(route: string, status: number, json: object): Promise<void> {
    await this.page.route(addressOf(route), (asked) => asked.fulfill({ status, json }))
  }

  async answersAgain(route: string): Promise<void> {
    await this.page.unroute(addressOf(route))
  }

  /** The server says nothing to a route of ours until it is let go on. */
  async keepsWaitingFor(route: string): Promise<() => void> {
    let goOn = () => {}
    const untilThen = new Promise<void>((resolve) => {
      goOn = resolve
    })
    await this.page.route(addressOf(route), async (asked) => {
      await untilThen
      await asked.continue()
    })
    return goOn
  }

  /** Messages lie over the buttons of a page, and stay while the mouse is on them. */
  async letsMessagesPass(): Promise<void> {
    await this.page.mouse.move(0, 0)
    await this.page.locator("[data-sonner-toast]").first().waitFor({ state: "hidden" })
  }

  async seesDialogClose(): Promise<void> {
    await this.page.getByRole("dialog").waitFor({ state: "hidden" })
  }

  /** Presses Tab until this has the focus, as a user without a mouse does. */
  async tabTo(target: Locator): Promise<void> {
    const MOST = 150
    for (let count = 0; count < MOST; count += 1) {
      const isThere = await target.evaluateAll((all) =>
        all.some((one) => one === document.activeElement)
      )
      if (isThere) return
      await this.page.keyboard.press("Tab")
    }
    assert.fail(`Tab does not lead to ${String(target)}.`)
  }

  /** Tabs there and presses Enter. */
  async enter(target: Locator): Promise<void> {
    await target.last().waitFor()
    await this.tabTo(target)
    await this.page.keyboard.press("Enter")
    await this.settle()
  }

  /** Chooses from a list that opens below a field, by typing. */
  async type(field: string, text: string): Promise<void> {
    await this.tabTo(this.page.getByRole("combobox", { name: field }))
    await this.page.keyboard.type(text)
    await this.page.getByRole("option", { name: text }).first().waitFor()
    // The list still grows shorter while one types.
    const active = this.page.locator("[role=option][data-active-item]").filter({ hasText: text })
    for (let tries = 0; tries < 20 && (await active.count()) === 0; tries += 1) {
      await this.page.keyboard.press("ArrowDown")
      await this.page.waitForTimeout(200)
    }
    await this.page.keyboard.press("Enter")
  }

  /** By how many pixels the page is wider than the screen, and what is. Tables may scroll by themselves. */
  async tooWide(): Promise<string[]> {
    return await this.page.evaluate(() => {
      const root = document.scrollingElement ?? document.documentElement
      const places: Element[] = [root]
      for (let one = document.querySelector("main"); one; one = one.parentElement) places.push(one)
      const excess = Math.max(...places.map((place) => place.scrollWidth - place.clientWidth))
      if (excess <= 1) return []
      const wide = [...document.querySelectorAll("main *")].filter(
        (one) =>
          one.getBoundingClientRect().right > root.clientWidth + 1 &&
          !one.closest("[class*=overflow-x-auto], [class*=overflow-auto], [class*=overflow-hidden]")
      )
      return [`${excess} px`, ...wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120))]
    })
  }

  address(): string {
    return new URL(this.page.url()).pathname.replace(/^\/app/, "")
  }

  async count(field: string, days: string): Promise<void> {
    await this.page.getByRole("spinbutton", { name: field }).last().fill(days)
  }

  /** Finds the field filled in. */
  async reads(field: string, text: string): Promise<void> {
    const input = this.page.getByRole("textbox", { name: field }).last()
    await this.page.waitForFunction(
      ([element, value]) => (element as HTMLInputElement).value === value,
      [await input.elementHandle(), text] as const
    )
  }

  /** Waits until nothing loads any more. */
  async settle(): Promise<void> {
    await this.page.locator("main, [role=dialog]").first().waitFor()
    await this.page.waitForLoadState("networkidle")
    await this.page.locator(".animate-pulse").first().waitFor({ state: "hidden" })
    // A name that is not read yet.
    await this.page
      .locator("main")
      .getByText("…", { exact: true })
      .first()
      .waitFor({ state: "hidden" })
  }

  async photograph(name: string): Promise<void> {
    await this.settle()
    await this.photographAsItIs(name)
  }

  /** On a desktop and on a phone. */
  async photographTwice(name: string): Promise<void> {
    await this.photograph(name)
    await this.page.setViewportSize(phone)
    await this.photograph(`${name}-phone`)
    await this.page.setViewportSize(desktop)
  }

  /** While something is still being read. */
  async photographAsItIs(name: string): Promise<void> {
    await this.standStill()
    await fs.mkdir(screenshots, { recursive: true })
    await this.page.screenshot({ path: path.join(screenshots, `${name}.png`) })
  }

  /** Script errors, words without a translation, and what axe calls serious or critical on the page itself. */
  async complaintsOf(): Promise<string[]> {
    // A form that has just been posted slides away and is gone.
    await this.standStill()
    const isInDialog = (await this.page.locator("[role=dialog]").count()) > 0
    return this.complaintsAbout(isInDialog ? "[role=dialog]" : "main")
  }

  /** The same of one box of a page, that under this heading: the rest may be the host's. */
  async complaintsOfSection(heading: string): Promise<string[]> {
    await this.section(heading).evaluate((box) => box.setAttribute("data-looked-at", ""))
    return this.complaintsAbout("[data-looked-at]")
  }

  section(heading: string): Locator {
    const ofHeading = this.page.getByRole("heading", { name: heading, exact: true })
    return this.page.locator("main .shadow-elevation-card-rest").filter({ has: ofHeading }).last()
  }

  async photographSection(heading: string, name: string): Promise<void> {
    await this.section(heading).waitFor()
    await this.settle()
    await fs.mkdir(screenshots, { recursive: true })
    await this.section(heading).screenshot({ path: path.join(screenshots, `${name}.png`) })
  }

  /** Drawers slide, toasts and buttons fade; what turns for ever does not count. */
  private async standStill(): Promise<void> {
    await this.page.waitForFunction(() =>
      document
        .getAnimations()
        .every(
          (one) => one.playState !== "running" || one.effect?.getTiming().iterations === Infinity
        )
    )
  }

  private async complaintsAbout(part: string): Promise<string[]> {
    // A button below the mouse has the host's other colours.
    await this.page.mouse.move(0, 0)
    await this.standStill()
    const text = await this.page.locator("body").innerText()
    const untranslated = text.match(/\bconsignment(\.\w+)+/g) ?? []
    const findings = await seriousFindings(this.page, part)
    return [...this.complaints, ...untranslated, ...findings]
  }

  async leave(): Promise<void> {
    await this.page.context().close()
  }
}
