// P4: documents of 1,000 lines against a bare INSERT of the rows they wrote.

import { atLeastFigure, milliseconds, ratio } from "./figures.mjs"
import { median, ratioOf, timeOf } from "./measure.mjs"
import { skus } from "./shop.mjs"

/** @typedef {import("./bench.mjs").Bench} Bench */

const tables = ["document", "document_line", "lot", "movement", "allocation"]

/**
 * @param {Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureLongDocuments = async (bench) => {
  const database = "long_documents"
  const server = await bench.serve("plugin", database)
  const findings = await bench.databases.using(database, async (client) => {
    for (const table of tables) {
      await client.query(`create table bare_${table} (like consignment_${table} including all)`)
    }
    return await measureBoth(bench, server, client)
  })
  await server.stop()
  return findings
}

/**
 * @param {Bench} bench
 * @param {import("./servers.mjs").Server} server
 * @param {import("pg").Client} client
 */
const measureBoth = async ({ shop, rounds }, server, client) => {
  // Units that come in go out again, so that every round finds the stock of the first.
  const quantity = "5"
  const bodies = {
    goods_receipt: {
      contractor_id: shop.contractorId,
      warehouse_id: shop.warehouseId,
      lines: skus.bulk.map((sku) => ({ sku, quantity, unit_cost: "3.20" })),
    },
    goods_issue: {
      stock_location_id: shop.stockLocationId,
      lines: skus.bulk.map((sku) => ({ sku, quantity })),
    },
  }
  /** @type {Record<string, { posted: number[], bare: number[] }>} */
  const times = { goods_receipt: empty(), goods_issue: empty() }
  const warmUps = rounds(3)
  for (let round = 0; round < warmUps + rounds(15); round++) {
    for (const [type, body] of Object.entries(bodies)) {
      /** @type {any} */
      let answer
      const path = `/admin/consignment/${type.replace("_", "-")}s`
      const posted = await timeOf(async () => (answer = await server.post(path, body)))
      const rows = await readRows(client, answer[type].id)
      const bare = await timeOf(() => insertRows(client, rows))
      if (round < warmUps) continue
      times[type].posted.push(posted)
      times[type].bare.push(bare)
    }
  }
  return { figures: Object.entries(times).flatMap(([type, both]) => toFigures(type, both)) }
}

const empty = () => ({ posted: [], bare: [] })

/**
 * @param {string} type
 * @param {{ posted: number[], bare: number[] }} times
 */
const toFigures = (type, { posted, bare }) => {
  const what = `${type.replace("_", " ")} of ${skus.bulk.length} lines over HTTP`
  const times = `${milliseconds(median(posted))} against ${milliseconds(median(bare))}, ${posted.length} rounds`
  return [
    atLeastFigure({
      id: "P4",
      what,
      value: (skus.bulk.length * 1000) / median(posted),
      atLeast: 5_000,
      unit: "lines/s",
      detail: times,
    }),
    ratio({
      id: "P4",
      what: `${what} against a bare INSERT of its rows`,
      value: ratioOf(posted, bare),
      atMost: 2.5,
      detail: times,
    }),
  ]
}

/**
 * @param {import("pg").Client} client
 * @param {string} documentId
 * @returns {Promise<[table: string, rows: string][]>}
 */
const readRows = async (client, documentId) => {
  /** @type {[string, string][]} */
  const rows = []
  for (const table of tables) {
    const key = table === "document" ? "id" : "document_id"
    const { rows: found } = await client.query(
      `select json_agg(t)::text as rows from consignment_${table} t where ${key} = $1`,
      [documentId]
    )
    if (found[0].rows) rows.push([table, found[0].rows])
  }
  return rows
}

/**
 * @param {import("pg").Client} client
 * @param {[table: string, rows: string][]} rows
 */
const insertRows = async (client, rows) => {
  await client.query("begin")
  for (const [table, json] of rows) {
    await client.query(
      `insert into bare_${table} select * from json_populate_recordset(null::bare_${table}, $1::json)`,
      [json]
    )
  }
  await client.query("commit")
}
