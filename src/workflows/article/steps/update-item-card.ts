import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { UpdateItemCard } from "../../../modules/consignment/articles/item-cards"
import { ledgerOf } from "../../posting/post-document"
import { readItemCard, requireItem } from "../read-item-card"

export const updateItemCardStepId = "consignment-update-item-card"

export const updateItemCardStep = createStep(
  updateItemCardStepId,
  async (command: UpdateItemCard, { container }) => {
    await requireItem(container, command.inventory_item_id)
    const before = await ledgerOf(container).articles.updateItemCard(command)
    return new StepResponse(await readItemCard(container, command.inventory_item_id), before)
  },
  async (before, { container }) => {
    if (before) await ledgerOf(container).articles.restoreItemCard(before)
  }
)
