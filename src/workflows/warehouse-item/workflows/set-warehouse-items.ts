import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { ConsignmentEvents } from "../../events"
import { setWarehouseItemsStep, type SetWarehouseItemsInput } from "../steps/set-warehouse-items"

export const setWarehouseItemsWorkflowId = "consignment-set-warehouse-items"

/** Sets the minimum stock of items at a warehouse, and the prices the customer pays. */
export const setWarehouseItemsWorkflow = createWorkflow(
  setWarehouseItemsWorkflowId,
  (input: WorkflowData<SetWarehouseItemsInput>) => {
    const items = setWarehouseItemsStep(input)
    emitEventStep({
      eventName: ConsignmentEvents.WAREHOUSE_ITEMS_SET,
      data: { id: input.warehouse_id },
    })
    const warehouseItemsSet = createHook("warehouseItemsSet", { items })
    return new WorkflowResponse(items, { hooks: [warehouseItemsSet] })
  }
)
