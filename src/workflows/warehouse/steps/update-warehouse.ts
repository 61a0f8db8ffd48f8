import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../modules/consignment"
import type { UpdateWarehouse } from "../../../modules/consignment/master-data/warehouses"
import { hostLevels } from "../../host/inventory/levels"

export const updateWarehouseStepId = "consignment-update-warehouse"

export const updateWarehouseStep = createStep(
  updateWarehouseStepId,
  async (command: UpdateWarehouse, { container }) => {
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const { warehouse, before } = await service.updateWarehouse(command, hostLevels)
    return new StepResponse(warehouse, before)
  },
  async (before, { container }) => {
    if (!before) return
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.restoreMasterData("consignment_warehouse", before)
  }
)
