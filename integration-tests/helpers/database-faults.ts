import assert from "node:assert"
import { setTimeout } from "node:timers/promises"
import { Client } from "pg"

interface PooledConnection {
  connection: { stream: { destroy: () => void } }
}

type Listener = (response: unknown, query: { sql: string }) => void

/** What Knex has inside: its pool, and where it connects to. */
interface Knex {
  client: {
    connectionSettings: { connectionString: string }
    pool: {
      max: number
      acquireTimeoutMillis: number
      free: { resource: PooledConnection }[]
      used: { resource: PooledConnection }[]
    }
  }
  on: (event: "query-response", listener: Listener) => void
  off: (event: "query-response", listener: Listener) => void
}

/** Lets a database fail a running host: connections are cut, refused or all in use, as they are in operation. */
export const createFaults = (connection: () => unknown) => {
  const knex = () => connection() as Knex
  const session = async (): Promise<Client> => {
    const client = new Client(knex().client.connectionSettings)
    // It is ended together with all others.
    client.on("error", () => undefined)
    await client.connect()
    return client
  }

  /** What was changed of the host, to be put back. */
  const changes: (() => void)[] = []
  const mend = (): void => {
    for (const putBack of changes.splice(0)) putBack()
  }

  /** No connection stays, and no new one is made. */
  const cut = (): void => {
    const { connectionSettings: settings, pool } = knex().client
    const { connectionString } = settings
    settings.connectionString = "postgres://localhost:1/nowhere"
    changes.push(() => (settings.connectionString = connectionString))
    for (const { resource } of [...pool.free, ...pool.used]) resource.connection.stream.destroy()
  }

  return {
    session,
    cut,
    mend,

    /** Cuts the database off as soon as the host has committed something. */
    cutAfterCommit: (): void => {
      const onResponse = (_: unknown, { sql }: { sql: string }) => {
        if (!/^commit/i.test(sql)) return
        knex().off("query-response", onResponse)
        cut()
      }
      knex().on("query-response", onResponse)
      changes.push(() => knex().off("query-response", onResponse))
    },

    /** Sessions that are open end; the next statement opens one with the settings that are in force now. */
    reconnect: (): void => {
      for (const { resource } of knex().client.pool.free) resource.connection.stream.destroy()
    },

    /** Sessions of the host that wait for a lock, once there is one. */
    waiting: async (client: Client): Promise<number[]> => {
      for (let look = 0; look < 200; look++) {
        const { rows } = await client.query<{ pid: number }>(
          `select pid from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`
        )
        if (rows.length > 0) return rows.map(({ pid }) => pid)
        await setTimeout(20)
      }
      return assert.fail("No session waits for a lock.")
    },

    /** A pool of so many connections that gives up soon. */
    limitPool: (max: number, acquireTimeoutMillis: number): void => {
      const { pool } = knex().client
      const before = { max: pool.max, acquireTimeoutMillis: pool.acquireTimeoutMillis }
      changes.push(() => Object.assign(pool, before))
      Object.assign(pool, { max, acquireTimeoutMillis })
      for (const { resource } of pool.free.slice(max)) resource.connection.stream.destroy()
    },
  }
}
