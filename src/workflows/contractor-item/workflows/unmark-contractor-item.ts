import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { UnmarkContractorItem } from "../../../modules/consignment/master-data/contractor-items"
import { ConsignmentEvents } from "../../events"
import { unmarkContractorItemStep } from "../steps/unmark-contractor-item"

export const unmarkContractorItemWorkflowId = "consignment-unmark-contractor-item"

export const unmarkContractorItemWorkflow = createWorkflow(
  unmarkContractorItemWorkflowId,
  (command: WorkflowData<UnmarkContractorItem>) => {
    const id = unmarkContractorItemStep(command)
    emitEventStep({ eventName: ConsignmentEvents.CONTRACTOR_ITEM_UNMARKED, data: { id } })
    const contractorItemUnmarked = createHook("contractorItemUnmarked", { id, command })
    return new WorkflowResponse(id, { hooks: [contractorItemUnmarked] })
  }
)
