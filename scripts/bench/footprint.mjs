// P10: what the plugin adds to a server that does nothing, and to the admin.

import fs from "node:fs/promises"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { gzipSync } from "node:zlib"

import { repository } from "../medusa.mjs"
import { atMostFigure, milliseconds, ratio } from "./figures.mjs"
import { interleave, median, memoryOf, ratioOf } from "./measure.mjs"

/**
 * @param {import("./bench.mjs").Bench} bench
 * @returns {Promise<import("./figures.mjs").Findings>}
 */
export const measureFootprint = async (bench) => {
  await bench.copyShop("idle")
  // The first boot reads all files from disk.
  const warmUps = bench.isSmoke ? 0 : 1
  /** @type {Record<"plugin" | "bare", { boots: number[], memories: number[] }>} */
  const measured = { plugin: { boots: [], memories: [] }, bare: { boots: [], memories: [] } }
  const bootOnce =
    (/** @type {"plugin" | "bare"} */ store) => async (/** @type {number} */ round) => {
      const start = performance.now()
      const server = await bench.start(store, "idle")
      const boot = performance.now() - start
      await wait(bench.isSmoke ? 500 : 5_000)
      const memory = await memoryOf(server.pid)
      await server.stop()
      if (round < warmUps) return
      measured[store].boots.push(boot)
      measured[store].memories.push(memory)
    }
  // The first boot reads all files from disk.
  const rounds = 1 + bench.rounds(5)
  await interleave({ plugin: bootOnce("plugin"), bare: bootOnce("bare") }, { rounds, warmUps: 0 })
  const { plugin, bare } = measured
  return {
    figures: [
      ratio({
        id: "P10",
        what: "boot until the server answers",
        value: ratioOf(plugin.boots, bare.boots),
        atMost: 1.05,
        detail: `${milliseconds(median(plugin.boots))} against ${milliseconds(median(bare.boots))}, ${bare.boots.length} rounds`,
      }),
      ratio({
        id: "P10",
        what: "memory of an idle server",
        value: ratioOf(plugin.memories, bare.memories),
        atMost: 1.05,
        detail: `${median(plugin.memories).toFixed(0)} MB against ${median(bare.memories).toFixed(0)} MB`,
      }),
      await measureAdmin(),
    ],
  }
}

const measureAdmin = async () => {
  const folder = path.join(repository, ".medusa", "server", "src", "admin")
  const files = (await fs.readdir(folder)).filter((file) => file.endsWith(".mjs"))
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await fs.readFile(path.join(folder, file))).length)
  )
  return atMostFigure({
    id: "P10",
    what: "the admin's pages, gzipped",
    value: sizes.reduce((sum, size) => sum + size, 0) / 1024,
    atMost: 150,
    unit: "kB",
    detail: files.join(", "),
  })
}
