import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { ReverseDocument } from "../../../modules/consignment/ledger/documents/reverse-document"
import { hostLevels } from "../../host/levels"
import { ledgerOf, reverseUnderLocks } from "../../host/post-document"
import { findUnfinishedIssue, reverseUnfinished } from "../../host/unfinished/reverse-unfinished"

export const rehearseReversalStepId = "consignment-rehearse-reversal"

/** Tells what the document will be, before the reversal that nothing undoes. */
export const rehearseReversalStep = createStep(
  rehearseReversalStepId,
  async (command: ReverseDocument, { container }) => {
    const isUnfinished = (await findUnfinishedIssue(container, command)) !== null
    return new StepResponse(
      await ledgerOf(container).rehearseReversal(command, hostLevels, { isUnfinished })
    )
  }
)

export const reverseDocumentStepId = "consignment-reverse-document"

/** Reverses a document. It comes last in its flow: a reversal has no undo of its own. */
export const reverseDocumentStep = createStep(
  reverseDocumentStepId,
  async (command: ReverseDocument, { container }) =>
    new StepResponse(
      (await reverseUnfinished(container, command)) ?? (await reverseUnderLocks(container, command))
    )
)
