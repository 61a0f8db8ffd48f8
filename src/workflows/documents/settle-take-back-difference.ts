import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { SettleDifference } from "../../modules/consignment/loans/announced-take-backs"
import { hostLevels } from "../host/inventory/levels"
import { withItemLocks } from "../host/inventory/locks"
import { ledgerOf } from "../posting/post-document"

export const settleTakeBackDifferenceStepId = "consignment-settle-take-back-difference"

/** Settles who pays for announced units that did not arrive. It comes last in its flow: the documents it posts are reversed by themselves. */
export const settleTakeBackDifferenceStep = createStep(
  settleTakeBackDifferenceStepId,
  async (command: SettleDifference, { container }) => {
    const ledger = ledgerOf(container)
    const itemIds = await ledger.loans.itemsOf(command.take_back_id)
    const takeBack = await withItemLocks(container, itemIds, () =>
      ledger.loans.settleDifference(command, hostLevels)
    )
    return new StepResponse(takeBack)
  }
)

export const settleTakeBackDifferenceWorkflowId = "consignment-settle-take-back-difference"

/** Settles who pays for announced units that did not arrive. Its events are announced by the job that announces what was written. */
export const settleTakeBackDifferenceWorkflow = createWorkflow(
  settleTakeBackDifferenceWorkflowId,
  (command: WorkflowData<SettleDifference>) =>
    new WorkflowResponse(settleTakeBackDifferenceStep(command))
)
