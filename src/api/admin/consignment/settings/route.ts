import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { OneParameters } from "../../../../http-contract/list"
import type { Settings, UpdateSettingsBody } from "../../../../http-contract/settings"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { updateSettingsWorkflow } from "../../../../workflows/settings"
import { answering } from "../../../answering"
import { pickFields } from "../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, OneParameters>,
    res: MedusaResponse<{ settings: Partial<Settings>; issue_strategies: string[] }>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const settings = await service.retrieveSettings()
    res.json({
      settings: pickFields(settings, req.validatedQuery.fields),
      issue_strategies: await service.listIssueStrategyNames(),
    })
  }
)

export const POST = answering(
  async (req: MedusaRequest<UpdateSettingsBody>, res: MedusaResponse<{ settings: Settings }>) => {
    const { result } = await updateSettingsWorkflow(req.scope).run({ input: req.validatedBody })
    res.json({ settings: result })
  }
)
