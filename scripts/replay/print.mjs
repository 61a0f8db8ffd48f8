/** @typedef {import("./compare.mjs").Difference} Difference */
/** @typedef {import("./plan.mjs").Plan} Plan */
/** @typedef {import("./read-folder.mjs").Folder} Folder */
/** @typedef {import("./replay-folder.mjs").Outcome} Outcome */
/** @typedef {import("./stopwatch.mjs").Stage} Stage */

/**
 * Documents that a run would post, a line each.
 * @param {Folder} folder
 * @param {Plan} plan
 */
export const printPlan = ({ vendors, products }, plan) => {
  console.log(`Contractors with an agreement from ${plan.validFrom} on: ${vendors.length}`)
  console.log(`Items: ${products.length}`)
  for (const { key, effectiveAt, lots } of plan.receipts) {
    console.log(`${effectiveAt.slice(0, 10)}  ${key}  lines: ${lots.length}`)
  }
  for (const { days, monthEnd } of [
    { days: [plan.before], monthEnd: plan.before.monthEnd },
    ...plan.months,
  ]) {
    for (const { sales, returns } of days) {
      for (const { key, effectiveAt, lines } of [...sales, ...returns]) {
        console.log(`${effectiveAt.slice(0, 10)}  ${key}  lines: ${lines.length}`)
      }
    }
    console.log(`${monthEnd.cutOff}  settlements: ${monthEnd.vendors.length}`)
  }
}

/**
 * Returns that name no sale of the folder, and what becomes of them.
 * @param {Plan} plan
 */
export const printAssumptions = (plan) => {
  const assumed = plan.before.returns.flatMap(({ lines }) => lines)
  if (assumed.length === 0) return
  const { cutOff } = plan.before.monthEnd
  console.log(
    [
      `\nReturns whose sale is not in the folder: ${assumed.length}`,
      `It must lie before the first month. So a sale of the same goods is posted on ${cutOff} and the`,
      "return beside it, dated by its own day; then that month is closed. The sale is settled before the",
      "first month, the return counts in its own month, as the folder expects.",
    ].join("\n")
  )
  for (const { line, sale } of assumed) {
    console.log(
      `  ${line.id}  ${line.date}  ${sale.quantity} of item ${line.item}, vendor ${line.vendor}`
    )
  }
}

/** @param {Outcome} outcome */
export const printOutcome = ({ differences, explanations, settlements, expected, stages }) => {
  const unexplained = differences.filter(({ isExplained }) => !isExplained)
  console.log(
    `\nCompared ${settlements} settlements with ${expected} expected rows and the sums of the stores.\n` +
      `Figures that differ: ${differences.length}`
  )
  if (differences.length > 0) printTable(["", ...columns], differences.map(toCells))
  if (explanations.length > 0) console.log("\nExplained:")
  for (const { account, sentence } of explanations) console.log(`  ${account}: ${sentence}`)
  console.log(
    unexplained.length === 0
      ? "\nEvery difference is explained."
      : `\nNOT explained, and marked with "!": ${unexplained.length}`
  )
  printStages(stages)
}

const columns = ["vendor, month", "figure", "expected", "settled", "difference"]

const toCells = (/** @type {Difference} */ { account, figure, expected, settled, isExplained }) => {
  const format = (/** @type {import("decimal.js").Decimal} */ value) =>
    figure.includes("cost") ? value.toFixed(Math.max(2, value.decimalPlaces())) : value.toFixed()
  const numbers = [expected, settled, settled.minus(expected)].map(format)
  return [isExplained ? "" : "!", account, figure, ...numbers]
}

/** @param {Stage[]} stages */
const printStages = (stages) => {
  const seconds = stages.reduce((sum, stage) => sum + stage.seconds, 0)
  const lines = stages.reduce((sum, stage) => sum + stage.lines, 0)
  console.log("")
  printTable(
    ["stage", "lines", "seconds", "lines/s"],
    [...stages, { name: "in all", lines, seconds }].map((stage) => [
      stage.name,
      String(stage.lines),
      stage.seconds.toFixed(1),
      Math.round(stage.lines / stage.seconds).toString(),
    ])
  )
}

/**
 * Cells that hold numbers stand to the right.
 * @param {string[]} header
 * @param {string[][]} rows
 */
const printTable = (header, rows) => {
  const widths = header.map((cell, index) =>
    Math.max(cell.length, ...rows.map((row) => row[index].length))
  )
  const isNumber = header.map((_, index) => rows.every((row) => /^-?[\d.]+$/.test(row[index])))
  for (const row of [header, ...rows]) {
    const cells = row.map((cell, index) =>
      isNumber[index] ? cell.padStart(widths[index]) : cell.padEnd(widths[index])
    )
    console.log(cells.join("  ").trimEnd())
  }
}
