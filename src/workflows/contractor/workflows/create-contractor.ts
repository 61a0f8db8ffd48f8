import {
  createHook,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { CreateContractor } from "../../../modules/consignment/master-data/contractors"
import { ConsignmentEvents } from "../../events"
import { checkReferencesStep } from "../../references/check-references"
import { toContractorReferences } from "../references"
import { createContractorStep } from "../steps/create-contractor"

export const createContractorWorkflowId = "consignment-create-contractor"

export const createContractorWorkflow = createWorkflow(
  createContractorWorkflowId,
  (command: WorkflowData<CreateContractor>) => {
    checkReferencesStep(transform(command, toContractorReferences))
    const contractor = createContractorStep(command)
    emitEventStep({
      eventName: ConsignmentEvents.CONTRACTOR_CREATED,
      data: { id: contractor.id },
    })
    const contractorCreated = createHook("contractorCreated", { contractor })
    return new WorkflowResponse(contractor, { hooks: [contractorCreated] })
  }
)
