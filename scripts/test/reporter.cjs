// Prints a test run: one line per spec file with its seconds, and what failed in full. What the host writes to its
// log is printed for failed tests only.

const fs = require("node:fs")
const path = require("node:path")

/** @typedef {{ path: string }} Test */
/** @typedef {{ ancestorTitles: string[], title: string, status: string, duration?: number | null, failureMessages: string[] }} TestCaseResult */
/** @typedef {{ testResults: TestCaseResult[], console?: { message: string, origin: string }[], failureMessage?: string | null, perfStats: { runtime: number } }} TestResult */
/** @typedef {{ file: string, name: string, detail: string }} Failure */

const logLinesPerFailure = 60
const mark = "\u0001"

const print = (/** @type {string} */ text) => process.stdout.write(`${text}\n`)
const seconds = (/** @type {number} */ milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`
const relative = (/** @type {string} */ file) => path.relative(process.cwd(), file)
const indent = (/** @type {string} */ text) => text.replace(/^(?=.)/gm, "    ")

module.exports = class Reporter {
  /** @type {Map<string, { file: string, passed: number, failed: number, milliseconds: number }>} by what jest runs. */
  running = new Map()
  /** @type {Failure[]} */
  failures = []
  /** @type {Record<string, number>} by spec file. */
  seconds = {}
  listsTests = false

  /** @param {{ numTotalTestSuites: number }} results */
  onRunStart(results) {
    this.listsTests = results.numTotalTestSuites === 1
  }

  /** @param {Test} test @param {TestCaseResult} result */
  onTestCaseResult(test, result) {
    if (!["passed", "failed"].includes(result.status)) return
    const file = specOf(test.path, result)
    if (this.running.get(test.path)?.file !== file) this.printSpec(test.path)

    const current = this.running.get(test.path) ?? { file, passed: 0, failed: 0, milliseconds: 0 }
    current[result.status === "passed" ? "passed" : "failed"] += 1
    current.milliseconds += result.duration ?? 0
    this.running.set(test.path, current)
    if (this.listsTests || result.status === "failed") {
      const sign = result.status === "passed" ? "✓" : "✗"
      print(`  ${sign} ${nameOf(result)} (${seconds(result.duration ?? 0)})`)
    }
  }

  /** @param {Test} test @param {TestResult} result */
  onTestResult(test, result) {
    const ran = result.testResults.filter(
      ({ status }) => status === "passed" || status === "failed"
    )
    // Tests that wait for a `beforeAll` that failed are told here alone.
    if (ran.length > 0 && !this.running.has(test.path)) {
      for (const each of ran) this.onTestCaseResult(test, each)
    }
    const current = this.running.get(test.path)
    // A file of its own has its boot in its time.
    if (current?.file === relative(test.path)) current.milliseconds = result.perfStats.runtime
    this.printSpec(test.path)
    if (this.listsTests) printConsole(result)

    const failures = failuresOf(test.path, result)
    for (const failure of failures) {
      print(`\n✗ ${failure.file} › ${failure.name}\n${indent(failure.detail)}`)
      const log = logOf(result, failure.name)
      if (log.length > 0) print(`\n    The host's log:\n${indent(log.join("\n"))}\n`)
    }
    this.failures.push(...failures)
  }

  /** @param {unknown} contexts @param {{ numPassedTests: number, numFailedTests: number }} results */
  onRunComplete(contexts, results) {
    const { numPassedTests: passed, numFailedTests: failed } = results
    if (!process.env.TEST_REPORT) return
    const report = { passed, failed, failures: this.failures, specs: this.seconds }
    fs.writeFileSync(process.env.TEST_REPORT, JSON.stringify(report))
  }

  /** @param {string} testPath */
  printSpec(testPath) {
    const spec = this.running.get(testPath)
    this.running.delete(testPath)
    if (!spec) return
    this.seconds[spec.file] = Math.round(spec.milliseconds / 100) / 10
    const sign = spec.failed > 0 ? "✗" : "✓"
    const tests = `${spec.passed + spec.failed} tests${spec.failed > 0 ? `, ${spec.failed} failed` : ""}`
    print(`${sign} ${spec.file.padEnd(56)} ${seconds(spec.milliseconds).padStart(8)}  ${tests}`)
  }
}

/**
 * The tests of a group stand in blocks named after their spec files.
 * @param {string} testPath
 * @param {Pick<TestCaseResult, "ancestorTitles">} result
 */
const specOf = (testPath, { ancestorTitles }) =>
  ancestorTitles.find((title) => title.endsWith(".spec.ts")) ?? relative(testPath)

/** @param {Pick<TestCaseResult, "ancestorTitles" | "title">} result */
const nameOf = ({ ancestorTitles, title }) =>
  [...ancestorTitles.filter((each) => each && !each.endsWith(".spec.ts")), title].join(" › ")

/**
 * @param {string} testPath
 * @param {TestResult} result
 * @returns {Failure[]}
 */
const failuresOf = (testPath, result) => {
  const failed = result.testResults.filter(({ status }) => status === "failed")
  if (failed.length === 0 && result.failureMessage) {
    return [{ file: relative(testPath), name: "did not run", detail: result.failureMessage }]
  }
  return failed.map((test) => ({
    file: specOf(testPath, test),
    name: nameOf(test),
    detail: test.failureMessages.join("\n"),
  }))
}

/**
 * Output of a spec file itself, while someone works on it.
 * @param {TestResult} result
 */
const printConsole = (result) => {
  for (const { message, origin } of result.console ?? []) {
    const [caller = ""] = (origin ?? "").trim().split("\n")
    if (/\.spec\.tsx?:/.test(caller)) print(message)
  }
}

/**
 * Output of the host during a test; `helpers/mark-tests` tells where that begins.
 * @param {TestResult} result
 * @param {string} name
 */
const logOf = (result, name) => {
  const lines = result.console ?? []
  const title = name.split(" › ").join(" ")
  const start = lines.findIndex(
    ({ message }) => message.startsWith(mark) && message.endsWith(title)
  )
  if (start < 0) return []
  const rest = lines.slice(start + 1)
  const end = rest.findIndex(({ message }) => message.startsWith(mark))
  const ofTest = (end < 0 ? rest : rest.slice(0, end)).map(({ message }) => message.trimEnd())
  return ofTest.slice(-logLinesPerFailure)
}
