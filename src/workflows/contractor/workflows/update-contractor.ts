import {
  createHook,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { UpdateContractor } from "../../../modules/consignment/master-data/contractors"
import { ConsignmentEvents } from "../../events"
import { checkReferencesStep } from "../../references/check-references"
import { toContractorReferences } from "../references"
import { updateContractorStep } from "../steps/update-contractor"

export const updateContractorWorkflowId = "consignment-update-contractor"

export const updateContractorWorkflow = createWorkflow(
  updateContractorWorkflowId,
  (command: WorkflowData<UpdateContractor>) => {
    checkReferencesStep(transform(command, toContractorReferences))
    const contractor = updateContractorStep(command)
    emitEventStep({
      eventName: ConsignmentEvents.CONTRACTOR_UPDATED,
      data: { id: contractor.id },
    })
    const contractorUpdated = createHook("contractorUpdated", { contractor })
    return new WorkflowResponse(contractor, { hooks: [contractorUpdated] })
  }
)
