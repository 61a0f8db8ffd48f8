// P11: a settlement is exported with all its movements, however many.

import { atMostFigure, milliseconds } from "./figures.mjs"
import { loadHistory } from "./history.mjs"
import { watchingMemory } from "./measure.mjs"

/** @typedef {import("./bench.mjs").Bench} Bench */
/** @typedef {import("./servers.mjs").Server} Server */

const prefix = "x"
const movementsPerLot = 100
const warmUp = 4 * 2 ** 20

/**
 * @param {Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureExports = async (bench) => {
  const [movements] = bench.sizes([100_000], [1_000_000]).slice(-1)
  const database = "exports"
  await bench.copyShop(database)
  await bench.databases.using(database, (client) => {
    const lots = movements / movementsPerLot
    const items = lots / 10
    const shape = { ...bench.shop, prefix, contractors: 1, items, lots, movementsPerLot }
    return loadHistory(client, { ...shape, openLots: 0, isSettled: true })
  })
  const server = await bench.serve("plugin", database)
  const figures = []
  for (const format of ["csv", "xlsx"]) {
    // Memory that a server keeps after its first file is no growth.
    await download(server, format, warmUp)
    const { result, grownBy, time } = await watchingMemory(server.pid, () =>
      download(server, format)
    )
    const megabytes = (result.bytes / 2 ** 20).toFixed(1)
    figures.push(
      atMostFigure({
        id: "P11",
        what: `export of a settlement with ${movements.toLocaleString("en")} movements as ${format.toUpperCase()}: growth of the server`,
        value: grownBy,
        atMost: 60,
        unit: "MB",
        detail: `${megabytes} MB in ${milliseconds(time)}, the first of it after ${milliseconds(result.first)}`,
      })
    )
  }
  await server.stop()
  return { figures }
}

/**
 * Reads a file to its end, or so many bytes of it, and keeps nothing of it.
 * @param {Server} server
 * @param {string} format
 */
const download = async (server, format, atMost = Infinity) => {
  const start = performance.now()
  const path = `/admin/consignment/settlements/conset_${prefix}_0/document`
  const response = await server.open(path, { format, table: "movements" })
  let first = 0
  let bytes = 0
  for await (const piece of response.body ?? []) {
    first ||= performance.now() - start
    bytes += piece.length
    if (bytes >= atMost) break
  }
  return { first, bytes }
}
