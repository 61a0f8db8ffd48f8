import { ConsignmentError } from "./errors"
import type { Draft } from "./posting"

/** Throws: PERIOD_CLOSED, for documents that may not be dated into a closed period. */
export const refuseLate = (draft: Draft): void => {
  const late = draft.movements.find((movement) => movement.late)
  if (!late) return
  throw new ConsignmentError(
    "PERIOD_CLOSED",
    `A settlement has closed the period of ${late.effectiveAt.toISOString()}.`,
    { contractor_id: late.contractorId, effective_at: late.effectiveAt.toISOString() }
  )
}
