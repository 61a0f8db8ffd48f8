import type { ILockingModule, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

type Job<T> = () => Promise<T>

interface LockingInternals {
  defaultProviderId?: string
}

/**
 * Holds the host's own locks of inventory items while a job runs, in sorted order. The in-memory provider keeps keys
 * locked for ever when two calls with several keys in opposite order time out, so there each key is a call of its own;
 * other providers hold one connection a call and get all keys at once.
 */
export const holdingItemLocks = async <T>(
  locking: ILockingModule,
  inventoryItemIds: string[],
  job: Job<T>
): Promise<T> => {
  const keys = [...new Set(inventoryItemIds)].sort()
  if (keys.length === 0) return await job()
  const isInMemory = ((locking as unknown as LockingInternals).defaultProviderId ?? "").includes(
    "in-memory"
  )
  if (!isInMemory) return await locking.execute(keys, job, lockOptions)
  return await keys.reduceRight<Job<T>>(
    (inner, key) => () => locking.execute([key], inner, lockOptions),
    job
  )()
}

const lockOptions = { timeout: 30 }

export const withItemLocks = async <T>(
  container: MedusaContainer,
  inventoryItemIds: string[],
  job: Job<T>
): Promise<T> => await holdingItemLocks(container.resolve(Modules.LOCKING), inventoryItemIds, job)
