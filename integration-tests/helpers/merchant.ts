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

const screenshots = path.resolve(__dirname, "../../screenshots")

const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumFlags })

export interface Habits {
  language?: "en" | "nl" | "pl"
  theme?: "light" | "dark"
}

/** Sits down before the admin, logged in. */
export const sitDown = async (browser: Browser, habits: Habits = {}): Promise<Merchant> => {
  const { language = "en", theme = "light" } = habits
  const context = await browser.newContext({
    baseURL: entrance.url,
    locale: { en: "en-GB", nl: "nl-NL", pl: "pl-PL" }[language],
    timezoneId: "Europe/Amsterdam",
    viewport: { width: 1440, height: 1000 },
  })
  await context.addCookies([{ name: "lng", value: language, url: entrance.url }])
  await context.addInitScript((value) => localStorage.setItem("medusa_admin_theme", value), theme)
  await logIn(context)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return new Merchant(page)
}

const logIn = async ({ request }: BrowserContext): Promise<void> => {
  const login = { email: entrance.email, password: entrance.password }
  const answer = await request.post("/auth/user/emailpass", { data: login })
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

  async click(target: Locator): Promise<void> {
    await this.letsMessagesPass()
    await target.click()
    this.clicks += 1
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true }).last()
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

  /** Chooses a CSV file on the own disk. */
  async upload(name: string, rows: string[]): Promise<void> {
    const file = { name, mimeType: "text/csv", buffer: Buffer.from(rows.join("\r\n")) }
    await this.page.locator("input[type=file]").last().setInputFiles(file)
  }

  /** Rows that were copied from a spreadsheet, into the field that has the focus. */
  async paste(rows: string[]): Promise<void> {
    const { page } = this
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"])
    await page.evaluate((text) => navigator.clipboard.writeText(text), rows.join("\n"))
    await page.keyboard.press("Control+V")
  }

  async write(field: string, text: string): Promise<void> {
    await this.page.getByRole("textbox", { name: field }).last().fill(text)
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

  /** While something is still being read. */
  async photographAsItIs(name: string): Promise<void> {
    await this.standStill()
    await fs.mkdir(screenshots, { recursive: true })
    await this.page.screenshot({ path: path.join(screenshots, `${name}.png`) })
  }

  /** Script errors, words without a translation, and what axe calls serious or critical on the page itself. */
  async complaintsOf(): Promise<string[]> {
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
