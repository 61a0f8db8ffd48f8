import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { catchUpWith } from "../../host/catch-up"
import { findUnposted, type Unposted } from "../../host/find-unposted"
import { ledgerOf } from "../../host/post-document"

const LEASE_KEY = "consignment-catch-up"
const LEASE_SECONDS = 300

export const catchUpStepId = "consignment-catch-up"

/** Posts what the host finished without us, one document after the other; one that fails is tried again next time. */
export const catchUpStep = createStep(
  catchUpStepId,
  async (_: Record<string, never>, { container }) => {
    const ledger = ledgerOf(container)
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const caughtUp: Unposted[] = []
    const holder = await ledger.takeLease(LEASE_KEY, LEASE_SECONDS)
    if (holder === null) return new StepResponse({ caught_up: caughtUp })
    try {
      for (const missed of await findUnposted(container)) {
        const posted = await catchUpWith(container, missed).catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : JSON.stringify(error)
          logger.error(`consignment: ${missed.kind} ${missed.id} could not be posted: ${reason}`)
          return false
        })
        if (posted) caughtUp.push(missed)
      }
    } finally {
      await ledger.returnLease(LEASE_KEY, holder)
    }
    return new StepResponse({ caught_up: caughtUp })
  }
)
