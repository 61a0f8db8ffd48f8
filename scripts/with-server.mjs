#!/usr/bin/env node
// node scripts/with-server.mjs <command> [parameters]
// Runs a command beside a Medusa server of its own, on an empty database that is thrown away
// afterwards. "{url}" in a parameter becomes the server's address; the login of an admin stands in
// MEDUSA_ADMIN_EMAIL and MEDUSA_ADMIN_PASSWORD.

import { startTestDatabase } from "./postgres.mjs"
import { run } from "./processes.mjs"
import { stage } from "./progress.mjs"
import { runWithDatabase } from "./run-with-database.mjs"
import { admin, startThrowawayServer } from "./throwaway-server.mjs"

const login = { MEDUSA_ADMIN_EMAIL: admin.email, MEDUSA_ADMIN_PASSWORD: admin.password }
const withoutAdmin = { NODE_ENV: "development", DISABLE_MEDUSA_ADMIN: "true" }

const [command, ...parameters] = process.argv.slice(2)
if (!command) throw new Error("Name the command that is to run beside the server.")

await runWithDatabase(
  () => startTestDatabase({ name: "medusa_consignment" }),
  async (database) => {
    const { url, ended } = await stage("Starting a server", () =>
      startThrowawayServer(database, withoutAdmin)
    )
    const words = parameters.map((parameter) => parameter.replace("{url}", url))
    return await Promise.race([run(command, words, { env: { ...process.env, ...login } }), ended])
  }
)
