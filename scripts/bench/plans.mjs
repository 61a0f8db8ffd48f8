import fs from "node:fs/promises"

/** @typedef {import("./figures.mjs").Plan} Plan */

/**
 * @param {import("pg").Client} client
 * @param {string} title
 * @param {string} statement
 * @returns {Promise<Plan>}
 */
export const explain = async (client, title, statement) => {
  const { rows } = await client.query(`explain (costs off) ${statement}`)
  return { title, text: rows.map((row) => row["QUERY PLAN"]).join("\n") }
}

/**
 * Has PostgreSQL write the plan of every statement of a database into its log; for connections that
 * are made from now on.
 * @param {import("pg").Client} client
 */
export const startExplaining = async (client) => {
  const change = `alter database ${client.database} set`
  await client.query(`${change} session_preload_libraries = 'auto_explain'`)
  await client.query(`${change} auto_explain.log_min_duration = 0`)
}

/** @param {import("pg").Client} client */
export const stopExplaining = async (client) => {
  await client.query(`alter database ${client.database} reset all`)
}

/**
 * The plans that the log received while something ran.
 * @param {string} log
 * @param {() => Promise<unknown>} work
 * @returns {Promise<{ statement: string, plan: string }[]>}
 */
export const plansDuring = async (log, work) => {
  const { size } = await fs.stat(log)
  await work()
  const written = (await fs.readFile(log)).subarray(size).toString("utf8")
  return written
    .split(/^.*duration: [\d.]+ ms {2}plan:\n/m)
    .slice(1)
    .map((entry) => {
      const lines = entry.split("\n").filter((line) => line.startsWith("\t"))
      const text = lines.map((line) => line.slice(1)).join("\n")
      const start = text.search(/^[A-Z][\w ]*(?: on | using |\s+\(cost=)/m)
      const statement = text.slice(0, start).replace("Query Text: ", "").replace(/\s+/g, " ")
      return { statement: statement.trim(), plan: text.slice(start) }
    })
}
