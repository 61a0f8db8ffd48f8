import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { catchUpWith } from "../../host/catch-up/catch-up"
import { findUnposted, type Unposted } from "../../host/catch-up/find-unposted"
import { findReach, watchUnposted } from "../../host/catch-up/search-mark"
import { hostLevels } from "../../host/inventory/levels"
import { takeOverAllSkus } from "../../host/inventory/rename-items"
import { withItemLocks } from "../../host/inventory/locks"
import { ledgerOf } from "../../posting/post-document"
import { finishDeadFlows, type ExceptionalFlow } from "../../host/catch-up/unfinished/exceptions"

const LEASE_KEY = "consignment-catch-up"
const LEASE_SECONDS = 300

export interface CatchUp {
  /** Younger flows may still be under way; default: two minutes. */
  grace_seconds?: number
  /** Searches all that the host has done since go-live, as once a day, not what it did since the last time. */
  all?: boolean
}

type CaughtUp = Unposted | ExceptionalFlow

export const catchUpStepId = "consignment-catch-up"

/**
 * Ends flows that a crash has cut, and posts what the host finished without us, one document after the other; one that
 * fails is tried again next time.
 */
export const catchUpStep = createStep(
  catchUpStepId,
  async ({ grace_seconds: graceSeconds, all = false }: CatchUp, { container }) => {
    const ledger = ledgerOf(container)
    const holder = await ledger.takeLease(LEASE_KEY, LEASE_SECONDS)
    if (holder === null) return new StepResponse({ caught_up: [] as CaughtUp[] })
    try {
      const finished = await finishDeadFlows(container, graceSeconds, (flow, error) =>
        log(container, `${flow.kind} ${flow.id} could not be finished`, error)
      )
      await watchUnposted(container, all ? "everything" : await findReach(container))
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
  for (const missed of await findUnposted(container, graceSeconds, "watched")) {
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
