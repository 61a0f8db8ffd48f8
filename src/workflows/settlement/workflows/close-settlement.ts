import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { toAnnouncement } from "../../../modules/consignment/domain/announcement"
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
        data: transform(
          closed,
          ({ settlement }) =>
            toAnnouncement(ConsignmentEvents.SETTLEMENT_CLOSED, settlement.id ?? "").data
        ),
      })
    })
    const settlementClosed = createHookOnce("settlementClosed", closed, {
      settlement: closed.settlement,
    })
    return new WorkflowResponse(closed, { hooks: [settlementClosed] })
  }
)
