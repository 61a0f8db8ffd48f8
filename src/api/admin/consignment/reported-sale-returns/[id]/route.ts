import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Document } from "../../../../../http-contract/document"
import type { OneParameters } from "../../../../../http-contract/list"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import { answering } from "../../../../answering"
import { pickFields } from "../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, OneParameters>,
    res: MedusaResponse<{ reported_sale_return: Partial<Document> }>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const document = await service.retrieveDocument(req.params.id ?? "", "reported_sale_return")
    res.json({ reported_sale_return: pickFields(document, req.validatedQuery.fields) })
  }
)
