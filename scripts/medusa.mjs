// Runs the Medusa of some folder: the repository itself, or the application of the pack smoke test.

import { once } from "node:events"
import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { fileURLToPath } from "node:url"

import { run, start } from "./processes.mjs"

export const repository = path.join(path.dirname(fileURLToPath(import.meta.url)), "..")

const endWithParent = path.join(repository, "scripts", "end-with-parent.cjs")

/**
 * @typedef {object} Application
 * @property {string} directory where its medusa-config lies.
 * @property {Record<string, string>} environment
 * @property {string} log the file that takes what Medusa prints.
 */

/**
 * Runs one command of the Medusa CLI to its end.
 * @param {Application} application
 * @param {string[]} parameters
 */
export const medusa = async (application, parameters) => {
  const code = await run(
    process.execPath,
    [cliOf(application), ...parameters],
    optionsOf(application)
  )
  if (code !== 0) throw failure(`medusa ${parameters[0]} failed`, application)
}

/**
 * Starts the server and answers when it does.
 * @param {Application} application
 * @param {{ port: number, host?: string }} options
 * @returns {Promise<{ url: string, pid: number, ended: Promise<never>, stop: () => Promise<void> }>} `ended` rejects if the server stops by itself.
 */
export const startServer = async (application, { port, host = "localhost" }) => {
  const parameters = ["--require", endWithParent, cliOf(application)]
  const command = ["start", "--port", String(port), "--host", host]
  const server = start(process.execPath, [...parameters, ...command], optionsOf(application))
  const ended = once(server, "exit").then(() => {
    throw failure("The Medusa server stopped", application)
  })
  // A caller that stops the server on purpose no longer waits for this promise.
  ended.catch(() => {})
  const url = `http://localhost:${port}`
  await Promise.race([untilHealthy(url), ended])
  const stop = async () => {
    server.kill()
    await ended.catch(() => {})
  }
  return { url, pid: /** @type {number} */ (server.pid), ended, stop }
}

/** @param {string} url */
const untilHealthy = async (url) => {
  const isHealthy = () =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false
    )
  while (!(await isHealthy())) await wait(200)
}

/** @param {Application} application */
const cliOf = ({ directory }) =>
  createRequire(path.join(directory, "package.json")).resolve("@medusajs/cli/cli.js")

/**
 * @param {Application} application
 * @returns {import("node:child_process").SpawnOptions}
 */
const optionsOf = ({ directory, environment, log }) => {
  const output = fs.openSync(log, "a")
  return {
    cwd: directory,
    env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: "1", ...environment },
    stdio: ["ignore", output, output, "ipc"],
  }
}

/**
 * @param {string} sentence
 * @param {Application} application
 */
const failure = (sentence, { log }) => {
  const lastLines = fs.readFileSync(log, "utf8").split("\n").slice(-40).join("\n")
  return new Error(`${sentence}. The end of ${log}:\n${lastLines}`)
}
