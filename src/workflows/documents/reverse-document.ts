import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { ReverseDocument } from "../../modules/consignment/ledger/documents/reverse-document"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import {
  findUnfinishedIssue,
  reverseUnfinished,
} from "../host/catch-up/unfinished/reverse-unfinished"
import { hostLevels } from "../host/inventory/levels"
import { announcePosted } from "../posting/announce"
import { ledFirst } from "../posting/led-first"
import { ledgerOf, reverseUnderLocks } from "../posting/post-document"

export const rehearseReversalStepId = "consignment-rehearse-reversal"

/** Tells what the document will be, before the reversal that nothing undoes. */
export const rehearseReversalStep = createStep(
  rehearseReversalStepId,
  async (command: ReverseDocument, { container }) => {
    const { document_id, type: document_type } = command
    const request = { type: "reversal", document_id, document_type } as const
    const rehearsed = await ledFirst(container, request, async () => {
      const isUnfinished = (await findUnfinishedIssue(container, command)) !== null
      return await ledgerOf(container).rehearseReversal(command, hostLevels, { isUnfinished })
    })
    return new StepResponse(rehearsed)
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
