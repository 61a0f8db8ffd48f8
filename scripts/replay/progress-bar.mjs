/** @typedef {{ advance: (steps: number) => void, end: () => void }} ProgressBar */

/**
 * A bar where someone watches, a line for every tenth where not.
 * @param {string} title
 * @param {number} total
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} output
 * @returns {ProgressBar}
 */
export const createProgressBar = (title, total, output = process.stdout) => {
  let done = 0
  const share = () => Math.min(1, done / total)
  const draw = () => {
    const filled = Math.round(share() * width)
    const bar = "█".repeat(filled) + "░".repeat(width - filled)
    output.write(`\r${title} ${bar} ${percent(share())}`)
  }
  return {
    advance: (steps) => {
      const tenth = Math.floor(share() * 10)
      done += steps
      if (output.isTTY) draw()
      else if (Math.floor(share() * 10) > tenth) output.write(`${title} ${percent(share())}\n`)
    },
    end: () => {
      if (output.isTTY) output.write("\n")
    },
  }
}

const width = 40

const percent = (/** @type {number} */ share) => `${Math.floor(share * 100)} %`.padStart(5)
