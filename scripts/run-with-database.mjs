import { stopChildren, untilInterrupted } from "./processes.mjs"

/** @typedef {import("./postgres.mjs").Database} Database */

/** The exit code a shell expects of a program that Ctrl-C ended before it was done. */
const interruptedCode = 130

/**
 * The whole life of a script: starts the database, works, stops all that was started, also at
 * Ctrl-C, and ends the process.
 * @param {() => Promise<Database | undefined>} start
 * @param {(database: any) => Promise<number | void>} work answers with the exit code, or nothing for 0.
 * @param {{ runsUntilInterrupted?: boolean }} [options] whether Ctrl-C is the usual end.
 */
export const runWithDatabase = async (start, work, { runsUntilInterrupted = false } = {}) => {
  const interrupted = untilInterrupted().then(() => (runsUntilInterrupted ? 0 : interruptedCode))
  const starting = start()
  const working = starting.then(work)
  const code = await Promise.race([interrupted, working]).catch(reportFailure)
  await stopChildren()
  await starting.then(
    (database) => database?.stop(),
    () => {}
  )
  process.exit(code ?? 0)
}

/** @param {unknown} error */
const reportFailure = (error) => {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  return 1
}
