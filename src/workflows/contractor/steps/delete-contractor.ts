import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../modules/consignment"

export const deleteContractorStepId = "consignment-delete-contractor"

export const deleteContractorStep = createStep(
  deleteContractorStepId,
  async (id: string, { container }) => {
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.deleteContractor(id)
    return new StepResponse(id, id)
  },
  async (id, { container }) => {
    if (!id) return
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.restoreMasterData("consignment_contractor", { id, deleted_at: null })
  }
)
