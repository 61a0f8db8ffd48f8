/** @typedef {{ name: string, lines: number, seconds: number }} Stage */

/**
 * Adds up how long the stages of a job take, also where they take turns.
 * @param {import("./progress-bar.mjs").ProgressBar} bar told of every line.
 */
export const createStopwatch = (bar) => {
  /** @type {Map<string, Stage>} */
  const stages = new Map()
  return {
    /**
     * @template T
     * @param {string} name
     * @param {(count: (lines: number, steps?: number) => void) => Promise<T>} work tells how many lines it has done, and how many steps of the bar that is, if not as many.
     * @returns {Promise<T>}
     */
    measure: async (name, work) => {
      const stage = stages.get(name) ?? { name, lines: 0, seconds: 0 }
      stages.set(name, stage)
      const start = performance.now()
      const result = await work((lines, steps = lines) => {
        stage.lines += lines
        bar.advance(steps)
      })
      stage.seconds += (performance.now() - start) / 1000
      return result
    },
    stages: () => [...stages.values()],
  }
}

/** @typedef {ReturnType<typeof createStopwatch>} Stopwatch */
