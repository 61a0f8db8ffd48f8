import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SettlementPaperParameters } from "../../../../../../http-contract/paper"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../modules/consignment"
import { composeSettlement } from "../../../../../../paper/papers/settlement"
import { answering } from "../../../../../answering"
import { readFrame, sendPaper } from "../../../../../paper"

export const GET = answering(
  async (req: MedusaRequest<unknown, SettlementPaperParameters>, res: MedusaResponse) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const settlement = await service.retrieveSettlement(req.params.id ?? "")
    const { language, audience, table } = req.validatedQuery
    const frame = await readFrame(req.scope, settlement, language)
    await sendPaper(req, res, composeSettlement(settlement, { ...frame, audience }), table)
  }
)
