import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { ConsignmentEvents } from "../../events"
import { deleteWarehouseStep } from "../steps/delete-warehouse"

export const deleteWarehouseWorkflowId = "consignment-delete-warehouse"

export const deleteWarehouseWorkflow = createWorkflow(
  deleteWarehouseWorkflowId,
  (command: WorkflowData<{ id: string }>) => {
    const id = deleteWarehouseStep(command.id)
    emitEventStep({ eventName: ConsignmentEvents.WAREHOUSE_DELETED, data: { id } })
    const warehouseDeleted = createHook("warehouseDeleted", { id })
    return new WorkflowResponse(id, { hooks: [warehouseDeleted] })
  }
)
