#!/usr/bin/env node
// npm run bench -- [P4 P6 …]
// Measures how fast the plugin is, each figure beside its target; without names, everything.
//   --full    ledgers of a million movements as well; takes half an hour
//   --huge    P7 and P8 on ledgers of ten million movements, which take 10 GB of disk and an hour
//   --smoke   runs everything as briefly as possible, to see that it still works
//   --built   measures what npm run build made before, instead of building anew
//   --write   writes docs/benchmarks.md

import path from "node:path"
import { parseArgs } from "node:util"

import { withBench } from "./bench/bench.mjs"
import { measureClerks } from "./bench/clerks.mjs"
import { measureConcurrency } from "./bench/concurrency.mjs"
import { startDatabases } from "./bench/databases.mjs"
import { measureEarlyStatistics } from "./bench/early-statistics.mjs"
import { measureExports } from "./bench/exports.mjs"
import { measureFootprint } from "./bench/footprint.mjs"
import { measureLatency } from "./bench/latency.mjs"
import { measureLists } from "./bench/lists.mjs"
import { measureLongDocuments } from "./bench/long-documents.mjs"
import { measureOrders } from "./bench/orders.mjs"
import { measurePages } from "./bench/pages.mjs"
import { measureProcesses } from "./bench/processes.mjs"
import {
  describeMachine,
  keepRuns,
  printFigures,
  printSummary,
  writePaper,
} from "./bench/report.mjs"
import { measureSearch } from "./bench/search.mjs"
import { measureSettlements } from "./bench/settlements.mjs"
import { measureSellingWhileSettling } from "./bench/selling-while-settling.mjs"
import { measureSingleLines } from "./bench/single-lines.mjs"
import { measureTwoStores } from "./bench/two-stores.mjs"
import { repository } from "./medusa.mjs"
import { stage } from "./progress.mjs"
import { runWithDatabase } from "./run-with-database.mjs"

/** @type {{ ids: string[], title: string, measure: (bench: import("./bench/bench.mjs").Bench) => Promise<import("./bench/figures.mjs").Findings> }[]} */
const benchmarks = [
  { ids: ["P1", "P2"], title: "Orders, with and without the plugin", measure: measureOrders },
  { ids: ["P3"], title: "Documents of one line", measure: measureSingleLines },
  { ids: ["P4"], title: "Documents of 1,000 lines", measure: measureLongDocuments },
  { ids: ["P4"], title: "After an early ANALYZE", measure: measureEarlyStatistics },
  { ids: ["P6"], title: "Settlements", measure: measureSettlements },
  { ids: ["P6b"], title: "Selling while settling", measure: measureSellingWhileSettling },
  { ids: ["P7"], title: "A goods issue after a long history", measure: measureLatency },
  { ids: ["P8"], title: "Lists", measure: measureLists },
  { ids: ["P8"], title: "The admin's pages", measure: measurePages },
  { ids: ["U6"], title: "One search for everything", measure: measureSearch },
  { ids: ["P9"], title: "Many clients at once", measure: measureConcurrency },
  { ids: ["P9b"], title: "Clerks at once", measure: measureClerks },
  { ids: ["P10"], title: "An idle server", measure: measureFootprint },
  { ids: ["P11"], title: "Exports", measure: measureExports },
  { ids: ["P12"], title: "Two processes", measure: measureProcesses },
  { ids: ["S1", "S2", "S3", "S4"], title: "Two connected stores", measure: measureTwoStores },
]

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    built: { type: "boolean", default: false },
    full: { type: "boolean", default: false },
    huge: { type: "boolean", default: false },
    smoke: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
})

const known = benchmarks.flatMap(({ ids }) => ids)
const unknown = wanted.filter((id) => !known.includes(id))
if (unknown.length > 0) {
  throw new Error(`There is no ${unknown.join(", ")}; there are ${known.join(", ")}.`)
}
const chosen = benchmarks.filter(
  ({ ids }) => wanted.length === 0 || ids.some((id) => wanted.includes(id))
)

/** @param {import("./bench/databases.mjs").Databases} databases */
const measureAll = async (databases) => {
  const { smoke: isSmoke, full: isFull, huge: isHuge, built: isBuilt } = options
  const extent = isSmoke ? "smoke run" : isHuge ? "huge run" : isFull ? "full run" : "usual run"
  const machine = describeMachine()
  /** @type {import("./bench/report.mjs").Run[]} */
  const runs = []
  await withBench(databases, { isSmoke, isFull, isHuge, isBuilt }, async (bench) => {
    for (const { title, measure } of chosen) {
      const { figures, plans = [] } = await stage(title, () => measure(bench))
      printFigures(figures)
      runs.push({ title, date: new Date().toISOString(), machine, extent, figures, plans })
    }
  })
  printSummary(runs)
  if (isSmoke) return
  const all = await keepRuns(path.join(repository, "benchmarks.json"), runs)
  if (options.write) await writePaper(path.join(repository, "docs", "benchmarks.md"), all)
}

await runWithDatabase(startDatabases, measureAll)
