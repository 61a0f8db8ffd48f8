import {
  createHook,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { CreateAgreement } from "../../../modules/consignment/master-data/agreements"
import { ConsignmentEvents } from "../../events"
import { checkReferencesStep } from "../../references/check-references"
import { toAgreementReferences } from "../references"
import { createAgreementStep } from "../steps/create-agreement"

export const createAgreementWorkflowId = "consignment-create-agreement"

export const createAgreementWorkflow = createWorkflow(
  createAgreementWorkflowId,
  (command: WorkflowData<CreateAgreement>) => {
    checkReferencesStep(transform(command, toAgreementReferences))
    const agreement = createAgreementStep(command)
    emitEventStep({ eventName: ConsignmentEvents.AGREEMENT_CREATED, data: { id: agreement.id } })
    const agreementCreated = createHook("agreementCreated", { agreement })
    return new WorkflowResponse(agreement, { hooks: [agreementCreated] })
  }
)
