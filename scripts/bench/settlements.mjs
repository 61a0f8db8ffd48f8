// P6: closing a settlement against the bare SQL that stamps and sums the same rows.

import { atMostFigure, milliseconds, ratio } from "./figures.mjs"
import { contractorId, loadHistory } from "./history.mjs"
import { median, ratioOf, timeOf, watchingMemory } from "./measure.mjs"
import { explain } from "./plans.mjs"

/** @typedef {import("./bench.mjs").Bench} Bench */
/** @typedef {import("pg").Client} Client */

const movementsPerLot = 100
const lotsPerItem = 10

/**
 * @param {Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureSettlements = async (bench) => {
  const database = "settlements"
  await bench.copyShop(database)
  return await bench.databases.using(database, async (client) => {
    const sizes = bench.sizes([10_000, 100_000], [1_000_000])
    const prefixes = await loadAll(bench, client, sizes)
    const [largest = ""] = prefixes.get(sizes[sizes.length - 1]) ?? []
    const plans = await explainSettlement(client, contractorId(largest, 0))
    const server = await bench.serve("plugin", database)
    const figures = []
    /** @type {number[]} */
    const perMovement = []
    for (const size of sizes) {
      const measured = await measureSize(server, client, prefixes.get(size) ?? [])
      figures.push(...toFigures(size, measured))
      perMovement.push(median(measured.closing) / size)
    }
    if (sizes.length > 1) figures.push(toGrowth(sizes, perMovement))
    await server.stop()
    return { figures, plans }
  })
}

/**
 * One contractor for each round, and a copy of all movements without our trigger for the bare SQL.
 * @param {Bench} bench
 * @param {Client} client
 * @param {number[]} sizes
 */
const loadAll = async ({ shop, rounds }, client, sizes) => {
  /** @type {Map<number, string[]>} */
  const prefixes = new Map()
  for (const size of sizes) {
    const count = size > 100_000 ? 1 : rounds(3)
    prefixes.set(
      size,
      Array.from({ length: count }, (_, round) => `s${size}r${round}`)
    )
    for (const prefix of prefixes.get(size) ?? []) {
      const lots = size / movementsPerLot
      await loadHistory(client, {
        ...shop,
        prefix,
        contractors: 1,
        items: lots / lotsPerItem,
        lots,
        movementsPerLot,
        openLots: 1,
        isSettled: false,
      })
    }
  }
  await client.query("create table bare_movement (like consignment_movement including all)")
  await client.query("insert into bare_movement select * from consignment_movement")
  await client.query("alter table bare_movement add column settlement_id text")
  await client.query(`create index on bare_movement (contractor_id, direction, currency_code, effective_at)
    where settlement_id is null`)
  await client.query(
    "create index on bare_movement (settlement_id, sequence) where settlement_id is not null"
  )
  await client.query("vacuum analyze bare_movement")
  await client.query("checkpoint")
  return prefixes
}

/**
 * @param {import("./servers.mjs").Server} server
 * @param {Client} client
 * @param {string[]} prefixes
 */
const measureSize = async (server, client, prefixes) => {
  const [closing, bare, growths] = [[], [], []]
  for (const prefix of prefixes) {
    const contractor_id = contractorId(prefix, 0)
    const { time, grownBy } = await watchingMemory(server.pid, () =>
      server.post("/admin/consignment/settlements", { contractor_id })
    )
    closing.push(time)
    growths.push(grownBy)
    bare.push(await timeOf(() => stampAndSum(client, contractor_id)))
  }
  return { closing, bare, growths }
}

/**
 * @param {Client} client
 * @param {string} contractor
 */
const stampAndSum = async (client, contractor) => {
  const ofAccount = `settlement_id is null and contractor_id = $1 and direction = 'inbound' and currency_code = 'EUR'
    and effective_at <= now()`
  await client.query("begin")
  await client.query(
    `select inventory_item_id, type, branch_code, late, unit_cost, sum(quantity) from bare_movement
     where ${ofAccount} group by 1, 2, 3, 4, 5`,
    [contractor]
  )
  await client.query(`update bare_movement set settlement_id = 'conset_bare' where ${ofAccount}`, [
    contractor,
  ])
  await client.query("commit")
}

/**
 * @param {number} size
 * @param {{ closing: number[], bare: number[], growths: number[] }} measured
 */
const toFigures = (size, { closing, bare, growths }) => {
  const what = `settlement of ${size.toLocaleString("en")} movements`
  return [
    ratio({
      id: "P6",
      what: `${what} against the bare SQL`,
      value: ratioOf(closing, bare),
      atMost: 0.15,
      detail: `${milliseconds(median(closing))} against ${milliseconds(median(bare))}, ${closing.length} rounds`,
    }),
    atMostFigure({
      id: "P6",
      what: `${what}: growth of the server`,
      value: Math.max(...growths),
      atMost: 100,
      unit: "MB",
      detail: `peak of ${growths.length} rounds`,
    }),
  ]
}

/**
 * @param {number[]} sizes
 * @param {number[]} perMovement
 */
const toGrowth = (sizes, perMovement) =>
  ratio({
    id: "P6",
    what: "time for one movement, largest settlement against smallest (linear)",
    value: perMovement[perMovement.length - 1] / perMovement[0],
    atMost: 1.2,
    detail: perMovement
      .map(
        (time, index) => `${(time * 1000).toFixed(1)} µs at ${sizes[index].toLocaleString("en")}`
      )
      .join(", "),
  })

/**
 * The statements of a settlement, as PostgreSQL would run them now.
 * @param {Client} client
 * @param {string} contractor
 */
const explainSettlement = async (client, contractor) => {
  return [
    await explain(
      client,
      "A settlement sums what it closes",
      `select lot_id, type, liable, unit_cost, branch_code, late, sum(quantity) from (
         select * from consignment_movement
         where contractor_id = '${contractor}' and direction = 'inbound' and currency_code = 'EUR'
           and effective_at > now() - interval '1 year' and effective_at <= now() and sequence <= 1000000000
         union all
         select * from consignment_movement
         where contractor_id = '${contractor}' and direction = 'inbound' and currency_code = 'EUR' and late
           and sequence > 0 and sequence <= 1000000000 and effective_at <= now() - interval '1 year') m
       group by 1, 2, 3, 4, 5, 6`
    ),
  ]
}
