import assert from "node:assert"

/** The same numbers from the same seed, everywhere. */
export const createRandom = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (bound: number): number => Math.floor(next() * bound)
  return {
    below,
    one: <Value>(values: readonly Value[]): Value => {
      const value = values[below(values.length)]
      assert(value !== undefined)
      return value
    },
  }
}
export type Random = ReturnType<typeof createRandom>
