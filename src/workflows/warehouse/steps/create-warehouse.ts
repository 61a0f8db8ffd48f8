import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../modules/consignment"
import type { CreateWarehouse } from "../../../modules/consignment/master-data/warehouses"
import { hostLevels } from "../../host/inventory/levels"

export const createWarehouseStepId = "consignment-create-warehouse"

export const createWarehouseStep = createStep(
  createWarehouseStepId,
  async (command: CreateWarehouse, { container }) => {
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const warehouse = await service.createWarehouse(command, hostLevels)
    return new StepResponse(warehouse, warehouse.id)
  },
  async (id, { container }) => {
    if (!id) return
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.removeMasterData("consignment_warehouse", id)
  }
)
