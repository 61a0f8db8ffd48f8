import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { CancelSettlement } from "../../../modules/consignment/ledger/settling/cancel-settlement"
import { ConsignmentEvents } from "../../events"
import { cancelSettlementStep } from "../steps/cancel-settlement"

export const cancelSettlementWorkflowId = "consignment-cancel-settlement"

/** Takes back the latest settlement of an account while nothing of it is invoiced. */
export const cancelSettlementWorkflow = createWorkflow(
  cancelSettlementWorkflowId,
  (command: WorkflowData<CancelSettlement>) => {
    const settlement = cancelSettlementStep(command)
    emitEventStep({
      eventName: ConsignmentEvents.SETTLEMENT_CANCELLED,
      data: { id: command.settlement_id },
    })
    const settlementCancelled = createHook("settlementCancelled", { settlement })
    return new WorkflowResponse(settlement, { hooks: [settlementCancelled] })
  }
)
