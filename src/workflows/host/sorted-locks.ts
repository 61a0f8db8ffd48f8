import type { ILockingModule } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { executeSorted } from "./locks"
import { flowsWithStep, overrideStep, withMethod, type Override } from "./steps"

/** All steps of the host that lock inventory items. */
export const lockingStepIds = [
  "adjust-inventory-levels-step",
  "create-reservations-step",
  "delete-reservations",
  "delete-reservations-by-line-items",
  "reserve-inventory-step",
  "update-reservations-step",
] as const

const sorting: Override = (key, resolved, { container }) =>
  key === Modules.LOCKING
    ? withMethod(
        resolved as ILockingModule,
        "execute",
        executeSorted(resolved as ILockingModule, container)
      )
    : resolved

/**
 * Lets the host lock items in sorted order, in whatever flow it does: it takes them in the order of the lines, so two
 * orders of the same items wait for each other until both time out, and whoever needs these items with them.
 * Throws if the host has none of the steps any longer.
 */
export const sortItemLocks = (): void => {
  for (const stepId of lockingStepIds) {
    const flows = flowsWithStep(stepId)
    if (flows.length === 0) throw new Error(`No flow of the host has the step ${stepId}.`)
    for (const flow of flows) {
      overrideStep(flow, stepId, { purpose: "locks", onInvoke: sorting, onCompensate: sorting })
    }
  }
}
