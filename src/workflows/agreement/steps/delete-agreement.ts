import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../modules/consignment"

export const deleteAgreementStepId = "consignment-delete-agreement"

export const deleteAgreementStep = createStep(
  deleteAgreementStepId,
  async (id: string, { container }) => {
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.deleteAgreement(id)
    return new StepResponse(id, id)
  },
  async (id, { container }) => {
    if (!id) return
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.restoreMasterData("consignment_agreement", { id, deleted_at: null })
  }
)
