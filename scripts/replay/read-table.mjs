import fs from "node:fs/promises"
import path from "node:path"

import { parse } from "csv-parse/sync"

/** @typedef {Record<string, string> & { where: string }} Row `where` names its file and line. */

/**
 * Reads a CSV file with a header.
 * @param {string} folder
 * @param {string} file
 * @param {string[]} columns that it must have; others are ignored.
 * @returns {Promise<Row[]>}
 */
export const readTable = async (folder, file, columns) => {
  const place = path.join(folder, file)
  const text = await fs.readFile(place, "utf8").catch((error) => {
    throw new Error(`${place} cannot be read: ${error.message}`)
  })
  return parseTable(text, place, columns).map(({ record, info }) => ({
    ...record,
    where: `${file}, line ${info.lines}`,
  }))
}

/**
 * @param {string} text
 * @param {string} place
 * @param {string[]} columns
 * @returns {{ record: Record<string, string>, info: { lines: number } }[]}
 */
const parseTable = (text, place, columns) => {
  try {
    const withHeader = (/** @type {string[]} */ header) => checkHeader(header, columns)
    const options = { bom: true, columns: withHeader, info: true, skip_empty_lines: true }
    return parse(text, options)
  } catch (error) {
    throw new Error(`${place}: ${/** @type {Error} */ (error).message}`)
  }
}

/**
 * @param {string[]} header
 * @param {string[]} columns
 */
const checkHeader = (header, columns) => {
  const missing = columns.filter((column) => !header.includes(column))
  if (missing.length > 0) throw new Error(`line 1 names no column ${missing.join(", ")}.`)
  return header
}
