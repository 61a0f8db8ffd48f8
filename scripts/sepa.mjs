#!/usr/bin/env node
// npm run sepa   holds the SEPA files of integration-tests/fixtures against the schema of ISO 20022
//
// The schema is not ours to publish. Debian and Ubuntu have it in a package, which is fetched and not installed.

import { execFileSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"

import { repository } from "./medusa.mjs"

const PACKAGE = "libhbci4j-core-java"
const JAR = "usr/share/java/hbci4j-core.jar"
const SCHEMA = "pain.001.001.09.xsd"

const fixtures = path.join(repository, "integration-tests", "fixtures", "sepa")
const files = fs.readdirSync(fixtures).map((name) => path.join(fixtures, name))

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sepa-"))

/** @param {string} command @param {string[]} parameters */
const run = (command, ...parameters) => {
  try {
    return execFileSync(command, parameters, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] })
  } catch (error) {
    if (error.code !== "ENOENT") throw error
    throw new Error(`There is no ${command}. On Debian: apt-get install libxml2-utils unzip`)
  }
}

try {
  run("apt-get", "download", PACKAGE)
  const [archive = ""] = fs.readdirSync(folder)
  run("dpkg-deb", "--extract", archive, "package")
  fs.writeFileSync(path.join(folder, SCHEMA), run("unzip", "-p", path.join("package", JAR), SCHEMA))
  run("xmllint", "--noout", "--nonet", "--schema", SCHEMA, ...files)
} finally {
  fs.rmSync(folder, { recursive: true })
}
