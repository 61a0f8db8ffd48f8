import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { WarehouseItemTerms } from "../../../modules/consignment/master-data/warehouse-items"
import { ledgerOf, withItems } from "../../posting/post-document"

export interface SetWarehouseItemsInput {
  warehouse_id: string
  /** Each names its item by `inventory_item_id` or by `sku`. */
  items: (Omit<WarehouseItemTerms, "inventory_item_id" | "sku"> & {
    inventory_item_id?: string
    sku?: string
  })[]
}

export const setWarehouseItemsStepId = "consignment-set-warehouse-items"

export const setWarehouseItemsStep = createStep(
  setWarehouseItemsStepId,
  async ({ warehouse_id, items }: SetWarehouseItemsInput, { container }) => {
    const ledger = ledgerOf(container)
    await ledger.retrieveWarehouse(warehouse_id)
    const set = await ledger.setWarehouseItems({
      warehouse_id,
      items: await withItems(container, items),
    })
    return new StepResponse(set.items, set.before)
  },
  async (before, { container }) => {
    if (before) await ledgerOf(container).restoreWarehouseItems(before)
  }
)
