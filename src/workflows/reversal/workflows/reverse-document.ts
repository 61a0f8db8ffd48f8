import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { ReverseDocument } from "../../../modules/consignment/ledger/documents/reverse-document"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import { reverseDocumentStep } from "../steps/reverse-document"

export const reverseDocumentWorkflowId = "consignment-reverse-document"

/** Undoes a posted document by a new one that negates it. */
export const reverseDocumentWorkflow = createWorkflow(
  reverseDocumentWorkflowId,
  (command: WorkflowData<ReverseDocument>) => {
    const reversed = reverseDocumentStep(command)
    announcePosted(ConsignmentEvents.DOCUMENT_REVERSED, reversed)
    const documentReversed = createHook("documentReversed", { document: reversed.document })
    return new WorkflowResponse(reversed, { hooks: [documentReversed] })
  }
)
