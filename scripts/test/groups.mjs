import fs from "node:fs/promises"
import path from "node:path"

import { repository } from "../medusa.mjs"

/** Per stage: one for each worker of `scripts/test.mjs`, as each boots a host. */
const groupsPerStage = 2

/**
 * Divides the spec files of a stage into groups that boot one host each, and writes a file per group for jest. A spec
 * file that does not boot through `helpers/host` has a host of its own.
 * @param {string} stage
 * @returns {Promise<{ paths: string[], pattern: string, remove: () => Promise<void> }>} what jest is to run, and the pattern that
 *   the files of the groups match.
 */
export const groupSpecs = async (stage) => {
  const specs = await readSpecs(path.join(repository, "integration-tests", stage))
  const shared = specs.filter(({ text }) => text.includes(`from "../helpers/host"`))
  const alone = specs.filter((spec) => !shared.includes(spec))

  const folder = path.join(repository, ".test-groups", `${process.pid}-${stage}`)
  await fs.mkdir(folder, { recursive: true })
  const workOf = await readWork(specs)
  const besides = alone.reduce((work, spec) => work + workOf(spec), 0)
  const writing = divide(shared, workOf, besides).map(async (specsOfGroup, index) => {
    const file = path.join(folder, `group-${index + 1}.spec.ts`)
    await fs.writeFile(file, groupFile(specsOfGroup.map((spec) => spec.file)))
    return file
  })
  const remove = () => fs.rm(folder, { recursive: true, force: true })
  const paths = [...(await Promise.all(writing)), ...alone.map(({ file }) => file)]
  return { paths, pattern: `${folder}/*.spec.ts`, remove }
}

/** @typedef {{ file: string, text: string }} Spec */

/** @param {string} folder */
const readSpecs = async (folder) => {
  const names = (await fs.readdir(folder)).filter((name) => name.endsWith(".spec.ts")).sort()
  const reading = names.map(async (name) => {
    const file = path.join(folder, name)
    return { file, text: await fs.readFile(file, "utf8") }
  })
  return await Promise.all(reading)
}

/** Seconds that spec files took when they were last noted. */
export const notedSeconds = path.join(repository, "scripts", "test", "seconds.json")

/**
 * The work of a spec file; a new one is taken to be as quick as the others are for their length.
 * @param {Spec[]} specs
 * @returns {Promise<(spec: Spec) => number>}
 */
const readWork = async (specs) => {
  /** @type {Record<string, number>} */
  const seconds = JSON.parse(await fs.readFile(notedSeconds, "utf8"))
  const secondsOf = (/** @type {Spec} */ { file }) => seconds[path.relative(repository, file)]
  const noted = specs.filter((spec) => secondsOf(spec) !== undefined)
  const sum = (/** @type {number[]} */ numbers) => numbers.reduce((total, each) => total + each, 0)
  const length = sum(noted.map(({ text }) => text.length))
  const perLetter = length > 0 ? sum(noted.map(secondsOf)) / length : 1
  return (spec) => secondsOf(spec) ?? spec.text.length * perLetter
}

/**
 * Gives the spec file with most work to the group with the least, then the next one.
 * @param {Spec[]} specs
 * @param {(spec: Spec) => number} workOf
 * @param {number} besides work of the spec files with hosts of their own: the worker that does it has less of the others.
 */
const divide = (specs, workOf, besides) => {
  const groups = Array.from({ length: Math.min(groupsPerStage, specs.length) }, (_, index) => ({
    work: index === 0 ? besides : 0,
    specs: /** @type {Spec[]} */ ([]),
  }))
  for (const spec of [...specs].sort((a, b) => workOf(b) - workOf(a))) {
    const [least] = [...groups].sort((a, b) => a.work - b.work)
    least.specs.push(spec)
    least.work += workOf(spec)
  }
  return groups.map((group) => group.specs)
}

/** @param {string[]} files */
const groupFile = (files) => {
  const named = files.map((file) => ({ name: path.relative(repository, file), path: file }))
  return `import { shareHost } from "../../integration-tests/helpers/host"\n\nshareHost(${JSON.stringify(named, null, 2)})\n`
}
