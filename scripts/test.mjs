#!/usr/bin/env node
// npm test                       every stage
// npm test -- http               one stage
// npm test -- http contractors   the specs of a stage whose path contains "contractors"
// npm run test:browser           the admin in a browser; not among "every stage", as it builds the admin first
// npm run test:processes         the README's commands as a stranger types them; neither, as they take minutes

import { existsSync } from "node:fs"
import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"

import { openShop } from "./browser/open-shop.mjs"
import { repository } from "./medusa.mjs"
import { startTestDatabase } from "./postgres.mjs"
import { run } from "./processes.mjs"
import { runWithDatabase } from "./run-with-database.mjs"

const jest = path.join(repository, "node_modules", "jest", "bin", "jest.js")
// Each spec file boots a host, of which little is given back: a worker that has grown makes way for a new one.
const besideEachOther = ["--maxWorkers=2", "--workerIdleMemoryLimit=1GB", "--forceExit"]
// They share one shop, and each goes on where the one before ended.
const oneAfterTheOther = ["--runInBand", "--forceExit"]
const everyStage = ["unit", "modules", "http", "scenarios"]
const nodeFlags = ["--experimental-vm-modules", "--no-warnings"]
const stages = [...everyStage, "browser", "processes"]

const needsDatabase = (/** @type {string} */ stage) => !["unit", "processes"].includes(stage)

/** How its spec files share the machine. */
const flagsOf = (/** @type {string} */ stage) => {
  if (stage === "browser") return oneAfterTheOther
  return needsDatabase(stage) ? besideEachOther : []
}

/** A stage whose folder is there must have tests; one without a folder is left out. */
const hasFolder = (/** @type {string} */ stage) =>
  stage === "unit" || existsSync(path.join(repository, "integration-tests", stage))

/**
 * Runs every stage even if one fails, and answers with the first exit code that is not 0.
 * @param {string[]} chosen
 * @param {string[]} jestArguments
 * @param {import("./postgres.mjs").Database} database unless all that is chosen does without.
 */
const runStages = async (chosen, jestArguments, database) => {
  // A pattern without a stage need not match in every stage.
  const isLenient = chosen.length > 1 && jestArguments.length > 0
  const flags = isLenient ? [...jestArguments, "--passWithNoTests"] : jestArguments
  const results = []
  for (const stage of chosen) results.push(await runStage(stage, flags, database))

  const sum = (/** @type {"passed" | "failed"} */ key) =>
    results.reduce((total, result) => total + result[key], 0)
  console.log(`\nTests: ${sum("passed")} passed, ${sum("failed")} failed`)
  return results.find(({ code }) => code !== 0)?.code ?? 0
}

/**
 * @param {string} stage
 * @param {string[]} jestArguments
 * @param {import("./postgres.mjs").Database} database
 */
const runStage = async (stage, jestArguments, database) => {
  console.log(`\n=== ${stage} tests ===`)
  const start = Date.now()
  const shop = stage === "browser" ? await openShop(database) : {}
  const report = path.join(os.tmpdir(), `consignment-tests-${process.pid}-${stage}.json`)
  const flags = [`--json`, `--outputFile=${report}`, ...flagsOf(stage)]
  const code = await run(process.execPath, [jest, ...flags, ...jestArguments], {
    cwd: repository,
    env: {
      ...process.env,
      ...database?.environment,
      ...shop,
      TEST_TYPE: stage,
      NODE_OPTIONS: [process.env.NODE_OPTIONS, ...nodeFlags].join(" "),
      MEDUSA_DISABLE_TELEMETRY: "1",
      LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
    },
  })
  const seconds = Math.round((Date.now() - start) / 1000)
  console.log(`=== ${stage} tests ${code === 0 ? "passed" : "FAILED"} in ${seconds} s ===`)
  return { code, ...(await countsOf(report)) }
}

/** @param {string} report what jest wrote; nothing if it failed before the first test. */
const countsOf = async (report) => {
  const text = await fs.readFile(report, "utf8").catch(() => "{}")
  await fs.rm(report, { force: true })
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = JSON.parse(text)
  return { passed, failed }
}

const [first = "", ...rest] = process.argv.slice(2)
const isStage = stages.includes(first)
const chosen = isStage ? [first] : everyStage.filter(hasFolder)
const jestArguments = isStage ? rest : process.argv.slice(2)

await runWithDatabase(
  async () =>
    chosen.some(needsDatabase) ? startTestDatabase({ name: "medusa_consignment" }) : undefined,
  (database) => runStages(chosen, jestArguments, database)
)
