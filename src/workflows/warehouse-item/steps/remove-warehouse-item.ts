import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { RemoveWarehouseItem } from "../../../modules/consignment/master-data/warehouse-items"
import { ledgerOf } from "../../posting/post-document"

export const removeWarehouseItemStepId = "consignment-remove-warehouse-item"

export const removeWarehouseItemStep = createStep(
  removeWarehouseItemStepId,
  async (command: RemoveWarehouseItem, { container }) => {
    const before = await ledgerOf(container).removeWarehouseItem(command)
    return new StepResponse({ id: command.inventory_item_id }, before)
  },
  async (before, { container }) => {
    if (before) await ledgerOf(container).restoreWarehouseItems(before)
  }
)
