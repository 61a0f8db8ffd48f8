import {
  createStep,
  StepResponse,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { UpdateDeliveryDraft } from "../../modules/consignment/ledger/documents/delivery-drafts"
import { toDeliveryReferences } from "./delivery-references"
import type { PostDeliveryInput } from "./take-over-order"
import { ledgerOf, withItems } from "../posting/post-document"
import { checkReferencesStep } from "../references/check-references"

export type UpdateDeliveryDraftInput = Omit<UpdateDeliveryDraft, "lines"> & {
  lines?: PostDeliveryInput["lines"]
}

export const updateDeliveryDraftStepId = "consignment-update-delivery-draft"

/** Changes a pick list. It comes last in its flow: a draft is edited again, not undone. */
export const updateDeliveryDraftStep = createStep(
  updateDeliveryDraftStepId,
  async ({ lines, ...change }: UpdateDeliveryDraftInput, { container }) => {
    const named = lines && (await withItems(container, lines))
    return new StepResponse(
      await ledgerOf(container).updateDeliveryDraft({ ...change, lines: named })
    )
  }
)

export const updateDeliveryDraftWorkflowId = "consignment-update-delivery-draft"

/** Changes a pick list to what was picked. */
export const updateDeliveryDraftWorkflow = createWorkflow(
  updateDeliveryDraftWorkflowId,
  (input: WorkflowData<UpdateDeliveryDraftInput>) => {
    checkReferencesStep(transform(input, toDeliveryReferences))
    const delivery = updateDeliveryDraftStep(input)
    return new WorkflowResponse(delivery)
  }
)
