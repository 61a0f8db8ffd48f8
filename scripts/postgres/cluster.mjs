import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import fs from "node:fs/promises"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { promisify } from "node:util"

import { freePort } from "../ports.mjs"
import { isAlive } from "../processes.mjs"
import { findBinaries } from "./binaries.mjs"
import { answers } from "./client.mjs"
import { serverUser } from "./root.mjs"

const run = promisify(execFile)

/** Reachable from this machine only. The literal "localhost" keeps Medusa's test runner off SSL. */
const login = { host: "localhost", user: "postgres", password: "medusa", name: "postgres" }

/**
 * Starts a PostgreSQL server whose data lie in `folder`, and makes them at the first start.
 * @param {{ folder: string, settings: string[] }} options
 */
export const startCluster = async ({ folder, settings }) => {
  const programs = await findBinaries()
  const place = await preparePlace(folder)
  await stopForgottenServer(programs, place)
  await initialise(programs, place)

  const address = { ...login, port: await freePort() }
  const server = await launch(programs, place, [...settings, `port=${address.port}`])
  await untilReady(server, address, place)
  await fs.writeFile(place.owner, String(process.pid))
  return { address, stop: () => stop(server) }
}

/**
 * Stops a server that outlived the process that started it, and removes its data.
 * @param {string} folder
 */
export const removeCluster = async (folder) => {
  const place = await preparePlace(folder)
  await stopForgottenServer(await findBinaries(), place)
  await fs.rm(folder, { recursive: true, force: true })
}

/** @typedef {Awaited<ReturnType<typeof preparePlace>>} Place */
/** @typedef {Awaited<ReturnType<typeof findBinaries>>} Programs */
/** @typedef {import("node:child_process").ChildProcess} Server */

/** @param {string} folder */
const preparePlace = async (folder) => {
  await fs.mkdir(folder, { recursive: true, mode: 0o755 })
  const user = serverUser()
  if (user) await fs.chmod(folder, 0o755)
  const inFolder = (/** @type {string} */ name) => path.join(folder, name)
  return {
    data: inFolder("postgres"),
    unfinished: inFolder("postgres-unfinished"),
    password: inFolder("password"),
    log: inFolder("postgres.log"),
    owner: inFolder("owner"),
    /** As whom and where the programs run: they insist on a current folder that they may enter. */
    identity: { cwd: folder, ...user },
    user,
  }
}

/**
 * Made under another name first, so that data that were broken off are never taken for whole.
 * @param {Programs} programs
 * @param {Place} place
 */
const initialise = async ({ initdb }, { data, unfinished, password, user, identity }) => {
  if (await exists(path.join(data, "PG_VERSION"))) return

  await fs.rm(unfinished, { recursive: true, force: true })
  await fs.mkdir(unfinished, { mode: 0o700 })
  if (user) await fs.chown(unfinished, user.uid, user.gid)
  await fs.writeFile(password, login.password)
  const names = [`--pgdata=${unfinished}`, `--username=${login.user}`, `--pwfile=${password}`]
  const flags = ["--auth=scram-sha-256", "--locale=C", "--encoding=UTF8", "--no-sync"]
  await run(initdb, [...names, ...flags], identity).finally(() => fs.rm(password))
  await fs.rename(unfinished, data)
}

/**
 * A server whose owner was killed goes on running. It is stopped here; one whose owner lives is not.
 * @param {Programs} programs
 * @param {Place} place
 */
const stopForgottenServer = async ({ pg_ctl }, { data, owner, identity }) => {
  const [, , , port] = (await readIfThere(path.join(data, "postmaster.pid"))).split("\n")
  if (!port || !(await answers({ ...login, port: Number(port) }))) return

  const ownerId = Number(await readIfThere(owner))
  if (ownerId && isAlive(ownerId)) {
    throw new Error(`The database in ${data} is in use by process ${ownerId}.`)
  }
  await run(pg_ctl, ["stop", "--pgdata", data, "--mode", "fast", "--wait"], identity)
}

/**
 * Detached, so that Ctrl-C reaches us alone: the server has to outlive every process that still talks to it.
 * @param {Programs} programs
 * @param {Place} place
 * @param {string[]} settings
 * @returns {Promise<Server>}
 */
const launch = async ({ postgres }, { data, log, identity }, settings) => {
  const fixed = ["listen_addresses=localhost", "unix_socket_directories="]
  const flags = [...fixed, ...settings].flatMap((setting) => ["-c", setting])
  const output = await fs.open(log, "w")
  const stdio = /** @type {const} */ (["ignore", output.fd, output.fd])
  const server = spawn(postgres, ["-D", data, ...flags], { ...identity, stdio, detached: true })
  await once(server, "spawn").finally(() => output.close())
  process.once("exit", () => server.kill("SIGINT"))
  return server
}

/**
 * After a crash the server first repairs its data, which may take a while.
 * @param {Server} server
 * @param {import("./environment.mjs").Address} address
 * @param {Place} place
 */
const untilReady = async (server, address, { log }) => {
  const deadline = Date.now() + 60_000
  while (!(await answers(address))) {
    if (hasEnded(server) || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start.\n${await readIfThere(log)}`)
    }
    await wait(50)
  }
}

/** @param {Server} server */
const stop = async (server) => {
  if (hasEnded(server)) return
  const end = once(server, "exit")
  server.kill("SIGINT")
  const impatience = setTimeout(() => server.kill("SIGQUIT"), 10_000)
  await end.finally(() => clearTimeout(impatience))
}

const hasEnded = (/** @type {Server} */ { exitCode, signalCode }) =>
  exitCode !== null || signalCode !== null

const exists = (/** @type {string} */ file) =>
  fs.access(file).then(
    () => true,
    () => false
  )

const readIfThere = (/** @type {string} */ file) => fs.readFile(file, "utf8").catch(() => "")
