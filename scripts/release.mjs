#!/usr/bin/env node
// npm run release            checks, builds and packs the version in package.json, and says what it would tag
// npm run release -- --tag   does the same and tags the commit; pushing the tag publishes the package

import { execFileSync } from "node:child_process"
import fs from "node:fs/promises"
import path from "node:path"

import { repository } from "./medusa.mjs"
import { packPlugin } from "./store.mjs"

const isTagging = process.argv.includes("--tag")

const git = (/** @type {string[]} */ ...parameters) =>
  execFileSync("git", parameters, { cwd: repository, encoding: "utf8" }).trim()

const npmRun = (/** @type {string} */ script) =>
  execFileSync("npm", ["run", script], { cwd: repository, stdio: "inherit" })

const read = (/** @type {string} */ file) => fs.readFile(path.join(repository, file), "utf8")

/** Reasons why this version cannot be released. */
const findObstacles = async (/** @type {string} */ version) => {
  const obstacles = []
  if (git("status", "--porcelain")) obstacles.push("There are changes that are not committed.")
  if (git("tag", "--list", `v${version}`)) obstacles.push(`The tag v${version} exists.`)
  if (!(await read("CHANGELOG.md")).includes(`\n## ${version}\n`)) {
    obstacles.push(`CHANGELOG.md has no entry for ${version}.`)
  }
  if (JSON.parse(await read("package-lock.json")).version !== version) {
    obstacles.push("package-lock.json has another version: run npm install --package-lock-only.")
  }
  const pending = (await fs.readdir(path.join(repository, ".changeset"))).filter(
    (name) => name.endsWith(".md") && name !== "README.md"
  )
  if (pending.length > 0) {
    obstacles.push(`Run npx changeset version first: ${pending.join(", ")} are pending.`)
  }
  return obstacles
}

const { version } = JSON.parse(await read("package.json"))
const obstacles = await findObstacles(version)
if (obstacles.length > 0) {
  console.error(`${version} cannot be released.\n${obstacles.join("\n")}`)
  if (isTagging) process.exit(1)
}

npmRun("check")
npmRun("build")
npmRun("smoke:pack")
const { tarball, paths, size } = packPlugin(repository)
console.log(`\n${tarball}: ${paths.length} files, ${Math.round(size / 1024)} kB`)
if (isTagging) {
  git("tag", "--annotate", `v${version}`, "--message", `Release ${version}`)
  console.log(`Tagged v${version}. To publish: git push origin v${version}`)
} else {
  console.log(`Dry run: --tag would tag this commit as v${version}.`)
}
process.exit(obstacles.length > 0 ? 1 : 0)
