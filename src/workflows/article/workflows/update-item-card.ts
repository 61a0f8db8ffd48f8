import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { UpdateItemCard } from "../../../modules/consignment/articles/item-cards"
import { ConsignmentEvents } from "../../events"
import { updateItemCardStep } from "../steps/update-item-card"

export const updateItemCardWorkflowId = "consignment-update-item-card"

/** Fills in fields of the card of an inventory item. */
export const updateItemCardWorkflow = createWorkflow(
  updateItemCardWorkflowId,
  (command: WorkflowData<UpdateItemCard>) => {
    const itemCard = updateItemCardStep(command)
    emitEventStep({
      eventName: ConsignmentEvents.ITEM_CARD_UPDATED,
      data: { id: command.inventory_item_id },
    })
    const itemCardUpdated = createHook("itemCardUpdated", { item_card: itemCard })
    return new WorkflowResponse(itemCard, { hooks: [itemCardUpdated] })
  }
)
