import { spawn } from "node:child_process"
import { once } from "node:events"

const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])

/**
 * Resolves at Ctrl-C or when the process is asked to end; from the call on, neither ends it by itself.
 * @returns {Promise<NodeJS.Signals>}
 */
export const untilInterrupted = () =>
  new Promise((resolve) => signals.forEach((signal) => process.on(signal, () => resolve(signal))))

/** @type {Set<import("node:child_process").ChildProcess>} */
const children = new Set()

/**
 * Starts a command. `stopChildren` ends it, and so does our own end.
 * @param {string} command
 * @param {string[]} parameters
 * @param {import("node:child_process").SpawnOptions} [options]
 */
export const start = (command, parameters, options = {}) => {
  const child = spawn(command, parameters, { stdio: "inherit", ...options })
  const kill = () => child.kill()
  children.add(child)
  process.once("exit", kill)
  child.once("exit", () => {
    children.delete(child)
    process.off("exit", kill)
  })
  return child
}

/**
 * Runs a command to its end, with its output on ours.
 * @param {string} command
 * @param {string[]} parameters
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>} the exit code; 1 if a signal ended it.
 */
export const run = async (command, parameters, options) => {
  const [code] = await once(start(command, parameters, options), "exit")
  return code ?? 1
}

/** Asks whatever still runs to end, and insists after ten seconds. */
export const stopChildren = async () => {
  const endings = [...children].map(async (child) => {
    const end = once(child, "exit")
    child.kill()
    const impatience = setTimeout(() => child.kill("SIGKILL"), 10_000)
    await end.finally(() => clearTimeout(impatience))
  })
  await Promise.all(endings)
}

/**
 * Whether a process with this id runs.
 * @param {number} id
 */
export const isAlive = (id) => {
  try {
    return process.kill(id, 0)
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM"
  }
}
