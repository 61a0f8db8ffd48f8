import fs from "node:fs/promises"
import path from "node:path"

import { repository } from "../medusa.mjs"

/** Flags of jest that are followed by a word. */
const flagsWithWord = ["-t", "--testNamePattern"]

/** @typedef {{ stage: string, patterns: string[] }} Selected */

/**
 * Specs that the words after `npm test --` choose: `peers goods` is the specs of a stage whose path contains a word,
 * `peers/goods http/loans` specs of two stages, `loans` those of every stage whose path contains it.
 * @param {string[]} words
 * @param {{ stages: string[], everyStage: string[] }} known
 * @returns {Promise<{ selected: Selected[], flags: string[] }>}
 */
export const readSelection = async (words, { stages, everyStage }) => {
  const { patterns, flags } = divide(words)
  const [first = "", ...rest] = patterns
  if (stages.includes(first)) return { selected: [await select(first, rest)], flags }
  if (patterns.length === 0) {
    return { selected: everyStage.map((stage) => ({ stage, patterns })), flags }
  }
  const stagesOf = (/** @type {string} */ pattern) => {
    const named = stages.find((stage) =>
      pattern.replace("integration-tests/", "").startsWith(`${stage}/`)
    )
    return named ? [named] : everyStage
  }
  for (const pattern of patterns) await requireMatch(pattern, stagesOf(pattern))
  const selected = []
  for (const stage of stages) {
    const matching = []
    for (const pattern of patterns.filter((each) => stagesOf(each).includes(stage))) {
      if (await matches(pattern, stage)) matching.push(pattern)
    }
    if (matching.length > 0) selected.push({ stage, patterns: matching })
  }
  return { selected, flags }
}

/** @param {string[]} words */
const divide = (words) => {
  const isFlag = (/** @type {string} */ word, /** @type {number} */ index) =>
    word.startsWith("-") || flagsWithWord.includes(words[index - 1] ?? "")
  return {
    patterns: words.filter((word, index) => !isFlag(word, index)),
    flags: words.filter(isFlag),
  }
}

/**
 * @param {string} stage
 * @param {string[]} patterns
 * @returns {Promise<Selected>}
 */
const select = async (stage, patterns) => {
  for (const pattern of patterns) await requireMatch(pattern, [stage])
  return { stage, patterns }
}

/**
 * A word that is misspelt would run nothing, and pass.
 * @param {string} pattern
 * @param {string[]} among
 */
const requireMatch = async (pattern, among) => {
  for (const stage of among) if (await matches(pattern, stage)) return
  throw new Error(
    `No test was run: "${pattern}" is in the path of no spec file of ${among.join(", ")}. ` +
      "Name a stage and words of its paths (npm test -- peers goods), or paths (npm test -- peers/goods http/loans)."
  )
}

/**
 * As jest compares them.
 * @param {string} pattern
 * @param {string} stage
 */
const matches = async (pattern, stage) => {
  const words = new RegExp(pattern, "i")
  return (await specsOf(stage)).some((file) => words.test(file))
}

/** @param {string} stage */
const specsOf = async (stage) => {
  const isUnit = stage === "unit"
  const folder = path.join(repository, ...(isUnit ? ["src"] : ["integration-tests", stage]))
  const names = await fs.readdir(folder, { recursive: true }).catch(() => [])
  return names
    .filter((name) => name.endsWith(isUnit ? ".unit.spec.ts" : ".spec.ts"))
    .map((name) => path.join(folder, name))
}
