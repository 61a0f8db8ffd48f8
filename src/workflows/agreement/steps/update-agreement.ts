import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../modules/consignment"
import type { UpdateAgreement } from "../../../modules/consignment/master-data/agreements"

export const updateAgreementStepId = "consignment-update-agreement"

export const updateAgreementStep = createStep(
  updateAgreementStepId,
  async (command: UpdateAgreement, { container }) => {
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const { agreement, before } = await service.updateAgreement(command)
    return new StepResponse(agreement, before)
  },
  async (before, { container }) => {
    if (!before) return
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.restoreMasterData("consignment_agreement", before)
  }
)
