import {
  accountOf,
  compare,
  explainReturns,
  toExpectedLedger,
  toSettledFigures,
} from "./compare.mjs"
import { inParallel } from "./in-parallel.mjs"
import { listAll } from "./list-all.mjs"
import { daysOf } from "./plan.mjs"
import { createPoster } from "./post-documents.mjs"
import { createProgressBar } from "./progress-bar.mjs"
import { linesOfSetUp, setUp } from "./set-up.mjs"
import { createStopwatch } from "./stopwatch.mjs"

/** @typedef {import("../demo/client.mjs").Client} Client */
/** @typedef {import("./plan.mjs").Plan} Plan */
/** @typedef {import("./read-folder.mjs").Folder} Folder */
/** @typedef {import("./stopwatch.mjs").Stopwatch} Stopwatch */

/**
 * @typedef {object} Outcome
 * @property {import("./compare.mjs").Difference[]} differences
 * @property {import("./compare.mjs").Explanation[]} explanations
 * @property {number} settlements closed.
 * @property {number} expected rows of the folder's own figures.
 * @property {import("./stopwatch.mjs").Stage[]} stages
 */

/**
 * Posts a folder's trade and compares each settlement with what the folder expects of it.
 * @param {Client} client
 * @param {Folder} folder
 * @param {Plan} plan
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} [output]
 * @returns {Promise<Outcome>}
 */
export const replayFolder = async (client, folder, plan, output) => {
  const bar = createProgressBar("Replaying", stepsOf(folder, plan), output)
  const stopwatch = createStopwatch(bar)
  const { closed, becameOwn } = await postAll(client, folder, plan, stopwatch)
  const settled = await stopwatch.measure("reading back", (count) =>
    readBack(client, closed, count)
  )
  bar.end()

  const explanations = explainReturns(plan, becameOwn)
  const differences = compare(toExpectedLedger(folder, plan), settled, explanations)
  return {
    differences,
    explanations,
    settlements: closed.length,
    expected: folder.expected.length,
    stages: stopwatch.stages(),
  }
}

/**
 * @param {Client} client
 * @param {Folder} folder
 * @param {Plan} plan
 * @param {Stopwatch} stopwatch
 */
const postAll = async (client, folder, { validFrom, receipts, before, months }, { measure }) => {
  const setting = await measure("setup", (count) => setUp(client, folder, validFrom, count))
  const poster = createPoster(client, setting)
  await measure("receipts", (count) => poster.postReceipts(receipts, count))
  for (const { days, monthEnd } of [{ days: [before], monthEnd: before.monthEnd }, ...months]) {
    for (const day of days) {
      await measure("sales and returns", (count) => poster.postDay(day, count))
    }
    await measure("settlements", (count) => poster.closeMonth(monthEnd, count))
  }
  return poster
}

/**
 * @param {Client} client
 * @param {import("./post-documents.mjs").Closed[]} closed
 * @param {(lines: number, steps: number) => void} count
 * @returns {Promise<import("./compare.mjs").Ledger>}
 */
const readBack = async (client, closed, count) =>
  new Map(
    await inParallel(closed, async ({ vendor, month, settlement }) => {
      const path = `/admin/consignment/settlements/${settlement.id}/movements`
      const movements = await listAll(client, path, "movements")
      count(movements.length, 1)
      return [accountOf(vendor, month), toSettledFigures(settlement, movements)]
    })
  )

/**
 * The length of the bar: a step for each line posted and for each settlement closed and read.
 * @param {Folder} folder
 * @param {Plan} plan
 */
const stepsOf = (folder, plan) => {
  const lots = plan.receipts.flatMap((receipt) => receipt.lots)
  const documents = daysOf(plan).flatMap(({ sales, returns }) => [...sales, ...returns])
  const lines = documents.flatMap((/** @type {{ lines: unknown[] }} */ document) => document.lines)
  const settlements = [plan.before, ...plan.months].flatMap(({ monthEnd }) => monthEnd.vendors)
  return linesOfSetUp(folder) + lots.length + lines.length + 2 * settlements.length
}
