import { loadHistory } from "./history.mjs"

/** @typedef {import("./bench.mjs").Bench} Bench */

export const prefix = "h"

const movementsPerLot = 10
const lotsPerContractor = 100
const items = 10

/**
 * How many movements lie behind a short list and a long one.
 * @param {Bench} bench
 * @param {number[]} huge
 */
export const sizesOfLists = ({ sizes }, huge = []) => {
  const [few] = sizes([20_000], [])
  const [many] = sizes([100_000], [1_000_000], huge).slice(-1)
  return { few, many }
}

/**
 * A database whose ledger holds so many movements of settled history, and a few open lots of each item. A million make
 * 100,000 lots of 1,000 contractors, 10,000 lots of each item; fewer make fewer of all but of the items, so that a page
 * of a list shows alike rows.
 * @param {Bench} bench
 * @param {string} database
 * @param {number} movements
 */
export const createLedger = async (bench, database, movements) => {
  if (!(await bench.copyShop(database))) return
  const lots = movements / movementsPerLot
  await bench.databases.using(database, (client) =>
    loadHistory(client, {
      ...bench.shop,
      prefix,
      contractors: Math.max(1, lots / lotsPerContractor),
      items,
      lots,
      movementsPerLot,
      openLots: 5,
      isSettled: true,
    })
  )
}
