import fs from "node:fs/promises"

/** @typedef {() => Promise<unknown>} Work */

/**
 * How long a piece of work took, in milliseconds.
 * @param {Work} work
 */
export const timeOf = async (work) => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/**
 * Runs pieces of work in turn, so that whatever else the machine does meets all of them alike, and
 * in another order each round, so that none always comes first.
 * @template {string} Name
 * @param {Record<Name, (round: number) => Promise<unknown>>} works
 * @param {{ rounds: number, warmUps?: number }} options
 * @returns {Promise<Record<Name, number[]>>} milliseconds.
 */
export const interleave = async (works, { rounds, warmUps = 2 }) => {
  const names = /** @type {Name[]} */ (Object.keys(works))
  const times = /** @type {Record<Name, number[]>} */ (
    Object.fromEntries(names.map((name) => [name, []]))
  )
  for (let round = 0; round < warmUps + rounds; round++) {
    const turn = round % names.length
    for (const name of [...names.slice(turn), ...names.slice(0, turn)]) {
      const time = await timeOf(() => works[name](round))
      if (round >= warmUps) times[name].push(time)
    }
  }
  return times
}

/** @param {number[]} values */
export const median = (values) => percentile(values, 50)

/**
 * @param {number[]} values
 * @param {number} share in percent.
 */
export const percentile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b)
  const place = ((sorted.length - 1) * share) / 100
  const below = sorted[Math.floor(place)]
  return below + (sorted[Math.ceil(place)] - below) * (place % 1)
}

/**
 * The median of the rounds' own ratios: noise that meets both sides of a round alike cancels out.
 * @param {number[]} times
 * @param {number[]} base
 */
export const ratioOf = (times, base) => median(times.map((time, round) => time / base[round]))

/**
 * Between which ratios the true median lies with 95 % confidence, by the ranks of the rounds' ratios: nothing is assumed
 * of how they are distributed.
 * @param {number[]} times
 * @param {number[]} base
 */
export const intervalOf = (times, base) => {
  const ratios = times.map((time, round) => time / base[round]).sort((a, b) => a - b)
  const spread = (1.96 * Math.sqrt(ratios.length)) / 2
  const lowest = Math.max(0, Math.floor(ratios.length / 2 - spread))
  const highest = Math.min(ratios.length - 1, Math.ceil(ratios.length / 2 + spread))
  return { from: ratios[lowest], to: ratios[highest] }
}

/**
 * Memory that a process holds, in megabytes.
 * @param {number} pid
 */
export const memoryOf = async (pid) => {
  const status = await fs.readFile(`/proc/${pid}/status`, "utf8").catch(() => "")
  const [, kilobytes = "NaN"] = /VmRSS:\s+(\d+) kB/.exec(status) ?? []
  return Number(kilobytes) / 1024
}

/**
 * By how much a process grows while something runs: the peak less what it held before.
 * @template T
 * @param {number} pid
 * @param {() => Promise<T>} work
 * @returns {Promise<{ result: T, grownBy: number, time: number }>} megabytes and milliseconds.
 */
export const watchingMemory = async (pid, work) => {
  const before = await memoryOf(pid)
  let peak = before
  const watch = setInterval(async () => {
    peak = Math.max(peak, await memoryOf(pid))
  }, 20)
  const start = performance.now()
  const result = await work().finally(() => clearInterval(watch))
  return { result, grownBy: peak - before, time: performance.now() - start }
}
