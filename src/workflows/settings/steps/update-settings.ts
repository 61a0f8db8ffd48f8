import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../modules/consignment"
import type { UpdateSettings } from "../../../modules/consignment/master-data/settings"

export const updateSettingsStepId = "consignment-update-settings"

export const updateSettingsStep = createStep(
  updateSettingsStepId,
  async (command: UpdateSettings, { container }) => {
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const { settings, before } = await service.updateSettings(command)
    return new StepResponse(settings, { before })
  },
  async (undo, { container }) => {
    if (!undo) return
    const service = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    if (undo.before) await service.restoreMasterData("consignment_settings", undo.before)
    else await service.deleteSettings()
  }
)
