import { ConsignmentError } from "../../modules/consignment/domain/errors"
import { isHoldId } from "../../modules/consignment/ledger/posting/hired-units"
import { toMedusaError } from "../../modules/consignment/to-medusa-error"
import { guardStep } from "../host/steps/steps"

/**
 * Units that are lent, that are to go back to their owner or to be checked stay reserved: only the return of the loan, the
 * return to the owner or the check releases them.
 * Throws: CONSIGNED_STOCK_PRESENT.
 */
const refuseHolds = (ids: (string | undefined)[]): void => {
  const held = ids.filter((id) => id !== undefined && isHoldId(id))
  if (held.length === 0) return
  toMedusaError(
    new ConsignmentError(
      "CONSIGNED_STOCK_PRESENT",
      "The reservation belongs to a loan, an ended hire or a receipt to be checked: return the loan, send the units back to their owner, or check the receipt.",
      { reservation_ids: held }
    )
  )
}

guardStep("delete-reservations", "delete-reservations", ({ payload }) => {
  refuseHolds((payload as { ids: string[] }).ids)
})

guardStep("update-reservations-workflow", "update-reservations-step", ({ payload }) => {
  refuseHolds((payload as { updates: { id?: string }[] }).updates.map(({ id }) => id))
})
