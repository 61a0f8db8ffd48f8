import { loadHistory } from "./history.mjs"

/** @typedef {import("./bench.mjs").Bench} Bench */

export const prefix = "h"
export const contractors = 1_000

/** The item that is issued again and again has all lots of the history, or a tenth of them. */
const movementsPerLot = 10
const mostLotsPerItem = 10_000

/**
 * A database whose ledger holds so many movements of settled history, and a few open lots of each item.
 * @param {Bench} bench
 * @param {string} database
 * @param {number} movements
 */
export const createLedger = async (bench, database, movements) => {
  await bench.copyShop(database)
  const lots = movements / movementsPerLot
  await bench.databases.using(database, (client) =>
    loadHistory(client, {
      ...bench.shop,
      prefix,
      contractors,
      items: Math.max(1, Math.ceil(lots / mostLotsPerItem)),
      lots,
      movementsPerLot,
      openLots: 5,
      isSettled: true,
    })
  )
}
