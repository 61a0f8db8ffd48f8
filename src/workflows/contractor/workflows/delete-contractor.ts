import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { ConsignmentEvents } from "../../events"
import { deleteContractorStep } from "../steps/delete-contractor"

export const deleteContractorWorkflowId = "consignment-delete-contractor"

export const deleteContractorWorkflow = createWorkflow(
  deleteContractorWorkflowId,
  (command: WorkflowData<{ id: string }>) => {
    const id = deleteContractorStep(command.id)
    emitEventStep({ eventName: ConsignmentEvents.CONTRACTOR_DELETED, data: { id } })
    const contractorDeleted = createHook("contractorDeleted", { id })
    return new WorkflowResponse(id, { hooks: [contractorDeleted] })
  }
)
