#!/usr/bin/env node
// npm run kill -- [--rounds 50] [--processes 2]
// Kills a server at random moments under a mixed load, starts it again and repeats the load with the same keys; then
// host and ledger have to agree on everything. Orders are fulfilled, cancelled and taken back over the host's own
// routes, half of them are clicked again and half are left to the catch-up; documents are posted with keys.
//   --rounds 50   how often it is killed
//   --processes 2 that share one database and a Redis of their own: requests go to them by turns, and one is killed
//   --size 3      orders of each kind, and rows of documents, in a round
//   --seed 1      of the random moments
//   --built       tries what npm run build made before, instead of building anew

import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { parseArgs } from "node:util"

import { buildPlugin } from "./bench/servers.mjs"
import { startTestDatabase } from "./postgres.mjs"
import { stage } from "./progress.mjs"
import { startRedis } from "./redis.mjs"
import { must } from "./reliability/client.mjs"
import { documentJobs, prepareOrderJobs, work } from "./reliability/jobs.mjs"
import { judge, untilTurnsEnd } from "./reliability/judge.mjs"
import { setUpShop } from "./reliability/shop.mjs"
import { openStore } from "./reliability/store.mjs"
import { runWithDatabase } from "./run-with-database.mjs"

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "50" },
    processes: { type: "string", default: "1" },
    size: { type: "string", default: "3" },
    seed: { type: "string", default: String(Date.now() % 100_000) },
    built: { type: "boolean", default: false },
  },
})
const rounds = Number(values.rounds)
const size = Number(values.size)
const processes = Number(values.processes)

/** The same moments for the same seed. */
const randomFrom = (/** @type {number} */ seed) => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A load of this size takes about this long; the server dies somewhere in it. */
const LOAD_MILLISECONDS = 2_500
const PAUSE_MILLISECONDS = 1_000

/**
 * Requests go to the servers by turns, as a load balancer sends them.
 * @param {import("./reliability/store.mjs").Server[]} servers
 * @returns {import("./reliability/client.mjs").Call}
 */
const byTurns = (servers) => {
  let next = 0
  return (method, path, body) => servers[next++ % servers.length].call(method, path, body)
}

/** @param {import("./postgres.mjs").Database} database */
const killServers = async (database) => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "consignment-kill-"))
  const random = randomFrom(Number(values.seed))
  const { DATABASE_URL: databaseUrl = "" } = database.environment
  if (!values.built) await stage("Building the plugin", () => buildPlugin(folder))
  const redis = processes > 1 ? await startRedis() : null
  /** @type {Record<string, string>} */
  const environment = redis ? { REDIS_URL: redis.url } : {}
  const store = await stage("Opening a store", () => openStore(folder, database, environment))
  /** @type {import("./reliability/store.mjs").Server[]} */
  const servers = []
  for (let number = 1; number <= processes; number += 1) {
    servers.push(await stage(`Starting server ${number}`, () => store.start()))
  }
  const call = byTurns(servers)
  const shop = await setUpShop(servers[0].url, servers[0].token, call)
  console.log(`Seed ${values.seed}`)

  /** @type {import("./reliability/jobs.mjs").Posted[]} */
  const posted = []
  /** @type {string[]} */
  const keys = []
  const sums = { unanswered: 0, finished: 0, failed: 0 }
  for (let round = 1; round <= rounds; round += 1) {
    const begun = Date.now()
    const label = `r${round}`
    const orders = await prepareOrderJobs({ url: servers[0].url, call, shop, size, label })
    const documents = documentJobs({ shop, size, label })
    const jobs = [...orders, ...documents]
    keys.push(...documents.flatMap(({ steps }) => steps.flatMap(({ key }) => key ?? [])))

    const moment = Math.round(random() * LOAD_MILLISECONDS)
    const dying = Math.floor(random() * processes)
    await Promise.all([
      work(call, jobs, { repeats: () => false, posted }),
      wait(moment).then(() => servers[dying].kill()),
    ])
    const unanswered = jobs.filter(({ answers }) => answers.at(-1)?.status === 0)
    servers[dying] = await store.start()
    // A settlement that closes at once has nothing in it that is undone afterwards.
    const settling = call("POST", "/admin/consignment/settlements", {
      contractor_id: shop.contractorId,
      direction: "inbound",
      idempotency_key: `${label}-settlement`,
    })
    const pause = () => wait(PAUSE_MILLISECONDS)
    await work(call, jobs, { repeats: ({ isAbandoned }) => !isAbandoned, posted, pause })
    const settlement = await settling
    if (settlement.status !== 201) throw new Error(`The settlement: ${JSON.stringify(settlement)}`)
    await untilTurnsEnd(databaseUrl)
    const { caught_up } = await must(call, "POST", "/admin/catch-up")
    // A second one finds nothing to do.
    const { caught_up: left } = await must(call, "POST", "/admin/catch-up")
    const { differences, unposted } = await must(call, "GET", "/admin/consignment/reconciliation")

    const stuck = jobs.filter((job) => !job.isAbandoned && job.done < job.steps.length)
    // An answer of 5xx is repeated like none: what counts is what stands in the end.
    const failed = jobs.flatMap(({ answers }) => answers.filter(({ status }) => status >= 500))
    const broken = [
      ...(await judge(databaseUrl, posted, keys)),
      ...Object.entries({ stuck, differences, unposted, left }).flatMap(([law, rows]) =>
        rows.length > 0 ? [{ law, rows }] : []
      ),
    ]
    sums.unanswered += unanswered.length
    sums.finished += caught_up.length
    sums.failed += failed.length
    const seconds = ((Date.now() - begun) / 1000).toFixed(0)
    console.log(
      `Round ${round}: killed after ${moment} ms, ${unanswered.length} requests cut, ` +
        `${failed.length} answered 5xx and repeated, ${caught_up.length} left to the catch-up, ` +
        `${broken.length} laws broken (${seconds} s)`
    )
    if (broken.length > 0) {
      for (const { law, rows } of broken) console.error(`  ${law}:`, JSON.stringify(rows, null, 1))
      console.error(`The server's log lies at ${folder}.`)
      return 1
    }
  }
  await redis?.stop()
  await fs.rm(folder, { recursive: true, force: true })
  console.log(
    `${rounds} rounds: ${sums.unanswered} requests cut, ${sums.failed} answered 5xx and repeated, ` +
      `${sums.finished} flows finished or undone by the catch-up, 0 postings lost, doubled or half done`
  )
  return 0
}

await runWithDatabase(() => startTestDatabase({ name: "kill" }), killServers)
