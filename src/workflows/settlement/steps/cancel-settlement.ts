import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CancelSettlement } from "../../../modules/consignment/ledger/settling/cancel-settlement"
import { ledgerOf } from "../../posting/post-document"

export const rehearseCancellingStepId = "consignment-rehearse-cancelling"

/** Tells what the settlement will be, before it is cancelled for good. */
export const rehearseCancellingStep = createStep(
  rehearseCancellingStepId,
  async (command: CancelSettlement, { container }) =>
    new StepResponse(await ledgerOf(container).rehearseCancelling(command))
)

export const cancelSettlementStepId = "consignment-cancel-settlement"

/** Opens the movements of a settlement again. It comes last in its flow: a cancelled settlement stays cancelled. */
export const cancelSettlementStep = createStep(
  cancelSettlementStepId,
  async (command: CancelSettlement, { container }) =>
    new StepResponse(await ledgerOf(container).cancelSettlement(command))
)
