import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../modules/consignment"
import type { UpdateContractor } from "../../../modules/consignment/master-data/contractors"

export const updateContractorStepId = "consignment-update-contractor"

export const updateContractorStep = createStep(
  updateContractorStepId,
  async (command: UpdateContractor, { container }) => {
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const { contractor, before } = await service.updateContractor(command)
    return new StepResponse(contractor, before)
  },
  async (before, { container }) => {
    if (!before) return
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.restoreMasterData("consignment_contractor", before)
  }
)
