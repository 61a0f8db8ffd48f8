import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../modules/consignment"

export const deleteWarehouseStepId = "consignment-delete-warehouse"

export const deleteWarehouseStep = createStep(
  deleteWarehouseStepId,
  async (id: string, { container }) => {
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.deleteWarehouse(id)
    return new StepResponse(id, id)
  },
  async (id, { container }) => {
    if (!id) return
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.restoreMasterData("consignment_warehouse", { id, deleted_at: null })
  }
)
