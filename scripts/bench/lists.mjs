// P8: the first page of every list, whatever lies behind it.

import { atMostFigure, milliseconds, ratio } from "./figures.mjs"
import { contractorId } from "./history.mjs"
import { createLedger, prefix, sizesOfLists } from "./ledgers.mjs"
import { interleave, median, ratioOf } from "./measure.mjs"
import { plansDuring, startExplaining, stopExplaining } from "./plans.mjs"

/** @typedef {import("./bench.mjs").Bench} Bench */
/** @typedef {import("./servers.mjs").Server} Server */

const routes = [
  "contractors",
  `contractors/${contractorId(prefix, 1)}/items`,
  `contractors/${contractorId(prefix, 1)}/balance`,
  "agreements",
  "warehouses",
  "documents",
  `documents?contractor_id=${contractorId(prefix, 1)}`,
  `accounts?contractor_id=${contractorId(prefix, 1)}`,
  "goods-receipts",
  `goods-receipts?contractor_id=${contractorId(prefix, 1)}`,
  "goods-issues",
  `goods-issues?contractor_id=${contractorId(prefix, 1)}`,
  "goods-issue-returns",
  "internal-issues",
  "ownership-transfers",
  "consignor-returns",
  "stock-counts",
  "lots",
  "lots?open=true",
  "stock",
  "movements",
  `movements?contractor_id=${contractorId(prefix, 1)}`,
  "settlements",
  `settlements?contractor_id=${contractorId(prefix, 1)}`,
  `settlements/conset_${prefix}_1/movements`,
  "invoices",
  "reconciliation",
]

/** A table of fewer rows is read from end to end whatever indexes it has, as that is faster. */
const largeTable = 5_000

/** Lists whose plans the report shows. */
const explained = ["goods-receipts", "lots", "stock", "movements", "settlements"]

/**
 * @param {Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureLists = async (bench) => {
  const { few, many } = sizesOfLists(bench, [10_000_000])
  await createLedger(bench, "few_rows", few)
  await createLedger(bench, "many_rows", many)
  const plans = await readPlans(bench, "many_rows")
  const growing = await bench.databases.using("many_rows", toScanOfLargeTable)

  const short = await bench.serve("plugin", "few_rows")
  const long = await bench.serve("plugin", "many_rows")
  const figures = []
  for (const route of routes) {
    const times = await interleave(
      { short: () => read(short, route), long: () => read(long, route) },
      { rounds: bench.rounds(20), warmUps: bench.rounds(5) }
    )
    const scanned = (plans.get(route) ?? []).flatMap(({ plan }) => growing.exec(plan)?.[1] ?? [])
    figures.push(toFigure(route, times, scanned, { few, many }))
  }
  await Promise.all([short.stop(), long.stop()])
  return { figures: [toScans(plans, growing), ...figures], plans: toExplained(plans) }
}

/** As many rows as the smaller ledger has of everything. */
const isPaged = (/** @type {string} */ route) =>
  !["balance", "accounts", "reconciliation"].some((one) =>
    new URL(route, "http://list/").pathname.endsWith(one)
  )

const read = (/** @type {Server} */ server, /** @type {string} */ route) => {
  const { pathname, searchParams } = new URL(route, "http://list/")
  const page = isPaged(route) ? { limit: 20 } : {}
  return server.get(`/admin/consignment${pathname}`, {
    ...page,
    ...Object.fromEntries(searchParams),
  })
}

/** @typedef {Map<string, { statement: string, plan: string }[]>} Plans by route. */

/**
 * @param {Bench} bench
 * @param {string} database
 * @returns {Promise<Plans>}
 */
const readPlans = async ({ databases, start }, database) => {
  await databases.using(database, startExplaining)
  const server = await start("plugin", database)
  /** @type {Plans} */
  const plans = new Map()
  for (const route of routes) {
    const all = await plansDuring(databases.log, () => read(server, route))
    plans.set(
      route,
      all.filter(({ plan }) => plan.includes("consignment_"))
    )
  }
  await server.stop()
  await databases.using(database, stopExplaining)
  return plans
}

/**
 * @param {string} route
 * @param {{ short: number[], long: number[] }} times
 * @param {string[]} scanned
 * @param {{ few: number, many: number }} sizes
 */
const toFigure = (route, { short, long }, scanned, { few, many }) => {
  const rows = `${many.toLocaleString("en")} movements against ${few.toLocaleString("en")}`
  return ratio({
    id: "P8",
    what: `GET /${route.replaceAll(`_${prefix}_1`, "…")}`,
    value: ratioOf(long, short),
    atMost: 1.3,
    detail: `${milliseconds(median(long))} against ${milliseconds(median(short))}, ${rows}${scanned.length > 0 ? `; reads all of ${scanned.join(", ")}` : ""}`,
  })
}

/**
 * Steps of a plan that read one of our large tables from end to end.
 * @param {import("pg").Client} client
 */
const toScanOfLargeTable = async (client) => {
  const { rows } = await client.query(
    `select substr(relname, 13) as name from pg_class
     where relkind = 'r' and relname like 'consignment\\_%' and reltuples >= ${largeTable}`
  )
  return new RegExp(
    `Seq Scan on (?:public\\.)?consignment_(${rows.map(({ name }) => name).join("|")})\\b`
  )
}

/**
 * @param {Plans} plans
 * @param {RegExp} growing
 */
const toScans = (plans, growing) => {
  const scanning = [...plans].filter(([, all]) => all.some(({ plan }) => growing.test(plan)))
  return atMostFigure({
    id: "P8",
    what: "lists that scan a growing table from end to end",
    value: scanning.length,
    atMost: 0,
    unit: "lists",
    detail: scanning.map(([route]) => route).join(", ") || `of ${plans.size}`,
  })
}

/** @param {Plans} plans */
const toExplained = (plans) =>
  explained.flatMap((route) =>
    (plans.get(route) ?? []).map(({ statement, plan }) => ({
      title: `GET /${route}`,
      text: `${statement}\n\n${plan.replace(/ {2}\(cost=.*\)$/gm, "")}`,
    }))
  )
