import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../modules/consignment"
import type { UnmarkContractorItem } from "../../../modules/consignment/master-data/contractor-items"

export const unmarkContractorItemStepId = "consignment-unmark-contractor-item"

export const unmarkContractorItemStep = createStep(
  unmarkContractorItemStepId,
  async (command: UnmarkContractorItem, { container }) => {
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const id = await service.unmarkContractorItem(command)
    return new StepResponse(id, id)
  },
  async (id, { container }) => {
    if (!id) return
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.restoreMasterData("consignment_contractor_item", { id, deleted_at: null })
  }
)
