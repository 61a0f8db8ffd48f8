import { setTimeout } from "node:timers/promises"
import type { ConsignmentModuleService } from "../modules/consignment"

const PAUSE_MILLISECONDS = 50

/** Takes a lease once its holder has returned it; null if that takes longer than the patience. */
export const waitForLease = async (
  service: ConsignmentModuleService,
  key: string,
  { leaseSeconds, patienceSeconds }: { leaseSeconds: number; patienceSeconds: number }
): Promise<string | null> => {
  const deadline = Date.now() + patienceSeconds * 1000
  let holder = await service.takeLease(key, leaseSeconds)
  while (holder === null && Date.now() < deadline) {
    await setTimeout(PAUSE_MILLISECONDS)
    holder = await service.takeLease(key, leaseSeconds)
  }
  return holder
}
