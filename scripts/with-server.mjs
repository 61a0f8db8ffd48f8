#!/usr/bin/env node
// node scripts/with-server.mjs <command> [parameters]
// Runs a command beside a Medusa server of its own, on an empty database that is thrown away
// afterwards. "{url}" in a parameter becomes the server's address; the login of an admin stands in
// MEDUSA_ADMIN_EMAIL and MEDUSA_ADMIN_PASSWORD.

import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"

import { medusa, repository, startServer } from "./medusa.mjs"
import { freePort } from "./ports.mjs"
import { startTestDatabase } from "./postgres.mjs"
import { run } from "./processes.mjs"
import { stage } from "./progress.mjs"
import { runWithDatabase } from "./run-with-database.mjs"

const login = { MEDUSA_ADMIN_EMAIL: "admin@example.com", MEDUSA_ADMIN_PASSWORD: "consignment" }

/** @param {import("./postgres.mjs").Database} database */
const serve = async (database) => {
  const log = path.join(os.tmpdir(), `consignment-server-${process.pid}.log`)
  await fs.writeFile(log, "")
  const environment = {
    ...database.environment,
    NODE_ENV: "development",
    DISABLE_MEDUSA_ADMIN: "true",
  }
  const application = { directory: repository, environment, log }
  const { MEDUSA_ADMIN_EMAIL: email, MEDUSA_ADMIN_PASSWORD: password } = login
  return await stage("Starting a server", async () => {
    await medusa(application, ["db:migrate", "--execute-safe-links"])
    await medusa(application, ["user", "--email", email, "--password", password])
    return await startServer(application, { port: await freePort() })
  })
}

const [command, ...parameters] = process.argv.slice(2)
if (!command) throw new Error("Name the command that is to run beside the server.")

await runWithDatabase(
  () => startTestDatabase({ name: "medusa_consignment" }),
  async (database) => {
    const { url, ended } = await serve(database)
    const words = parameters.map((parameter) => parameter.replace("{url}", url))
    return await Promise.race([run(command, words, { env: { ...process.env, ...login } }), ended])
  }
)
