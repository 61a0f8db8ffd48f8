#!/usr/bin/env node
// npm run test:host -- 2.21.2   runs the tests of all that the plugin expects from Medusa on that version

import { execFileSync } from "node:child_process"
import fs from "node:fs/promises"
import { createRequire } from "node:module"
import os from "node:os"
import path from "node:path"

import { repository } from "./medusa.mjs"

const [version] = process.argv.slice(2)
if (!/^\d+\.\d+\.\d+(-.+)?$/.test(version ?? "")) {
  throw new Error("Name a version of Medusa: npm run test:host -- 2.21.2")
}

const runTests = (/** @type {string} */ directory) => {
  const parameters = ["scripts/test.mjs", "scenarios", "host-"]
  execFileSync(process.execPath, parameters, { cwd: directory, stdio: "inherit" })
}

/** A copy of the repository with this version of Medusa; packages with numbers of their own stay. */
const makeCopy = async (/** @type {string} */ directory) => {
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: repository, encoding: "utf8" })
  for (const file of files.split("\0").filter((name) => name && name !== "package-lock.json")) {
    await fs.mkdir(path.dirname(path.join(directory, file)), { recursive: true })
    await fs.copyFile(path.join(repository, file), path.join(directory, file))
  }
  const manifest = path.join(directory, "package.json")
  const description = JSON.parse(await fs.readFile(manifest, "utf8"))
  const installed = description.devDependencies["@medusajs/medusa"]
  for (const [name, ofName] of Object.entries(description.devDependencies)) {
    if (name.startsWith("@medusajs/") && ofName === installed) {
      description.devDependencies[name] = version
    }
  }
  await fs.writeFile(manifest, JSON.stringify(description, null, 2))
  const install = ["install", "--no-audit", "--no-fund", "--no-package-lock", "--legacy-peer-deps"]
  execFileSync("npm", install, { cwd: directory, stdio: "inherit" })
}

const installed = createRequire(path.join(repository, "package.json"))(
  "@medusajs/medusa/package.json"
).version
if (installed === version) {
  runTests(repository)
} else {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), "consignment-host-"))
  try {
    await makeCopy(directory)
    runTests(directory)
  } finally {
    await fs.rm(directory, { recursive: true, force: true })
  }
}
