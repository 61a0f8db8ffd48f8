/**
 * Runs one stage of a longer job, and prints its title and how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const stage = async (title, work) => {
  const start = performance.now()
  console.log(`• ${title}`)
  const result = await work()
  console.log(`  done in ${((performance.now() - start) / 1000).toFixed(1)} s`)
  return result
}

/**
 * Prints lines in a frame.
 * @param {string[]} lines
 */
export const box = (lines) => {
  const width = Math.max(...lines.map((line) => line.length))
  const edge = "─".repeat(width + 4)
  const rows = lines.map((line) => `│  ${line.padEnd(width)}  │`)
  console.log(["", `┌${edge}┐`, ...rows, `└${edge}┘`, ""].join("\n"))
}
