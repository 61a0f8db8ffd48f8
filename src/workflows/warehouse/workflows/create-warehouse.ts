import {
  createHook,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep, useQueryGraphStep } from "@medusajs/medusa/core-flows"
import type { CreateWarehouse } from "../../../modules/consignment/master-data/warehouses"
import { ConsignmentEvents } from "../../events"
import { checkReferencesStep } from "../../references/check-references"
import { closeStorefronts } from "../close-storefronts"
import { toWarehouseReferences } from "../references"
import { createWarehouseStep } from "../steps/create-warehouse"

export const createWarehouseWorkflowId = "consignment-create-warehouse"

type CreateWarehouseInput = Omit<CreateWarehouse, "name"> & { name?: string | null }

/** A warehouse without a name is called as its stock location. */
const toNamed = ({
  command,
  locations,
}: {
  command: CreateWarehouseInput
  locations: { data: { name: string }[] }
}): CreateWarehouse => ({
  ...command,
  name: command.name ?? locations.data[0]?.name ?? command.stock_location_id,
})

export const createWarehouseWorkflow = createWorkflow(
  createWarehouseWorkflowId,
  (command: WorkflowData<CreateWarehouseInput>) => {
    checkReferencesStep(transform(command, toWarehouseReferences))
    const locations = useQueryGraphStep({
      entity: "stock_location",
      fields: ["name"],
      filters: { id: command.stock_location_id },
    })
    const warehouse = createWarehouseStep(transform({ command, locations }, toNamed))
    // The host may have deleted a location meanwhile; from now on it is refused to.
    checkReferencesStep(transform(command, toWarehouseReferences)).config({
      name: "consignment-check-references-again",
    })
    closeStorefronts(warehouse)
    emitEventStep({ eventName: ConsignmentEvents.WAREHOUSE_CREATED, data: { id: warehouse.id } })
    const warehouseCreated = createHook("warehouseCreated", { warehouse })
    return new WorkflowResponse(warehouse, { hooks: [warehouseCreated] })
  }
)
