import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { draftDeliveryWorkflow } from "../../documents/draft-delivery"
import { checkReferencesStep } from "../../references/check-references"
import { toDeliveryReferences } from "../../documents/delivery-references"
import { suggestRefillStep, type DraftRefill } from "../steps/suggest-refill"

export const draftRefillWorkflowId = "consignment-draft-refill"

/** Writes the pick list that brings the items of a customer's shop back to their maximum. */
export const draftRefillWorkflow = createWorkflow(
  draftRefillWorkflowId,
  (command: WorkflowData<DraftRefill>) => {
    checkReferencesStep(transform(command, toDeliveryReferences))
    const drafted = draftDeliveryWorkflow.runAsStep({ input: suggestRefillStep(command) })
    const refillDrafted = createHookOnce("refillDrafted", drafted, { delivery: drafted.delivery })
    return new WorkflowResponse(drafted, { hooks: [refillDrafted] })
  }
)
