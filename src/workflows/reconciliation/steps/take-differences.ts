import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Difference } from "../../../modules/consignment/ledger/posting/differences"
import { hostLevels } from "../../host/inventory/levels"
import { ledgerOf } from "../../posting/post-document"

export const takeDifferencesStepId = "consignment-take-differences"

/** A difference, and who is told of it. */
export interface FoundDifference extends Difference {
  warehouse_name: string | null
  notification_email: string | null
}

/** A difference that grows is another one; one that was explained and comes back is told again. */
const toNoticeKey = (found: Difference): string =>
  `${PREFIX}${found.stock_location_id}:${found.inventory_item_id}:${found.difference}`

const PREFIX = "consignment-difference-found:"

/** Finds the places where levels and lots disagree, and takes note of those that nobody was told of yet. */
export const takeDifferencesStep = createStep(
  takeDifferencesStepId,
  async (_, { container }) => {
    const ledger = ledgerOf(container)
    const { differences } = await ledger.reconcile(hostLevels)
    await ledger.keepNotices(PREFIX, differences.map(toNoticeKey))
    const keys = await ledger.takeNotices(differences.map(toNoticeKey))
    const taken = new Set(keys)
    const fresh = differences.filter((difference) => taken.has(toNoticeKey(difference)))
    const warehouses = await ledger.listConsignmentWarehouses({
      stock_location_id: [...new Set(fresh.map((difference) => difference.stock_location_id))],
    })
    const found = fresh.map((difference): FoundDifference => {
      const warehouse = warehouses.find(
        (candidate) => candidate.stock_location_id === difference.stock_location_id
      )
      return {
        ...difference,
        warehouse_name: warehouse?.name ?? null,
        notification_email: warehouse?.notification_email ?? null,
      }
    })
    return new StepResponse(found, keys)
  },
  async (keys, { container }) => {
    if (keys) await ledgerOf(container).returnNotices(keys)
  }
)
