import { InventoryLevelWorkflowEvents } from "@medusajs/framework/utils"
import { parallelize, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"

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
