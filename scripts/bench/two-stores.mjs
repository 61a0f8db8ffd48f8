// S1–S4: two connected stores.

import fs from "node:fs/promises"
import { setTimeout as wait } from "node:timers/promises"

import {
  connect,
  holderDatabase,
  openStores,
  stockOwn,
  untilReceived,
} from "./connected-stores.mjs"
import { atLeastFigure, atMostFigure, milliseconds, ratio } from "./figures.mjs"
import { median, percentile, ratioOf, timeOf } from "./measure.mjs"
import { skus } from "./shop.mjs"

/** @typedef {import("./bench.mjs").Bench} Bench */

const base = "/admin/consignment"

/**
 * @param {Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureTwoStores = async (bench) => {
  const stores = await openStores(bench)
  try {
    const { a, b } = stores
    const home = await stockOwn(a, bench.shop)
    const { atA, atB } = await connect(stores, "PARTNER")
    const deliver = async (/** @type {string[]} */ delivered) => {
      const { delivery } = await a.post(`${base}/deliveries`, {
        warehouse_id: atA.warehouseId,
        from_stock_location_id: home,
        lines: delivered.map((sku) => ({ sku, quantity: "1", unit_price: "3.20" })),
      })
      return delivery.lines[0].id
    }
    return await bench.databases.using(holderDatabase, async (database) => {
      const arrives = async (/** @type {string[]} */ delivered) => {
        const lineId = await deliver(delivered)
        return await timeOf(() => untilReceived(database, lineId))
      }
      return {
        figures: [
          await measureLong(bench, b, arrives),
          await measureSingle(bench, arrives),
          await measureCatchingUp(bench, { b, peerId: atB.peerId, deliver, database }),
          await measureIdle(bench, stores),
        ],
      }
    })
  } finally {
    await stores.stop()
  }
}

/**
 * @param {Bench} bench
 * @param {import("./servers.mjs").Server} b
 * @param {(delivered: string[]) => Promise<number>} arrives
 */
const measureLong = async ({ shop, rounds }, b, arrives) => {
  const lines = skus.bulk.map((sku) => ({ sku, quantity: "1", unit_cost: "3.20" }))
  const receipt = { contractor_id: shop.contractorId, warehouse_id: shop.warehouseId, lines }
  /** @type {number[]} */
  const arrived = []
  /** @type {number[]} */
  const posted = []
  const warmUps = rounds(2)
  for (let round = 0; round < warmUps + rounds(9); round++) {
    const arrival = await arrives(skus.bulk)
    const posting = await timeOf(() => b.post(`${base}/goods-receipts`, receipt))
    if (round < warmUps) continue
    arrived.push(arrival)
    posted.push(posting)
  }
  return ratio({
    id: "S1",
    what: `a delivery of ${lines.length} lines until it is in the holder's books, against posting the receipt there`,
    value: ratioOf(arrived, posted),
    atMost: 2.5,
    detail: `${milliseconds(median(arrived))} against ${milliseconds(median(posted))}, ${posted.length} rounds`,
  })
}

/**
 * @param {Bench} bench
 * @param {(delivered: string[]) => Promise<number>} arrives
 */
const measureSingle = async ({ rounds }, arrives) => {
  const times = []
  for (let round = 0; round < rounds(200); round++) {
    times.push(await arrives([skus.bulk[round % skus.bulk.length]]))
  }
  return atMostFigure({
    id: "S4",
    what: "from the owner's answer to the holder's receipt of one line, 95th percentile",
    value: percentile(times, 95) / 1_000,
    atMost: 1,
    unit: "s",
    decimals: 2,
    detail: `${times.length} deliveries, median ${milliseconds(median(times))}`,
  })
}

/**
 * @param {Bench} bench
 * @param {{ b: import("./servers.mjs").Server, peerId: string, deliver: (delivered: string[]) => Promise<string>, database: import("pg").Client }} parts
 */
const measureCatchingUp = async ({ sizes, isSmoke }, { b, peerId, deliver, database }) => {
  const [most = 0] = sizes([1_000], [10_000]).slice(-1)
  const count = isSmoke ? 20 : most
  await b.post(`${base}/peers/${peerId}`, { status: "paused" })
  let last = ""
  const posting = await timeOf(async () => {
    for (let number = 0; number < count; number++) {
      last = await deliver([skus.bulk[number % skus.bulk.length]])
    }
  })
  const catchingUp = await timeOf(async () => {
    await b.post(`${base}/peers/${peerId}`, { status: "connected" })
    await untilReceived(database, last)
  })
  return atLeastFigure({
    id: "S2",
    what: `rate of catching up ${count} deliveries of one line, against the rate of posting them over HTTP`,
    value: posting / catchingUp,
    atLeast: 0.7,
    unit: "×",
    decimals: 2,
    detail: `${milliseconds(catchingUp)} against ${milliseconds(posting)}`,
  })
}

/**
 * @param {Bench} bench
 * @param {{ a: import("./servers.mjs").Server, b: import("./servers.mjs").Server }} stores
 */
const measureIdle = async ({ isSmoke }, stores) => {
  const connections = isSmoke ? 2 : 200
  const seconds = isSmoke ? 1 : 120
  for (let number = 1; number < connections; number++) await connect(stores, `PARTNER-${number}`)
  await wait(isSmoke ? 0 : 60_000)
  const before = await processorTimeOf(stores.b.pid)
  await wait(seconds * 1_000)
  const used = (await processorTimeOf(stores.b.pid)) - before
  return atMostFigure({
    id: "S3",
    what: `processor of the holder's server with ${connections} idle connections`,
    value: (100 * used) / seconds,
    atMost: 2,
    unit: "% of a core",
    decimals: 2,
    detail: `${used.toFixed(2)} s within ${seconds} s, the server's own work included`,
  })
}

const TICKS_PER_SECOND = 100

/**
 * @param {number} pid
 * @returns {Promise<number>} seconds.
 */
const processorTimeOf = async (pid) => {
  const stat = await fs.readFile(`/proc/${pid}/stat`, "utf8")
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}
