import type { ILockingModule, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { ConsignmentError } from "../../../modules/consignment/domain/errors"
import { toMedusaError } from "../../../modules/consignment/to-medusa-error"

type Job<T> = () => Promise<T>

/** How long a caller waits for all of its locks together; tests wait less. */
export const itemLockPatience = { seconds: 30 }

/**
 * Lease of a lock in Redis, which renews it while the job runs. A process that was killed keeps its locks this long, so
 * it is shorter than the patience of those who wait.
 */
const LEASE_SECONDS = 15

/**
 * A provider that polls does so less and less often. After this time a caller starts over, so that it is not outrun by
 * those who came later.
 */
const POLLING_SECONDS = 1

interface LockingInternals {
  defaultProviderId?: string
}

interface PooledConnection {
  client: { pool?: { max?: number } }
}

/**
 * Holds the host's own locks of inventory items while a job runs. Keys are taken one by one in sorted order, so callers
 * whose keys overlap wait for each other and never lock each other out.
 * Throws: LOCK_TIMEOUT.
 */
export const withItemLocks = async <T>(
  container: MedusaContainer,
  inventoryItemIds: string[],
  job: Job<T>
): Promise<T> =>
  await holdingItemLocks(container.resolve(Modules.LOCKING), inventoryItemIds, job, {
    connections: connectionsOf(container),
  })

/** As `withItemLocks`; a provider that keeps locks in the database takes at most half of the `connections`. */
export const holdingItemLocks = async <T>(
  locking: ILockingModule,
  inventoryItemIds: string[],
  job: Job<T>,
  {
    connections = 1,
    patience = itemLockPatience.seconds,
  }: { connections?: number; patience?: number } = {}
): Promise<T> => {
  const keys = [...new Set(inventoryItemIds)].sort()
  if (keys.length === 0) return await job()
  const deadline = Date.now() + patience * 1000
  return await holdOf(locking, connections)(keys, job, deadline)
}

const holdOf = (locking: ILockingModule, connections: number): Hold => {
  const provider = (locking as LockingInternals).defaultProviderId ?? ""
  if (provider.includes("memory")) return holdingInMemory(locking)
  return provider.includes("postgres")
    ? holdingInDatabase(locking, connections)
    : holdingInBoth(locking)
}

type Hold = <T>(keys: string[], job: Job<T>, deadline: number) => Promise<T>

const holdingOneByOne =
  (locking: ILockingModule, attemptSeconds: number, provider?: string): Hold =>
  async (keys, job, deadline) =>
    await keys.reduceRight<typeof job>(
      (inner, key) => () => holding(locking, [key], inner, { deadline, attemptSeconds, provider }),
      job
    )()

/** Callers of one process are served one after the other, without polling. */
const holdingInMemory = (locking: ILockingModule): Hold =>
  holdingOneByOne(locking, itemLockPatience.seconds, "in-memory")

/** Callers of one process wait for each other in memory, so only one of each process polls the provider for a key. */
const holdingInBoth = (locking: ILockingModule): Hold => {
  const inMemory = holdingInMemory(locking)
  const shared = holdingOneByOne(locking, POLLING_SECONDS)
  return async (keys, job, deadline) =>
    await inMemory(keys, () => shared(keys, job, deadline), deadline)
}

/**
 * `locking-postgres` keeps a connection for each call, waiting or not, while the job needs another. So callers of one
 * process wait for each other in memory, all keys are taken by one call (it takes them in their order), and some
 * connections are left for the jobs.
 */
const holdingInDatabase =
  (locking: ILockingModule, connections: number): Hold =>
  async (keys, job, deadline) => {
    const { seconds } = itemLockPatience
    const inMemory = holdingInMemory(locking)
    return await inMemory(
      keys,
      () =>
        inMemory(
          [nextSeat(Math.max(1, Math.floor(connections / 2)))],
          () => holding(locking, keys, job, { deadline, attemptSeconds: seconds }),
          deadline
        ),
      deadline
    )
  }

let seatsTaken = 0

const nextSeat = (seats: number): string => `consignment-lock-connection:${seatsTaken++ % seats}`

interface Attempt {
  deadline: number
  attemptSeconds: number
  provider?: string
}

const holding = async <T>(
  locking: ILockingModule,
  keys: string[],
  job: Job<T>,
  { deadline, attemptSeconds, provider }: Attempt
): Promise<T> => {
  const startedAt = Date.now()
  // The host waits for a second at least.
  const timeout = Math.max(1, Math.min(attemptSeconds, (deadline - startedAt) / 1000))
  let begun = false
  let done: { result: T } | undefined
  const work = async (): Promise<void> => {
    begun = true
    done = { result: await job() }
  }
  const options = { timeout, expire: LEASE_SECONDS, provider }
  try {
    await locking.execute(keys, work, options)
  } catch (error) {
    // The job's result stands, whether or not the provider could give the lock back: its lease ends by itself.
    if (!done) {
      const isTimedOut = !begun && Date.now() - startedAt >= timeout * 1000 - CLOCK_MILLISECONDS
      if (!isTimedOut) throw error
      if (Date.now() >= deadline) return refuseLocked(keys)
      return await holding(locking, keys, job, { deadline, attemptSeconds, provider })
    }
  }
  if (!done) throw new Error("The locking module ended without running its job.")
  return done.result
}

/** Timers may fire a little early. */
const CLOCK_MILLISECONDS = 50

const refuseLocked = (keys: string[]): never =>
  toMedusaError(
    new ConsignmentError(
      "LOCK_TIMEOUT",
      `Other requests have been changing the stock of the same items for ${itemLockPatience.seconds} seconds; try again.`,
      { inventory_item_ids: keys }
    )
  )

/** Knex opens at most 10 connections unless told otherwise. */
export const connectionsOf = (container: MedusaContainer): number =>
  (container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as PooledConnection).client.pool
    ?.max ?? 10

/** `execute` of the locking module for a step of the host that locks items in the order of its lines. */
export const executeSorted =
  (locking: ILockingModule, container: MedusaContainer) =>
  async <T>(keys: string | string[], job: Job<T>): Promise<T> =>
    await holdingItemLocks(locking, [keys].flat(), job, { connections: connectionsOf(container) })
