import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { DocumentTotal, DocumentTotalsParameters } from "../../../../../http-contract/document"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import { answering } from "../../../../answering"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, DocumentTotalsParameters>,
    res: MedusaResponse<{ totals: DocumentTotal[] | null }>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    res.json({ totals: await service.sumGoodsReceipts(req.validatedQuery) })
  }
)
