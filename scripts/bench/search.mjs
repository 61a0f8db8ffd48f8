// U6: one search finds a partner, a document, a lot, a serial number or an item, however much lies behind it.

import { atMostFigure } from "./figures.mjs"
import { createLedger, prefix, sizesOfLists } from "./ledgers.mjs"
import { interleave, median, percentile } from "./measure.mjs"

/** @typedef {import("./bench.mjs").Bench} Bench */

/** Words that people type, by what they are to find. */
const texts = {
  "a partner by name": "contractor 1",
  "a document by number": `${prefix}-4`,
  "a lot by batch": "kiln-1",
  "a unit by serial number": "sn-1",
  "an item by SKU": `${prefix}-3`,
  "nothing at all": "no such thing",
}

/** The target is an absolute time, in milliseconds. */
const patience = 300

/**
 * @param {Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureSearch = async (bench) => {
  const { many } = sizesOfLists(bench)
  await createLedger(bench, "searched", many)
  await bench.databases.using("searched", addBatchesAndSerials)
  const server = await bench.serve("plugin", "searched")
  const times = await interleave(
    Object.fromEntries(
      Object.entries(texts).map(([name, q]) => [
        name,
        () => server.get("/admin/consignment/search", { q }),
      ])
    ),
    { rounds: bench.rounds(20), warmUps: bench.rounds(3) }
  )
  await server.stop()
  const movements = `${many.toLocaleString("en")} movements`
  return {
    figures: Object.entries(times).map(([name, ofText]) =>
      atMostFigure({
        id: "U6",
        what: `GET /search finds ${name}`,
        value: percentile(ofText, 95),
        atMost: patience,
        unit: "ms",
        decimals: 1,
        detail: `p95 of ${ofText.length} rounds, median ${median(ofText).toFixed(1)} ms, ${movements}`,
      })
    ),
  }
}

/**
 * Every lot has a batch, and a unit with a serial number.
 * @param {import("pg").Client} client
 */
const addBatchesAndSerials = async (client) => {
  await client.query("begin")
  // Posted rows defend themselves by triggers.
  await client.query("set local session_replication_role = replica")
  await client.query("update consignment_lot set batch = 'KILN-' || sequence where batch is null")
  await client.query(
    `insert into consignment_serial_number (id, inventory_item_id, serial, sku, state, is_held, lot_id)
     select 'conser_' || sequence, inventory_item_id, 'SN-' || sequence, sku, 'sold', false, id
     from consignment_lot on conflict do nothing`
  )
  await client.query("commit")
  await client.query("vacuum analyze consignment_lot, consignment_serial_number")
}
