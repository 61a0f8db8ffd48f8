// P6b: nobody waits while a settlement closes.

import { setTimeout as pause } from "node:timers/promises"

import { atMostFigure, milliseconds, ratio } from "./figures.mjs"
import { contractorId, itemId, loadHistory } from "./history.mjs"
import { percentile, timeOf } from "./measure.mjs"

/** @typedef {import("./bench.mjs").Bench} Bench */
/** @typedef {import("./servers.mjs").Server} Server */

const movementsPerLot = 100
const lotsPerItem = 10
const secondsBefore = 10
const WATCH_MILLISECONDS = 4

/**
 * One client issues single lines of the supplier's items, another reserves them, before and while his settlement closes.
 * @param {Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureSellingWhileSettling = async (bench) => {
  const { shop, rounds, isSmoke } = bench
  const database = "selling"
  const size = isSmoke ? 10_000 : 200_000
  const items = size / movementsPerLot / lotsPerItem
  const prefixes = Array.from({ length: rounds(3) }, (_, round) => `w${round}`)
  await bench.copyShop(database)
  return await bench.databases.using(database, async (client) => {
    for (const prefix of prefixes) {
      await loadHistory(client, {
        ...shop,
        prefix,
        contractors: 1,
        items,
        lots: size / movementsPerLot,
        movementsPerLot,
        openLots: 1,
        isSettled: false,
      })
    }
    const server = await bench.serve("plugin", database)
    const before = toSample()
    const during = toSample()
    const [locked, closing] = [[], []]
    for (const prefix of prefixes) {
      const itemIds = Array.from({ length: items }, (_, index) => itemId(prefix, index))
      await sellUntil(server, shop.stockLocationId, itemIds, toSample(), pause(2_000))
      // Watched before as well: what the watcher costs burdens both.
      const quiet = pause(isSmoke ? 500 : secondsBefore * 1_000)
      const nothing = watchLock(client, quiet)
      await sellUntil(server, shop.stockLocationId, itemIds, before, quiet)
      await nothing
      const close = timeOf(() =>
        server.post("/admin/consignment/settlements", { contractor_id: contractorId(prefix, 0) })
      )
      const watched = watchLock(client, close)
      await sellUntil(server, shop.stockLocationId, itemIds, during, close)
      closing.push(await close)
      locked.push(await watched)
    }
    await server.stop()
    const what = `while ${size.toLocaleString("en")} movements of the same supplier close`
    const rows = `${closing.map((time) => milliseconds(time)).join(", ")} to close`
    return {
      figures: [
        .../** @type {const} */ (["issues", "reservations"]).map((kind) =>
          ratio({
            id: "P6b",
            what: `${kind} of one line ${what}, p95 against before`,
            value: percentile(during[kind], 95) / percentile(before[kind], 95),
            atMost: 2,
            detail: `${milliseconds(percentile(during[kind], 95))} of ${during[kind].length} against ${milliseconds(percentile(before[kind], 95))} of ${before[kind].length}; ${rows}`,
          })
        ),
        atMostFigure({
          id: "P6b",
          what: `issues and reservations that fail ${what}`,
          value: during.failures.length + before.failures.length,
          atMost: 0,
          unit: "requests",
          detail: during.failures[0] ?? "none",
        }),
        atMostFigure({
          id: "P6b",
          what: `the account is locked alone ${what}`,
          value: Math.max(...locked.flat(), 0),
          atMost: 100,
          unit: "ms",
          detail: locked
            .map((times) => times.map((time) => milliseconds(time)).join(" and "))
            .join("; "),
        }),
      ],
    }
  })
}

/** @typedef {{ issues: number[], reservations: number[], failures: string[] }} Sample times in milliseconds. */

/** @returns {Sample} */
const toSample = () => ({ issues: [], reservations: [], failures: [] })

/**
 * @param {Server} server
 * @param {string} location_id
 * @param {string[]} itemIds
 * @param {Sample} sample
 * @param {Promise<unknown>} end
 */
const sellUntil = async (server, location_id, itemIds, sample, end) => {
  let isOver = false
  const over = end.finally(() => (isOver = true))
  const repeat = async (
    /** @type {"issues" | "reservations"} */ kind,
    /** @type {(inventory_item_id: string) => Promise<unknown>} */ request
  ) => {
    for (let number = 0; !isOver; number++) {
      const start = performance.now()
      await request(itemIds[number % itemIds.length]).then(
        () => sample[kind].push(performance.now() - start),
        (error) => sample.failures.push(`${kind}: ${error.message}`)
      )
    }
  }
  await Promise.all([
    repeat("issues", (inventory_item_id) =>
      server.post("/admin/consignment/goods-issues", {
        stock_location_id: location_id,
        lines: [{ inventory_item_id, quantity: "1" }],
      })
    ),
    repeat("reservations", (inventory_item_id) =>
      server.post("/admin/reservations", { inventory_item_id, location_id, quantity: 1 })
    ),
    over,
  ])
}

/**
 * How long the account is locked alone each time, as the database tells when it is asked over and over. It is asked
 * with pauses, as the answers take time of the machine that the sellers miss.
 * @param {import("pg").Client} client
 * @param {Promise<unknown>} end
 */
const watchLock = async (client, end) => {
  let isOver = false
  const over = end.finally(() => (isOver = true))
  /** @type {number[]} */
  const times = []
  let since = null
  while (!isOver || since !== null) {
    const { rows } =
      await client.query(`select 1 from pg_locks where locktype = 'advisory' and granted
      and mode = 'ExclusiveLock' and database = (select oid from pg_database where datname = current_database())`)
    const now = performance.now()
    if (rows.length > 0) since ??= now
    if (rows.length === 0 && since !== null) {
      times.push(now - since)
      since = null
    }
    await pause(WATCH_MILLISECONDS)
  }
  await over
  return times
}
