import {
  createHook,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { UpdateSettings } from "../../../modules/consignment/master-data/settings"
import { ConsignmentEvents } from "../../events"
import { checkReferencesStep } from "../../references/check-references"
import { toSettingsReferences } from "../references"
import { updateSettingsStep } from "../steps/update-settings"

export const updateSettingsWorkflowId = "consignment-update-settings"

export const updateSettingsWorkflow = createWorkflow(
  updateSettingsWorkflowId,
  (command: WorkflowData<UpdateSettings>) => {
    checkReferencesStep(transform(command, toSettingsReferences))
    const settings = updateSettingsStep(command)
    emitEventStep({ eventName: ConsignmentEvents.SETTINGS_UPDATED, data: { id: settings.id } })
    const settingsUpdated = createHook("settingsUpdated", { settings })
    return new WorkflowResponse(settings, { hooks: [settingsUpdated] })
  }
)
