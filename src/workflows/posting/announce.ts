import { InventoryLevelWorkflowEvents, Modules } from "@medusajs/framework/utils"
import { parallelize, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { toAnnouncement } from "../../modules/consignment/domain/announcement"
import { announcementOf } from "../../modules/consignment/ledger/posting/outbox"
import type { Posted } from "../../modules/consignment/ledger/posting/post"
import type { StepArguments } from "../host/steps/steps"

interface Announced {
  is_new: boolean
  level_ids: string[]
  document: { id: string }
  /** The paper that was written, if it is another than the one that is told of. */
  reversal?: { id: string }
}

/**
 * Emits one event for a document that this call has posted, and the host's own for the levels that changed; a repeated
 * call announces nothing.
 */
export const announcePosted = (eventName: string, posted: WorkflowData<Announced>): void => {
  parallelize(
    emitEventStep({ eventName, data: transform({ eventName, posted }, toDocumentEvents) }),
    emitEventStep({
      eventName: InventoryLevelWorkflowEvents.UPDATED,
      data: transform(posted, toLevelEvents),
    }).config({ name: "emit-levels-of-document" })
  )
}

const toDocumentEvents = ({
  eventName,
  posted: { is_new: isNew, document, reversal },
}: {
  eventName: string
  posted: Announced
}) => (isNew ? [toAnnouncement(eventName, reversal?.id ?? document.id, document.id).data] : [])

const toLevelEvents = ({ level_ids: levelIds }: Announced) => levelIds.map((id) => ({ id }))

/** Emits the event of a document that was posted inside a flow of the host, once that flow stands. */
export const announceWithin = async (
  { container, context }: StepArguments,
  written: Posted["written"]
): Promise<void> => {
  if (!written) return
  await container.resolve(Modules.EVENT_BUS).emit({
    ...announcementOf(written.head),
    metadata: { eventGroupId: context.eventGroupId },
  })
}
