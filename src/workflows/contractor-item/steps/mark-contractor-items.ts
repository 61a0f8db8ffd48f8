import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../modules/consignment"
import type { ItemMark } from "../../../modules/consignment/domain/contractor-item"
import { findItems } from "../../host/inventory/find-items"

export interface MarkContractorItemsInput {
  contractor_id: string
  /** Each names its item by `inventory_item_id` or by `sku`. */
  items: (Omit<ItemMark, "inventory_item_id" | "sku"> & {
    inventory_item_id?: string
    sku?: string
  })[]
}

export const markContractorItemsStepId = "consignment-mark-contractor-items"

export const markContractorItemsStep = createStep(
  markContractorItemsStepId,
  async ({ contractor_id, items }: MarkContractorItemsInput, { container }) => {
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.retrieveContractor(contractor_id)
    const found = await findItems(
      container,
      items.map(({ inventory_item_id, sku }, index) => ({ index, inventory_item_id, sku }))
    )
    const marks = found.map(({ index, ...item }) => ({ ...items[index], ...item }))
    const marked = await service.markContractorItems({ contractor_id, items: marks })
    return new StepResponse(marked.items, marked.before)
  },
  async (before, { container }) => {
    if (!before) return
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.undoMarkContractorItems(before)
  }
)
