import assert from "node:assert"
import { spawn, spawnSync, type ChildProcess } from "node:child_process"
import { createServer, type AddressInfo } from "node:net"
import { setTimeout } from "node:timers/promises"
import type { ILockingModule } from "@medusajs/framework/types"
// No entry point exports the providers themselves.
/* eslint-disable @medusajs/import-from-framework-not-internal */
import { InMemoryLockingProvider } from "@medusajs/locking/dist/providers/in-memory"
import { RedisLockingProvider } from "@medusajs/locking-redis/dist/services/redis-lock"
/* eslint-enable @medusajs/import-from-framework-not-internal */
import Redis from "ioredis"
import { holdingItemLocks } from "../../src/workflows/host/inventory/locks"

type Execute = ILockingModule["execute"]

const items = Array.from({ length: 10 }, (_, index) => `iitem_${index}`)

/** The locking module of a process of the host: with the provider in memory, which it always has, and another one. */
const lockingWith = (
  defaultProviderId: string,
  provider: { execute: unknown } = new InMemoryLockingProvider()
): ILockingModule => {
  const inMemory =
    defaultProviderId === IN_MEMORY ? bound(provider) : bound(new InMemoryLockingProvider())
  const byDefault = bound(provider)
  const execute: Execute = (keys, job, options) =>
    options?.provider === IN_MEMORY ? inMemory(keys, job, options) : byDefault(keys, job, options)
  return { defaultProviderId, execute } as unknown as ILockingModule
}

const IN_MEMORY = "in-memory"

const bound = (provider: { execute: unknown }): Execute =>
  (provider.execute as Execute).bind(provider)

/** Keys in an order of their own for each caller, as orders name their items. */
const turned = (caller: number): string[] => {
  const rotated = [...items.slice(caller % 10), ...items.slice(0, caller % 10)]
  return caller % 2 === 0 ? rotated : rotated.reverse()
}

/** Callers who all want the same items; answers how many got them, and fails if two had them at once. */
const callAtOnce = async (processes: ILockingModule[], callers: number): Promise<number> => {
  let inside = 0
  const results = await Promise.allSettled(
    Array.from({ length: callers }, async (_, caller) => {
      const locking = processes[caller % processes.length] as ILockingModule
      await holdingItemLocks(locking, turned(caller), async () => {
        inside += 1
        expect(inside).toBe(1)
        await setTimeout(10)
        inside -= 1
      })
    })
  )
  return results.filter(({ status }) => status === "fulfilled").length
}

describe("locks of items", () => {
  describe("in memory", () => {
    it("are given to all who wait for them, whatever the order of their lines", async () => {
      const locking = lockingWith(IN_MEMORY)
      expect(await callAtOnce([locking], 16)).toBe(16)
    })

    it("are refused to those who have waited too long, and are free afterwards", async () => {
      const locking = lockingWith(IN_MEMORY)
      const options = { patience: 1 }
      const first = holdingItemLocks(locking, ["a", "b"], () => setTimeout(1_500, "first"), options)
      const second = holdingItemLocks(locking, ["b", "a"], async () => "second", options)
      await expect(second).rejects.toMatchObject({
        code: "LOCK_TIMEOUT",
        details: { inventory_item_ids: ["a"] },
      })
      expect(await first).toBe("first")
      expect(await holdingItemLocks(locking, ["a", "b"], async () => "third", options)).toBe(
        "third"
      )
    })
  })

  // A developer without redis-server tests the rest; the machine of every landing has it.
  const hasRedis = spawnSync("redis-server", ["--version"]).status === 0
  const describeRedis = hasRedis || process.env.CI ? describe : describe.skip

  describeRedis("in Redis", () => {
    let server: ChildProcess
    const clients: Redis[] = []
    let port = 0

    /** A process of the host, with a connection of its own. */
    const startProcess = (): { locking: ILockingModule; client: Redis } => {
      const client = new Redis({ port, maxRetriesPerRequest: 1 })
      client.on("error", () => undefined)
      clients.push(client)
      const provider = new RedisLockingProvider(
        { redisClient: client, prefix: "medusa_lock:" } as never,
        {}
      )
      return { locking: lockingWith("locking-redis", provider), client }
    }

    beforeAll(async () => {
      port = await freePort()
      server = spawn("redis-server", ["--port", String(port), "--save", "", "--appendonly", "no"])
      const { client } = startProcess()
      while ((await client.ping().catch(() => "")) !== "PONG") await setTimeout(50)
    })
    afterAll(() => {
      clients.forEach((client) => client.disconnect())
      server.kill("SIGKILL")
    })
    afterEach(() => startProcess().client.flushall())

    it("are given to all callers of two processes", async () => {
      const processes = [startProcess().locking, startProcess().locking]
      expect(await callAtOnce(processes, 24)).toBe(24)
    })

    it("are asked for once by each caller of a process: they wait for each other in memory", async () => {
      const { locking, client } = startProcess()
      // The first call also brings the scripts to Redis.
      await holdingItemLocks(locking, ["another"], async () => undefined)
      await client.config("RESETSTAT")
      expect(await callAtOnce([locking], 16)).toBe(16)
      const calls = /cmdstat_evalsha:calls=(\d+)/.exec(await client.info("commandstats"))?.[1]
      // To take a key and to give it back.
      expect(Number(calls)).toBe(16 * items.length * 2)
    })

    it("come free while others wait, if the process that holds them was killed", async () => {
      const killed = startProcess()
      const never = () => setTimeout(120_000, undefined, { ref: false })
      void holdingItemLocks(killed.locking, items, never).catch(() => undefined)
      while ((await startProcess().client.dbsize()) < items.length) await setTimeout(20)
      killed.client.disconnect()
      const startedAt = Date.now()
      const result = await holdingItemLocks(startProcess().locking, items, async () => "done")
      expect(result).toBe("done")
      expect(Date.now() - startedAt).toBeLessThan(20_000)
    }, 40_000)

    it("let what was done stand, even if they cannot be given back", async () => {
      const { locking, client } = startProcess()
      const result = await holdingItemLocks(locking, ["a", "b"], async () => {
        client.disconnect()
        return "posted"
      })
      expect(result).toBe("posted")
    })
  })

  describe("in PostgreSQL", () => {
    /** `locking-postgres` as far as connections go: each call takes one, waiting or not, and the job another. */
    const pooled = (size: number) => {
      const memory = new InMemoryLockingProvider()
      let used = 0
      let peak = 0
      const calls: string[][] = []
      const connected = async <T>(work: () => Promise<T>): Promise<T> => {
        used += 1
        peak = Math.max(peak, used)
        assert(used <= size, "The pool is exhausted.")
        return await work().finally(() => (used -= 1))
      }
      const execute = async (
        keys: string[],
        job: () => Promise<unknown>,
        options?: { provider?: string; timeout?: number }
      ) => {
        if (options?.provider === "in-memory") return await memory.execute(keys, job, options)
        calls.push(keys)
        return await connected(() =>
          memory.execute(
            keys.map((key) => `pg:${key}`),
            job,
            options
          )
        )
      }
      const locking = { defaultProviderId: "locking-postgres", execute }
      return { locking: locking as unknown as ILockingModule, connected, calls, peak: () => peak }
    }

    it("take one connection for all keys, and leave half of the pool to the jobs", async () => {
      const { locking, connected, calls, peak } = pooled(4)
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, caller) =>
          holdingItemLocks(
            locking,
            caller < 10 ? turned(caller) : [`other_${caller}`],
            () => connected(() => setTimeout(5, caller)),
            { connections: 4 }
          )
        )
      )
      expect(results).toHaveLength(20)
      expect(peak()).toBeLessThanOrEqual(4)
      expect(calls).toHaveLength(20)
      expect(calls.every((keys) => keys.join() === [...keys].sort().join())).toBe(true)
    })
  })
})

const freePort = async (): Promise<number> =>
  await new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
