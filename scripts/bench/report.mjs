import fs from "node:fs/promises"
import os from "node:os"

/** @typedef {import("./figures.mjs").Figure} Figure */
/** @typedef {import("./figures.mjs").Plan} Plan */
/**
 * @typedef {object} Run of one benchmark.
 * @property {string} title
 * @property {string} date
 * @property {string} machine
 * @property {string} extent
 * @property {Figure[]} figures
 * @property {Plan[]} plans
 */

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

/** @param {Run[]} runs */
export const printSummary = (runs) => {
  const figures = runs.flatMap((run) => run.figures)
  const missed = figures.filter(({ isMet }) => !isMet)
  console.log(`\n${describeMachine()}`)
  console.log(`${figures.length - missed.length} of ${figures.length} targets are met.`)
  printFigures(missed)
}

/**
 * Keeps the latest run of every benchmark, so that they may run one at a time.
 * @param {string} file
 * @param {Run[]} runs
 * @returns {Promise<Run[]>} all that are known now.
 */
export const keepRuns = async (file, runs) => {
  /** @type {Run[]} */
  const earlier = JSON.parse(await fs.readFile(file, "utf8").catch(() => "[]"))
  const titles = new Set(runs.map(({ title }) => title))
  const all = [...earlier.filter(({ title }) => !titles.has(title)), ...runs]
  all.sort((a, b) => numberOf(a) - numberOf(b))
  await fs.writeFile(file, `${JSON.stringify(all, null, 2)}\n`)
  return all
}

const numberOf = (/** @type {Run} */ { figures: [first] }) => orderOf(first?.id ?? "")

/** Figures of two stores (S1) come after those of one (P1, P6b). */
const orderOf = (/** @type {string} */ id) => parseInt(id.slice(1)) + (id.startsWith("S") ? 100 : 0)

/**
 * Writes the runs into the paper. Chapters of benchmarks that did not run, and those of other commands, stay as they are.
 * @param {string} file
 * @param {Run[]} runs
 */
export const writePaper = async (file, runs) => {
  const earlier = await fs.readFile(file, "utf8").catch(() => "")
  await fs.writeFile(file, toMarkdown(runs, earlier))
}

/**
 * @param {Run[]} runs
 * @param {string} earlier
 */
const toMarkdown = (runs, earlier) => {
  const plans = runs.flatMap((run) => run.plans)
  const [, ...chapters] = splitAt("## ", earlier)
  const kept = chapters.map(toPart)
  const known = new Set(runs.map(({ title }) => title))
  const figures = [
    ...runs.map((run) => ({ order: numberOf(run), text: toChapter(run) })),
    ...kept.filter(({ title, order }) => order !== undefined && !known.has(title)),
  ].sort((a, b) => Number(a.order) - Number(b.order))
  const others = kept.filter(({ title, order }) => order === undefined && title !== "Plans")
  const keptPlans = kept.find(({ title }) => title === "Plans")?.text ?? ""
  const parts = [...figures, ...others].map(({ text }) => text)
  return `${["# Benchmarks", introduction, ...parts, toPlans(plans, keptPlans)].join("\n\n")}\n`
}

const splitAt = (/** @type {string} */ heading, /** @type {string} */ text) =>
  text.split(new RegExp(`\\n(?=${heading})`)).map((part) => part.trim())

/** A chapter of the paper; its order is that of its first figure, and a chapter without figures has none. */
const toPart = (/** @type {string} */ text) => {
  const id = /^\| ([PS]\d+)/m.exec(text)?.[1]
  return { title: titleOf(text), order: id ? orderOf(id) : undefined, text }
}

const titleOf = (/** @type {string} */ text) => text.split("\n")[0].replace(/^#+ /, "")

const introduction = `\`npm run bench\` measures everything, \`npm run bench -- P4 P6\` a part of it, \`--full\` takes ledgers of a million
movements, and \`--huge\` of ten million. \`--write\` puts the latest run of every benchmark into this file.

All of it runs on a PostgreSQL of its own that writes through to the disk at every commit, and over HTTP on stores that
have the packed plugin installed. A ratio compares two things by turns within one run, so that whatever else the machine
does meets both; it is the median of the rounds' own ratios. Times are those of the machine and of what else it did. A
target is where we want to stand, not a limit.`

const toChapter = (/** @type {Run} */ { title, date, machine, extent, figures }) =>
  [
    `## ${title}`,
    `${date.slice(0, 10)}, ${extent}; ${machine}.`,
    [
      "| | What | Figure | Target | Met | Detail |",
      "| --- | --- | ---: | ---: | --- | --- |",
      ...figures.map(toRow),
    ].join("\n"),
  ].join("\n\n")

const toRow = (/** @type {Figure} */ { id, what, figure, target, isMet, detail }) =>
  `| ${[id, what, figure, target, isMet ? "yes" : "**no**", detail].join(" | ")} |`

/**
 * @param {Plan[]} plans
 * @param {string} kept the chapter as it was; plans of the same title are replaced.
 */
const toPlans = (plans, kept) => {
  const replaced = new Set(plans.map(({ title }) => title))
  const [, ...earlier] = splitAt("### ", kept)
  return [
    "## Plans",
    "How PostgreSQL runs the statements of settlements and lists on the largest ledgers of these runs.",
    ...plans.map(({ title, text }) => `### ${title}\n\n\`\`\`text\n${text.trim()}\n\`\`\``),
    ...earlier.filter((plan) => !replaced.has(titleOf(plan))),
  ].join("\n\n")
}
