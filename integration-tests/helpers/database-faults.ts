import assert from "node:assert"
import { setTimeout } from "node:timers/promises"
import { Client } from "pg"

interface PooledConnection {
  __knexUid: string
  connection: {
    stream: { destroy: () => void }
    once: (event: "readyForQuery", listener: () => void) => void
  }
}

type Listener = (query: { sql: string; __knexUid: string }) => void

/** Statements that write papers. Leases, marks and announcements have transactions of their own, of jobs too. */
const written =
  /(insert into|update) "?consignment_(document|settlement|invoice|loan)(_line|_payment)?\b/i

/** Internals of Knex: its pool, and where it connects to. */
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
  on: (event: "query", listener: Listener) => void
  off: (event: "query", listener: Listener) => void
}

/** Listeners gather events for a while before they ask the database. */
const LISTENERS_MILLISECONDS = 500

/** The pool learns that a connection has ended with the next events of its socket. */
const SOCKET_MILLISECONDS = 50

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

  /** Changes of the host, to be put back. */
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

    /**
     * Cuts the database off as soon as the host has committed a paper that it has written. Answers
     * whether it has come to that.
     */
    cutAfterCommit: (): (() => boolean) => {
      const writing = new Set<string>()
      let isCut = false
      const onQuery: Listener = ({ sql, __knexUid: connectionId }) => {
        if (written.test(sql)) writing.add(connectionId)
        if (/^rollback/i.test(sql)) writing.delete(connectionId)
        if (!/^commit/i.test(sql) || !writing.has(connectionId)) return
        knex().off("query", onQuery)
        const { used } = knex().client.pool
        const committing = used.find(({ resource }) => resource.__knexUid === connectionId)
        assert(committing, "The connection that commits is not in the pool.")
        // The host has the answer of the commit by then.
        committing.resource.connection.once("readyForQuery", () => {
          isCut = true
          cut()
        })
      }
      knex().on("query", onQuery)
      changes.push(() => knex().off("query", onQuery))
      return () => isCut
    },

    /** Sessions that are open end; the next statement opens one with the settings that are in force now. */
    reconnect: async (): Promise<void> => {
      for (const { resource } of knex().client.pool.free) resource.connection.stream.destroy()
      await setTimeout(SOCKET_MILLISECONDS)
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

    /** A pool of so many connections that gives up soon; what listeners to earlier events still hold comes back first. */
    limitPool: async (max: number, acquireTimeoutMillis: number): Promise<void> => {
      const { pool } = knex().client
      await setTimeout(LISTENERS_MILLISECONDS)
      for (let look = 0; look < 100 && pool.used.length > 0; look++) await setTimeout(20)
      const before = { max: pool.max, acquireTimeoutMillis: pool.acquireTimeoutMillis }
      changes.push(() => Object.assign(pool, before))
      Object.assign(pool, { max, acquireTimeoutMillis })
      for (const { resource } of pool.free.slice(max)) resource.connection.stream.destroy()
      await setTimeout(SOCKET_MILLISECONDS)
    },
  }
}
