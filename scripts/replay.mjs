#!/usr/bin/env node
// npm run replay -- <folder> --url <address>
// Posts the trade in a folder of CSV files to a running server, closes the months, and compares the
// settlements with the folder's own figures. Fails if a difference cannot be explained.
//   --email, --password   an admin's login; default: MEDUSA_ADMIN_EMAIL, MEDUSA_ADMIN_PASSWORD
//   --token               a secret API key or a token of an admin, instead of a login
//   --dry-run             prints what would be posted, and posts nothing

import { parseArgs } from "node:util"

import { adminWith, loginAsAdmin } from "./demo/client.mjs"
import { toPlan } from "./replay/plan.mjs"
import { printAssumptions, printOutcome, printPlan } from "./replay/print.mjs"
import { readFolder } from "./replay/read-folder.mjs"
import { replayFolder } from "./replay/replay-folder.mjs"

const usage =
  "Usage: npm run replay -- <folder> --url <address> [--email … --password … | --token …] [--dry-run]"

const { MEDUSA_ADMIN_EMAIL, MEDUSA_ADMIN_PASSWORD } = process.env

const readArguments = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      url: { type: "string" },
      email: { type: "string", default: MEDUSA_ADMIN_EMAIL },
      password: { type: "string", default: MEDUSA_ADMIN_PASSWORD },
      token: { type: "string" },
      "dry-run": { type: "boolean", default: false },
    },
  })

/** @returns {Promise<number>} the exit code. */
const run = async () => {
  const { values: options, positionals } = readArguments()
  const [path, ...others] = positionals
  if (!path || others.length > 0) throw new Error(usage)

  const folder = await readFolder(path)
  const plan = toPlan(folder)
  if (options["dry-run"]) {
    printPlan(folder, plan)
    printAssumptions(plan)
    return 0
  }
  const outcome = await replayFolder(await connect(options), folder, plan)
  printAssumptions(plan)
  printOutcome(outcome)
  return outcome.differences.every(({ isExplained }) => isExplained) ? 0 : 1
}

/** @param {{ url?: string, email?: string, password?: string, token?: string }} options */
const connect = async ({ url, email, password, token }) => {
  if (!url) throw new Error(usage)
  const address = url.replace(/\/+$/, "")
  await fetch(`${address}/health`).catch(() => {
    throw new Error(`No server answers at ${address}.`)
  })
  if (token) return adminWith(address, token)
  if (!email || !password) throw new Error("Name --email and --password of an admin, or a --token.")
  const client = await loginAsAdmin(address, { email, password })
  if (!client) throw new Error(`${address} knows no admin ${email} with this password.`)
  return client
}

process.exitCode = await run().catch((error) => {
  console.error(`\n${error.message}`)
  return 1
})
