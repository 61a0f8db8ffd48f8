import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { catchUpWith } from "../../host/catch-up"
import { findUnposted, type Unposted } from "../../host/find-unposted"
import { hostLevels } from "../../host/levels"
import { takeOverAllSkus } from "../../host/rename-items"
import { withItemLocks } from "../../host/locks"
import { ledgerOf } from "../../host/post-document"
import { finishDeadFlows, type ExceptionalFlow } from "../../host/unfinished/exceptions"

const LEASE_KEY = "consignment-catch-up"
const LEASE_SECONDS = 300

export interface CatchUp {
  /** What is younger may still be under way; default: two minutes. */
  grace_seconds?: number
}

type CaughtUp = Unposted | ExceptionalFlow

export const catchUpStepId = "consignment-catch-up"

/**
 * Ends flows that a crash has cut, and posts what the host finished without us, one document after the other; one that
 * fails is tried again next time.
 */
export const catchUpStep = createStep(
  catchUpStepId,
  async ({ grace_seconds: graceSeconds }: CatchUp, { container }) => {
    const ledger = ledgerOf(container)
    const holder = await ledger.takeLease(LEASE_KEY, LEASE_SECONDS)
    if (holder === null) return new StepResponse({ caught_up: [] as CaughtUp[] })
    try {
      const finished = await finishDeadFlows(container, graceSeconds, (flow, error) =>
        log(container, `${flow.kind} ${flow.id} could not be finished`, error)
      )
      const posted = await postMissed(container, graceSeconds)
      await attributeOwnStock(container)
      await takeOverAllSkus(container)
      return new StepResponse({ caught_up: [...finished, ...posted] as CaughtUp[] })
    } finally {
      await ledger.returnLease(LEASE_KEY, holder)
    }
  }
)

const postMissed = async (container: MedusaContainer, graceSeconds?: number) => {
  const caughtUp: Unposted[] = []
  for (const missed of await findUnposted(container, graceSeconds)) {
    const isPosted = await catchUpWith(container, missed).catch((error: unknown) => {
      log(container, `${missed.kind} ${missed.id} could not be posted`, error)
      return false
    })
    if (isPosted) caughtUp.push(missed)
  }
  return caughtUp
}

/** Where the host has added own stock, shipments that wait for a receipt need not wait any longer. */
const attributeOwnStock = async (container: MedusaContainer): Promise<void> => {
  const ledger = ledgerOf(container)
  for (const place of await ledger.findCoveredPlaces(hostLevels)) {
    await withItemLocks(container, [place.inventoryItemId], () =>
      ledger.attributeOwn(place, hostLevels)
    ).catch((error: unknown) => {
      log(container, `own stock of ${place.inventoryItemId} could not be attributed`, error)
    })
  }
}

const log = (container: MedusaContainer, what: string, error: unknown): void => {
  const reason = error instanceof Error ? error.message : JSON.stringify(error)
  container
    .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
    .error(`consignment: ${what}: ${reason}`)
}
