/**
 * Works through a list, several at a time, and answers in the list's order. After a failure nothing
 * further is begun.
 * @template One, Result
 * @param {One[]} list
 * @param {(one: One) => Promise<Result>} work
 * @param {number} [atATime]
 * @returns {Promise<Result[]>}
 */
export const inParallel = async (list, work, atATime = 8) => {
  /** @type {Result[]} */
  const results = new Array(list.length)
  const queue = entriesOf(list)
  const worker = async () => {
    for (const [index, one] of queue) results[index] = await work(one)
  }
  await Promise.all(Array.from({ length: Math.min(atATime, list.length) }, worker))
  return results
}

/**
 * A generator is closed for all workers when a loop over it throws; the iterator of an array is not.
 * @template One
 * @param {One[]} list
 */
const entriesOf = function* (list) {
  yield* list.entries()
}
