#!/usr/bin/env node
// npm run openapi   writes docs/openapi.json anew, from the contract and the routes

import fs from "node:fs/promises"
import { createRequire } from "node:module"
import path from "node:path"

import prettier from "prettier"

import { repository } from "./medusa.mjs"

const require = createRequire(import.meta.url)
require("ts-node/register")
const { buildDocument } = require("../src/api/openapi/build-document.ts")

const file = path.join(repository, "docs", "openapi.json")
const options = await prettier.resolveConfig(file)
const text = await prettier.format(JSON.stringify(buildDocument()), { ...options, filepath: file })
await fs.writeFile(file, text)
console.log(`${path.relative(repository, file)} is written.`)
// The modules that routes import keep connections open.
process.exit(0)
