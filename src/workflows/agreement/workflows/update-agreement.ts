import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { UpdateAgreement } from "../../../modules/consignment/master-data/agreements"
import { ConsignmentEvents } from "../../events"
import { updateAgreementStep } from "../steps/update-agreement"

export const updateAgreementWorkflowId = "consignment-update-agreement"

export const updateAgreementWorkflow = createWorkflow(
  updateAgreementWorkflowId,
  (command: WorkflowData<UpdateAgreement>) => {
    const agreement = updateAgreementStep(command)
    emitEventStep({ eventName: ConsignmentEvents.AGREEMENT_UPDATED, data: { id: agreement.id } })
    const agreementUpdated = createHook("agreementUpdated", { agreement })
    return new WorkflowResponse(agreement, { hooks: [agreementUpdated] })
  }
)
