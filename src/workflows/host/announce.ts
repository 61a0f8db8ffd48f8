import { InventoryLevelWorkflowEvents, Modules } from "@medusajs/framework/utils"
import { parallelize, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { Posted } from "../../modules/consignment/ledger/posting/post"
import { ConsignmentEvents, postedEventOf } from "../events"
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

/** Emits the event of a document that was posted inside a flow of the host, once that flow stands. */
export const announceWithin = async (
  { container, context }: StepArguments,
  written: Posted["written"]
): Promise<void> => {
  if (!written) return
  const { id, type, undoes_document_id: undone } = written.head
  const name = type === "reversal" ? ConsignmentEvents.DOCUMENT_REVERSED : postedEventOf(type)
  await container.resolve(Modules.EVENT_BUS).emit({
    name,
    data: { id: type === "reversal" ? undone : id },
    metadata: { eventGroupId: context.eventGroupId },
  })
}
