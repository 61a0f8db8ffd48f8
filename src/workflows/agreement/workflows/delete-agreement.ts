import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { ConsignmentEvents } from "../../events"
import { deleteAgreementStep } from "../steps/delete-agreement"

export const deleteAgreementWorkflowId = "consignment-delete-agreement"

export const deleteAgreementWorkflow = createWorkflow(
  deleteAgreementWorkflowId,
  (command: WorkflowData<{ id: string }>) => {
    const id = deleteAgreementStep(command.id)
    emitEventStep({ eventName: ConsignmentEvents.AGREEMENT_DELETED, data: { id } })
    const agreementDeleted = createHook("agreementDeleted", { id })
    return new WorkflowResponse(id, { hooks: [agreementDeleted] })
  }
)
