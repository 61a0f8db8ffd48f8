import type { ILockingModule } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { executeSorted } from "./locks"
import { flowsWithStep, overrideStep, withMethod, type Override } from "../steps/steps"

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
 * Makes the host lock items in sorted order in each of its flows. It locks them in the order of the lines, so two orders
 * of the same items would wait for each other until both time out, and block every other request for these items.
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
