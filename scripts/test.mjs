#!/usr/bin/env node
// npm test                       every stage
// npm test -- http               one stage
// npm test -- http contractors   the specs of a stage whose path contains "contractors"
// npm test -- http/loans peers/goods   specs by their path, of one stage or several
// npm test -- --note-seconds     every stage, and notes what each spec file took: by that they are shared out among the workers
// npm run test:browser           the admin in a browser; not among "every stage", as it builds the admin first
// npm test -- peers              two stores of two companies, connected; neither, as it starts two servers
// npm run test:processes         the README's commands as a stranger types them; neither, as they take minutes

import { existsSync } from "node:fs"
import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"

import { openShop } from "./browser/open-shop.mjs"
import { repository } from "./medusa.mjs"
import { openTwoStores } from "./peers/two-stores.mjs"
import { startTestDatabase } from "./postgres.mjs"
import { run } from "./processes.mjs"
import { runWithDatabase } from "./run-with-database.mjs"
import { groupSpecs, notedSeconds } from "./test/groups.mjs"
import { readSelection } from "./test/selection.mjs"

/** @typedef {{ file: string, name: string, detail: string }} Failure */
/** @typedef {{ stage: string, code: number, seconds: number, passed: number, failed: number, failures: Failure[], specs: Record<string, number> }} Result */

const jest = path.join(repository, "node_modules", "jest", "bin", "jest.js")
// A host gives back little memory: a worker that has grown is replaced by a new one.
const besideEachOther = ["--maxWorkers=2", "--workerIdleMemoryLimit=1GB"]
// They share one shop, and each goes on where the one before ended.
const oneAfterTheOther = ["--runInBand"]
const everyStage = ["unit", "modules", "http", "scenarios"]
const nodeFlags = ["--experimental-vm-modules", "--no-warnings"]
const stages = [...everyStage, "peers", "browser", "processes"]

const needsDatabase = (/** @type {string} */ stage) => !["unit", "processes"].includes(stage)
const bootsHosts = (/** @type {string} */ stage) => ["modules", "http", "scenarios"].includes(stage)

/** How its spec files share the machine. */
const flagsOf = (/** @type {string} */ stage) => {
  if (["browser", "peers"].includes(stage)) return oneAfterTheOther
  return needsDatabase(stage) ? besideEachOther : []
}

/** A stage whose folder is there must have tests; one without a folder is left out. */
const hasFolder = (/** @type {string} */ stage) =>
  stage === "unit" || existsSync(path.join(repository, "integration-tests", stage))

/**
 * Runs every stage even if one fails, and answers with the first exit code that is not 0.
 * @param {import("./postgres.mjs").Database} database unless all that is chosen does without.
 */
const runStages = async (database) => {
  const results = []
  for (const { stage, patterns } of selected) {
    results.push(await runStage(stage, [...patterns, ...flags], database))
  }
  printSummary(results)
  if (notesSeconds) await noteSeconds(results)
  return results.find(({ code }) => code !== 0)?.code ?? 0
}

const noteSeconds = async (/** @type {Result[]} */ results) => {
  const taken = results
    .filter(({ stage }) => bootsHosts(stage))
    .flatMap(({ specs }) => Object.entries(specs))
  const sorted = Object.fromEntries(taken.sort(([one], [other]) => (one < other ? -1 : 1)))
  await fs.writeFile(notedSeconds, `${JSON.stringify(sorted, null, 2)}\n`)
}

/**
 * @param {string} stage
 * @param {string[]} jestArguments
 * @param {import("./postgres.mjs").Database} database
 * @returns {Promise<Result>}
 */
const runStage = async (stage, jestArguments, database) => {
  console.log(`\n=== ${stage} tests ===`)
  const start = Date.now()
  const shop = await openWhatIsNeeded(stage, database)
  const report = path.join(os.tmpdir(), `consignment-tests-${process.pid}-${stage}.json`)
  const groups = bootsHosts(stage) && jestArguments.length === 0 ? await groupSpecs(stage) : null
  const selection = groups ? ["--runTestsByPath", ...groups.paths] : jestArguments
  const code = await run(process.execPath, [jest, ...flagsOf(stage), ...selection], {
    cwd: repository,
    env: {
      ...process.env,
      ...database?.environment,
      ...shop,
      ...(groups && { TEST_GROUPS: groups.pattern }),
      TEST_TYPE: stage,
      TEST_REPORT: report,
      NODE_OPTIONS: [process.env.NODE_OPTIONS, ...nodeFlags].join(" "),
      MEDUSA_DISABLE_TELEMETRY: "1",
      LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
    },
  })
  await groups?.remove()
  const seconds = Math.round((Date.now() - start) / 1000)
  console.log(`=== ${stage} tests ${code === 0 ? "passed" : "FAILED"} in ${seconds} s ===`)
  return { stage, code, seconds, ...(await readReport(report)) }
}

/**
 * Servers that all spec files of a stage share.
 * @param {string} stage
 * @param {import("./postgres.mjs").Database} database
 */
const openWhatIsNeeded = async (stage, database) => {
  if (stage === "browser") return await openShop(database)
  return stage === "peers" ? await openTwoStores(database) : {}
}

/** @param {string} file what the reporter wrote; nothing if jest failed before the first test. */
const readReport = async (file) => {
  const text = await fs.readFile(file, "utf8").catch(() => "{}")
  await fs.rm(file, { force: true })
  const nothing = { passed: 0, failed: 0, failures: /** @type {Failure[]} */ ([]), specs: {} }
  return { ...nothing, ...JSON.parse(text) }
}

/** Failures whole first, then their names, so that the last lines of a long output say all that is wrong. */
const printSummary = (/** @type {Result[]} */ results) => {
  const failures = results.flatMap((result) => result.failures)
  if (failures.length > 0) console.log("\nFailures:")
  for (const { file, name, detail } of failures) {
    console.log(`\n✗ ${file} › ${name}\n${detail.replace(/^(?=.)/gm, "    ")}`)
  }
  const sum = (/** @type {"passed" | "failed" | "seconds"} */ key) =>
    results.reduce((total, result) => total + result[key], 0)
  const row = (/** @type {(string | number)[]} */ [stage, ...figures]) =>
    console.log(String(stage).padEnd(12) + figures.map((each) => String(each).padStart(9)).join(""))
  console.log("")
  row(["Stage", "seconds", "passed", "failed"])
  for (const { stage, seconds, passed, failed } of results) row([stage, seconds, passed, failed])
  if (results.length > 1) row(["All", sum("seconds"), sum("passed"), sum("failed")])
  if (failures.length > 0) console.log("")
  for (const { file, name } of failures) console.log(`✗ ${file} › ${name}`)
  const failedStages = results.filter(({ code }) => code !== 0).map(({ stage }) => stage)
  console.log(failedStages.length > 0 ? `\nFAILED: ${failedStages.join(", ")}` : "\nAll passed")
}

const note = "--note-seconds"
const words = process.argv.slice(2)
const notesSeconds = words.includes(note)
const { selected, flags } = await readSelection(
  words.filter((word) => word !== note),
  {
    stages,
    everyStage: everyStage.filter(hasFolder),
  }
).catch((error) => {
  console.error(error.message)
  process.exit(1)
})

await runWithDatabase(
  async () =>
    selected.some(({ stage }) => needsDatabase(stage))
      ? startTestDatabase({ name: "medusa_consignment" })
      : undefined,
  runStages
)
