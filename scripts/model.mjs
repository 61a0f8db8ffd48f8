#!/usr/bin/env node
// npm run model -- --operations 10000 --seed 7
// Plays random operations against a running host and against a second, plain model of the semantics, and compares.
// Without a seed it takes another one each time, and prints it.

import path from "node:path"
import { parseArgs } from "node:util"

import { repository } from "./medusa.mjs"
import { run } from "./processes.mjs"

const { values } = parseArgs({
  options: { operations: { type: "string" }, seed: { type: "string" } },
})
const operations = values.operations ?? "1000"
const seed = values.seed ?? String(Date.now() % 1_000_000_000)
console.log(`${operations} operations with seed ${seed}`)

const test = path.join(repository, "scripts", "test.mjs")
process.exitCode = await run(process.execPath, [test, "scenarios", "scenarios/model"], {
  cwd: repository,
  env: { ...process.env, MODEL_OPERATIONS: operations, MODEL_SEED: seed },
})
