import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"

export const isRoot = () => process.getuid?.() === 0

/**
 * PostgreSQL refuses to run as root. Any other user will do, and "nobody" is on every system.
 * @returns {{ uid: number, gid: number } | undefined} undefined if we are not root.
 */
export const serverUser = () => {
  if (!isRoot()) return undefined
  const idOf = (/** @type {string} */ flag) =>
    Number(execFileSync("id", [flag, "nobody"]).toString())
  return { uid: idOf("-u"), gid: idOf("-g") }
}

/**
 * The server's user may not be able to enter a checkout below /root, so for root everything the
 * server needs lies in a folder of the temporary folder, one for each original place.
 * @param {string} original
 */
export const folderForRoot = async (original) => {
  const hash = createHash("sha256").update(original).digest("hex").slice(0, 12)
  const parent = path.join(os.tmpdir(), "medusa-plugin-consignment")
  const folder = path.join(parent, `${path.basename(original)}-${hash}`)
  await fs.mkdir(folder, { recursive: true, mode: 0o755 })
  const owner = (await fs.lstat(parent)).uid
  if (owner !== 0) {
    throw new Error(`${parent} belongs to user ${owner}, not to root: remove it and try again.`)
  }
  return folder
}
