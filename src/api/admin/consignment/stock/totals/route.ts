import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { StockTotal, StockTotalsParameters } from "../../../../../http-contract/stock"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import { withItemsNamed } from "../../../../../workflows/search"
import { answering } from "../../../../answering"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, StockTotalsParameters>,
    res: MedusaResponse<{ totals: StockTotal[] }>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const filter = await withItemsNamed(req.scope, req.validatedQuery)
    res.json({ totals: await service.sumStock(filter) })
  }
)
