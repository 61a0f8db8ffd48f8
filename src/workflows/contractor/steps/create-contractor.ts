import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../modules/consignment"
import type { CreateContractor } from "../../../modules/consignment/master-data/contractors"

export const createContractorStepId = "consignment-create-contractor"

export const createContractorStep = createStep(
  createContractorStepId,
  async (command: CreateContractor, { container }) => {
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const contractor = await service.createContractor(command)
    return new StepResponse(contractor, contractor.id)
  },
  async (id, { container }) => {
    if (!id) return
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.removeMasterData("consignment_contractor", id)
  }
)
