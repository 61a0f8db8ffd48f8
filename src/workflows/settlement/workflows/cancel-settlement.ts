import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { toAnnouncement } from "../../../modules/consignment/domain/announcement"
import type { CancelSettlement } from "../../../modules/consignment/ledger/settling/cancel-settlement"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { cancelSettlementStep, rehearseCancellingStep } from "../steps/cancel-settlement"

export const cancelSettlementWorkflowId = "consignment-cancel-settlement"

/** Takes back the latest settlement of an account while nothing of it is invoiced; the hook runs before. */
export const cancelSettlementWorkflow = createWorkflow(
  cancelSettlementWorkflowId,
  (command: WorkflowData<CancelSettlement>) => {
    const rehearsed = rehearseCancellingStep(command)
    const settlementCancelled = createHookOnce("settlementCancelled", rehearsed, {
      settlement: rehearsed.settlement,
    })
    const settlement = cancelSettlementStep(command)
    emitEventStep({
      eventName: ConsignmentEvents.SETTLEMENT_CANCELLED,
      data: transform(rehearsed, ({ is_new: isNew, settlement: { id } }) =>
        isNew ? [toAnnouncement(ConsignmentEvents.SETTLEMENT_CANCELLED, id ?? "").data] : []
      ),
    })
    return new WorkflowResponse(settlement, { hooks: [settlementCancelled] })
  }
)
