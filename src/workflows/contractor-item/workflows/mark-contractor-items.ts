import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { ConsignmentEvents } from "../../events"
import {
  markContractorItemsStep,
  type MarkContractorItemsInput,
} from "../steps/mark-contractor-items"

export const markContractorItemsWorkflowId = "consignment-mark-contractor-items"

/** Makes the contractor consignment owner of item cards; marks that exist already are changed. */
export const markContractorItemsWorkflow = createWorkflow(
  markContractorItemsWorkflowId,
  (command: WorkflowData<MarkContractorItemsInput>) => {
    const items = markContractorItemsStep(command)
    emitEventStep({
      eventName: ConsignmentEvents.CONTRACTOR_ITEMS_MARKED,
      data: { id: command.contractor_id },
    })
    const contractorItemsMarked = createHook("contractorItemsMarked", { items })
    return new WorkflowResponse(items, { hooks: [contractorItemsMarked] })
  }
)
