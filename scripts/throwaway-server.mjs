import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"

import { medusa, repository, startServer } from "./medusa.mjs"
import { freePort } from "./ports.mjs"

/** The only admin of a server that is thrown away. */
export const admin = { email: "admin@example.com", password: "consignment" }

/**
 * Starts the repository's Medusa on an empty database, and makes its admin.
 * @param {import("./postgres.mjs").Database} database
 * @param {Record<string, string>} environment what differs from the database's.
 */
export const startThrowawayServer = async (database, environment) => {
  const log = path.join(os.tmpdir(), `consignment-server-${process.pid}.log`)
  await fs.writeFile(log, "")
  const application = {
    directory: repository,
    environment: { ...database.environment, ...environment },
    log,
  }
  await medusa(application, ["db:migrate", "--execute-safe-links"])
  await medusa(application, ["user", "--email", admin.email, "--password", admin.password])
  return await startServer(application, { port: await freePort() })
}
