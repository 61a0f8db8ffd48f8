import fs from "node:fs/promises"
import os from "node:os"

/** @typedef {import("./figures.mjs").Figure} Figure */
/** @typedef {import("./figures.mjs").Plan} Plan */
/** @typedef {{ date: string, machine: string, extent: string, figures: Figure[], plans: Plan[] }} Report */

/** The machine, as far as it explains figures. */
export const describeMachine = () => {
  const cores = os.cpus()
  const memory = `${Math.round(os.totalmem() / 2 ** 30)} GB`
  const load = os.loadavg()[0].toFixed(1)
  return `${cores.length} × ${cores[0]?.model.trim() ?? "unknown"}, ${memory}, Node ${process.versions.node}, load ${load} at the start`
}

/** @param {Figure[]} figures */
export const printFigures = (figures) => {
  for (const { id, what, figure, target, isMet, detail } of figures) {
    console.log(`  ${isMet ? "✓" : "✗"} ${id}  ${what}: ${figure} (${target})\n         ${detail}`)
  }
}

/** @param {Report} report */
export const printReport = ({ machine, figures }) => {
  console.log(`\n${machine}`)
  printFigures(figures)
  const missed = figures.filter(({ isMet }) => !isMet)
  console.log(`\n${figures.length - missed.length} of ${figures.length} targets are met.`)
}

/**
 * @param {string} file
 * @param {Report} report
 */
export const writeJson = (file, report) =>
  fs.writeFile(file, `${JSON.stringify(report, null, 2)}\n`)

/**
 * @param {string} file
 * @param {Report} report
 */
export const writePaper = (file, report) => fs.writeFile(file, toMarkdown(report))

/** @param {Report} report */
const toMarkdown = ({ date, machine, extent, figures, plans }) =>
  `${[
    "# Benchmarks",
    introduction,
    `Run on ${date.slice(0, 10)} (${extent}) on ${machine}.`,
    [
      "| | What | Figure | Target | Met | Detail |",
      "| --- | --- | ---: | ---: | --- | --- |",
      ...figures.map(toRow),
    ].join("\n"),
    "## Plans",
    "How PostgreSQL runs the statements of settlements and lists, on the largest ledger of the run.",
    ...plans.flatMap(({ title, text }) => [`### ${title}`, `\`\`\`\n${text.trim()}\n\`\`\``]),
  ].join("\n\n")}\n`

const toRow = (/** @type {Figure} */ { id, what, figure, target, isMet, detail }) =>
  `| ${[id, what, figure, target, isMet ? "yes" : "**no**", detail].join(" | ")} |`

const introduction = `Written by \`npm run bench -- --full --write\`; \`npm run bench\` prints the same for smaller ledgers, and
\`npm run bench -- P4 P6\` a part of it. Everything runs on a PostgreSQL of its own that writes through to the disk at
every commit, on real servers that have the packed plugin installed, over HTTP. A ratio compares two things in one run,
by turns, so that whatever else the machine does meets both; it is the median of the rounds' own ratios. Absolute figures
are those of the machine. A target is where we want to stand, not a limit.`
