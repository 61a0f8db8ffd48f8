import {
  createHook,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { UpdateWarehouse } from "../../../modules/consignment/master-data/warehouses"
import { ConsignmentEvents } from "../../events"
import { checkReferencesStep } from "../../references/check-references"
import { closeStorefronts } from "../close-storefronts"
import { toWarehouseReferences } from "../references"
import { updateWarehouseStep } from "../steps/update-warehouse"

export const updateWarehouseWorkflowId = "consignment-update-warehouse"

export const updateWarehouseWorkflow = createWorkflow(
  updateWarehouseWorkflowId,
  (command: WorkflowData<UpdateWarehouse>) => {
    checkReferencesStep(transform(command, toWarehouseReferences))
    const warehouse = updateWarehouseStep(command)
    // The host may have deleted a location meanwhile; from now on it is refused to.
    checkReferencesStep(transform(command, toWarehouseReferences)).config({
      name: "consignment-check-references-again",
    })
    closeStorefronts(warehouse)
    emitEventStep({ eventName: ConsignmentEvents.WAREHOUSE_UPDATED, data: { id: warehouse.id } })
    const warehouseUpdated = createHook("warehouseUpdated", { warehouse })
    return new WorkflowResponse(warehouse, { hooks: [warehouseUpdated] })
  }
)
