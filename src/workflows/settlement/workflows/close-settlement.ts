import {
  createHook,
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { SettleCommand } from "../../../modules/consignment/ledger/settling/settle"
import { ConsignmentEvents } from "../../events"
import { closeSettlementStep } from "../steps/close-settlement"

export const closeSettlementWorkflowId = "consignment-close-settlement"

/** Settles a contractor up to a cut-off and closes the period. */
export const closeSettlementWorkflow = createWorkflow(
  closeSettlementWorkflowId,
  (command: WorkflowData<SettleCommand>) => {
    const closed = closeSettlementStep(command)
    when("announce-settlement", closed, ({ is_new: isNew }) => isNew).then(() => {
      emitEventStep({
        eventName: ConsignmentEvents.SETTLEMENT_CLOSED,
        data: transform(closed, ({ settlement }) => ({ id: settlement.id })),
      })
    })
    const settlementClosed = createHook("settlementClosed", { settlement: closed.settlement })
    return new WorkflowResponse(closed, { hooks: [settlementClosed] })
  }
)
