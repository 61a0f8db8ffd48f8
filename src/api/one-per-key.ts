import type { MedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../modules/consignment"
import { waitForLease } from "./waiting-for-lease"

/** A process that was killed keeps its key this long, so it is shorter than the patience of a repeated request. */
const LEASE_SECONDS = 10
const PATIENCE_SECONDS = 20

/**
 * Requests with the same idempotency key take turns, so the second finds what the first has done: it runs no hook again,
 * and gets no answer that is undone because a hook of the first refuses.
 * Throws: LOCK_TIMEOUT.
 */
export const onePerKey = async (req: MedusaRequest, job: () => Promise<void>): Promise<void> => {
  const { idempotency_key: key } = (req.validatedBody ?? {}) as { idempotency_key?: string }
  if (key === undefined) return await job()
  const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  const lease = `request:${req.baseUrl}${req.path}:${key}`
  const holder = await waitForLease(service, lease, {
    leaseSeconds: LEASE_SECONDS,
    patienceSeconds: PATIENCE_SECONDS,
  })
  if (holder === null) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `Another request with the idempotency key ${key} is at work; try again.`,
      "LOCK_TIMEOUT"
    )
  }
  try {
    await job()
  } finally {
    await service.returnLease(lease, holder).catch((error: unknown) => {
      const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
      logger.error(`consignment: the turn of key ${key} was not given back: ${String(error)}`)
    })
  }
}
