import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../modules/consignment"
import { answerRefusal } from "./answering"
import { waitForLease } from "./waiting-for-lease"

/** A flow whose carrier takes longer loses its turn to the next. */
const LEASE_SECONDS = 30
const PATIENCE_SECONDS = 10

/**
 * Flows of the host that fulfil, cancel or take back goods of one order take turns. The host itself lets a double click
 * run twice at the same time; the ledger refuses the second, but by then the host has changed its order, and what it
 * undoes is not what it did.
 */
export const takingTurns =
  (orderIdOf: (req: MedusaRequest) => Promise<string | undefined>) =>
  async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const orderId = await orderIdOf(req)
    if (orderId === undefined) return next()
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const key = `order:${orderId}`
    const holder = await waitForLease(service, key, {
      leaseSeconds: LEASE_SECONDS,
      patienceSeconds: PATIENCE_SECONDS,
    }).catch((error: unknown) => {
      answerRefusal(error, res, next)
    })
    if (holder === undefined) return
    if (holder === null) {
      const message = `Order ${orderId} is being changed by another request; try again.`
      return answerRefusal({ code: "LOCK_TIMEOUT", message, type: "unexpected_state" }, res, next)
    }
    onEnd(res, () => {
      service.returnLease(key, holder).catch((error: unknown) => {
        const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
        logger.error(
          `consignment: the turn of order ${orderId} was not given back: ${String(error)}`
        )
      })
    })
    next()
  }

/** A caller who hangs up ends the connection, but not the flow: only the answer tells that it has ended. */
const onEnd = (res: MedusaResponse, tell: () => void): void => {
  const end = res.end.bind(res) as (...input: unknown[]) => MedusaResponse
  res.end = ((...input: unknown[]) => {
    tell()
    return end(...input)
  }) as typeof res.end
}
