// P8: the admin's pages in a browser, whatever lies behind their lists.

import { setTimeout as wait } from "node:timers/promises"

import { chromium } from "playwright-core"

import { buildAdmin } from "../browser/build-admin.mjs"
import { milliseconds, ratio } from "./figures.mjs"
import { contractorId } from "./history.mjs"
import { createLedger, prefix, sizesOfLists } from "./ledgers.mjs"
import { interleave, median, ratioOf } from "./measure.mjs"
import { login } from "./servers.mjs"

/** @typedef {import("playwright-core").Page} Page */

/** A page is there once nothing was asked of the server for so many milliseconds. */
const quiet = 300

/** @param {import("./shop.mjs").Shop} shop */
const toPages = ({ warehouseId }) => ({
  overview: "",
  contractors: "/contractors",
  "a contractor": `/contractors/${contractorId(prefix, 1)}`,
  warehouses: "/warehouses",
  "a warehouse": `/warehouses/${warehouseId}`,
  stock: "/stock",
  ageing: "/ageing",
  lots: "/lots",
  "a lot": `/lots/conlot_${prefix}_1`,
  movements: "/movements",
  "goods receipts": "/goods-receipts",
  "goods issues": "/documents/goods-issues",
  "a goods issue": `/documents/goods-issues/condoc_${prefix}_1_0`,
  settlements: "/settlements",
  "a settlement": `/settlements/conset_${prefix}_1`,
  invoices: "/invoices",
})

/**
 * @param {import("./bench.mjs").Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measurePages = async (bench) => {
  await buildAdmin()
  const { few, many } = sizesOfLists(bench)
  await createLedger(bench, "few_rows", few)
  await createLedger(bench, "many_rows", many)
  const short = await bench.serveAdmin("few_rows")
  const long = await bench.serveAdmin("many_rows")
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  })
  const figures = []
  try {
    const shortPage = await logIn(browser, short.url)
    const longPage = await logIn(browser, long.url)
    for (const [name, address] of Object.entries(toPages(bench.shop))) {
      const url = `/app/consignment${address}`
      /** @type {{ short: number[], long: number[] }} */
      const times = { short: [], long: [] }
      const warmUps = bench.isSmoke ? 0 : 1
      const open =
        (/** @type {Page} */ page, /** @type {number[]} */ kept) =>
        async (/** @type {number} */ round) => {
          const time = await timeUntilQuiet(page, url)
          if (round >= warmUps) kept.push(time)
        }
      await interleave(
        { short: open(shortPage, times.short), long: open(longPage, times.long) },
        { rounds: warmUps + bench.rounds(7), warmUps: 0 }
      )
      figures.push(toFigure(name, times, { few, many }))
    }
  } finally {
    await browser.close()
    await Promise.all([short.stop(), long.stop()])
  }
  return { figures }
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} baseURL
 */
const logIn = async (browser, baseURL) => {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 1000 } })
  const answer = await context.request.post("/auth/user/emailpass", { data: login })
  const { token } = await answer.json()
  const headers = { authorization: `Bearer ${token}` }
  await context.request.post("/auth/session", { headers })
  return await context.newPage()
}

/**
 * From the address to the last answer that the page waited for.
 * @param {Page} page
 * @param {string} url
 */
const timeUntilQuiet = async (page, url) => {
  const start = performance.now()
  let last = start
  let waiting = 0
  const asks = () => void waiting++
  const hears = () => {
    waiting--
    last = performance.now()
  }
  page.on("request", asks).on("requestfinished", hears).on("requestfailed", hears)
  await page.goto(url)
  await page.getByRole("heading").first().waitFor()
  while (waiting > 0 || performance.now() - last < quiet) await wait(20)
  page.off("request", asks).off("requestfinished", hears).off("requestfailed", hears)
  if (!page.url().includes("/app/consignment")) throw new Error(`${url} leads to ${page.url()}.`)
  return last - start
}

/**
 * @param {string} name
 * @param {{ short: number[], long: number[] }} times
 * @param {{ few: number, many: number }} sizes
 */
const toFigure = (name, { short, long }, { few, many }) =>
  ratio({
    id: "P8",
    what: `page: ${name}`,
    value: ratioOf(long, short),
    atMost: 1.3,
    detail: `${milliseconds(median(long))} against ${milliseconds(median(short))}, ${many.toLocaleString("en")} movements against ${few.toLocaleString("en")}`,
  })
