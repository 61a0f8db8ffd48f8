import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../modules/consignment"
import type { CreateAgreement } from "../../../modules/consignment/master-data/agreements"

export const createAgreementStepId = "consignment-create-agreement"

export const createAgreementStep = createStep(
  createAgreementStepId,
  async (command: CreateAgreement, { container }) => {
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const agreement = await service.createAgreement(command)
    return new StepResponse(agreement, agreement.id)
  },
  async (id, { container }) => {
    if (!id) return
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.removeMasterData("consignment_agreement", id)
  }
)
