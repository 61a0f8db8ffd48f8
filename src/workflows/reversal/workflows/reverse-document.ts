import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { ReverseDocument } from "../../../modules/consignment/ledger/documents/reverse-document"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import { rehearseReversalStep, reverseDocumentStep } from "../steps/reverse-document"

export const reverseDocumentWorkflowId = "consignment-reverse-document"

/** Undoes a posted document by a new one that negates it; the hook runs before, as a reversal is not undone. */
export const reverseDocumentWorkflow = createWorkflow(
  reverseDocumentWorkflowId,
  (command: WorkflowData<ReverseDocument>) => {
    const rehearsed = rehearseReversalStep(command)
    const documentReversed = createHookOnce("documentReversed", rehearsed, {
      document: rehearsed.document,
    })
    const reversed = reverseDocumentStep(command)
    announcePosted(ConsignmentEvents.DOCUMENT_REVERSED, reversed)
    return new WorkflowResponse(reversed, { hooks: [documentReversed] })
  }
)
