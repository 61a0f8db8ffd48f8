import { InventoryLevelWorkflowEvents, Modules } from "@medusajs/framework/utils"
import { parallelize, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { DocumentType } from "../../modules/consignment/domain/document"
import type { Posted } from "../../modules/consignment/ledger/posting/post"
import { ConsignmentEvents } from "../events"
import type { StepArguments } from "./steps"

interface Announced {
  is_new: boolean
  level_ids: string[]
  document: { id: string }
}

/**
 * Emits one event for a document that this call has posted, and the host's own for the levels that changed; a repeated
 * call announces nothing.
 */
export const announcePosted = (eventName: string, posted: WorkflowData<Announced>): void => {
  parallelize(
    emitEventStep({ eventName, data: transform(posted, toDocumentEvents) }),
    emitEventStep({
      eventName: InventoryLevelWorkflowEvents.UPDATED,
      data: transform(posted, toLevelEvents),
    }).config({ name: "emit-levels-of-document" })
  )
}

const toDocumentEvents = ({ is_new: isNew, document }: Announced) =>
  isNew ? [{ id: document.id }] : []

const toLevelEvents = ({ level_ids: levelIds }: Announced) => levelIds.map((id) => ({ id }))

/** What flows of the host post. */
const events: Partial<Record<DocumentType, string>> = {
  goods_issue: ConsignmentEvents.GOODS_ISSUE_POSTED,
  goods_issue_return: ConsignmentEvents.GOODS_ISSUE_RETURN_POSTED,
  reversal: ConsignmentEvents.DOCUMENT_REVERSED,
}

/** Emits the event of a document that was posted inside a flow of the host, once that flow stands. */
export const announceWithin = async (
  { container, context }: StepArguments,
  written: Posted["written"]
): Promise<void> => {
  const name = written && events[written.head.type]
  if (!name) return
  const { id, type, undoes_document_id: undone } = written.head
  await container.resolve(Modules.EVENT_BUS).emit({
    name,
    data: { id: type === "reversal" ? undone : id },
    metadata: { eventGroupId: context.eventGroupId },
  })
}
