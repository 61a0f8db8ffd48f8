import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { RemoveWarehouseItem } from "../../../modules/consignment/master-data/warehouse-items"
import { ConsignmentEvents } from "../../events"
import { removeWarehouseItemStep } from "../steps/remove-warehouse-item"

export const removeWarehouseItemWorkflowId = "consignment-remove-warehouse-item"

/** Forgets what was agreed of an item at a warehouse. */
export const removeWarehouseItemWorkflow = createWorkflow(
  removeWarehouseItemWorkflowId,
  (command: WorkflowData<RemoveWarehouseItem>) => {
    const removed = removeWarehouseItemStep(command)
    emitEventStep({
      eventName: ConsignmentEvents.WAREHOUSE_ITEM_REMOVED,
      data: { id: command.warehouse_id },
    })
    const warehouseItemRemoved = createHook("warehouseItemRemoved", { command })
    return new WorkflowResponse(removed, { hooks: [warehouseItemRemoved] })
  }
)
