import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Document, DocumentListParameters } from "../../../../http-contract/document"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, DocumentListParameters>,
    res: MedusaResponse<Page<"reported_sale_returns", Document>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("reported_sale_returns", req.validatedQuery, (filters, config) =>
      service.listAndCountDocuments({ ...filters, type: "reported_sale_return" }, config)
    )
    res.json(page)
  }
)
