import type { MedusaContainer } from "@medusajs/framework/types"
import type { ReverseDocument } from "../../../../modules/consignment/ledger/documents/reverse-document"
import { UNDER_WAY_SECONDS } from "../../../../modules/consignment/ledger/posting/under-way"
import { ledgerOf, type ReversedDocument } from "../../../posting/post-document"
import type { UnfinishedFlow } from "./find-unfinished"
import { findUnfinished, finishFlows } from "./finish-flows"
import { undoFulfillment } from "./undo-fulfillment"

/** The flow of a goods issue whose fulfilment its order does not know; null if there is none. */
export const findUnfinishedIssue = async (
  container: MedusaContainer,
  command: ReverseDocument
): Promise<UnfinishedFlow | null> => {
  if (command.type !== "goods_issue") return null
  const filter = { document_id: command.document_id }
  const isDead = (flow: UnfinishedFlow) =>
    flow.age_seconds >= UNDER_WAY_SECONDS && !flow.is_registered
  await finishFlows(container, filter, isDead)
  const [flow] = await findUnfinished(container, filter)
  return flow ?? null
}

/**
 * Reverses a goods issue whose fulfilment its order does not know, with all that is left of the fulfilment. Null if the
 * order knows it: then it is cancelled there.
 */
export const reverseUnfinished = async (
  container: MedusaContainer,
  command: ReverseDocument
): Promise<ReversedDocument | null> => {
  const flow = await findUnfinishedIssue(container, command)
  const undone = flow ? await undoFulfillment(container, flow, command) : null
  if (!undone) return null
  const ledger = ledgerOf(container)
  const { id, number } = await ledger.retrieveDocument(undone.document_id)
  return {
    is_new: undone.is_new,
    level_ids: undone.level_ids,
    document: await ledger.retrieveDocument(command.document_id),
    reversal: { id, number },
  }
}
