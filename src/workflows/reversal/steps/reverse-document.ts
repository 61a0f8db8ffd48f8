import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { ReverseDocument } from "../../../modules/consignment/ledger/documents/reverse-document"
import { reverseUnderLocks } from "../../host/post-document"

export const reverseDocumentStepId = "consignment-reverse-document"

/** Reverses a document. It comes last in its flow: a reversal has no undo of its own. */
export const reverseDocumentStep = createStep(
  reverseDocumentStepId,
  async (command: ReverseDocument, { container }) =>
    new StepResponse(await reverseUnderLocks(container, command))
)
