import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  SettlementTotal,
  SettlementTotalsParameters,
} from "../../../../../http-contract/settlement"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import { answering } from "../../../../answering"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, SettlementTotalsParameters>,
    res: MedusaResponse<{ totals: SettlementTotal[] }>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    res.json({ totals: await service.sumSettlements(req.validatedQuery) })
  }
)
