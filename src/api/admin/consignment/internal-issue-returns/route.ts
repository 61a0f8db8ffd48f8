import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Document, DocumentListParameters } from "../../../../http-contract/document"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, DocumentListParameters>,
    res: MedusaResponse<Page<"internal_issue_returns", Document>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers(
      "internal_issue_returns",
      req.validatedQuery,
      (filters, config) =>
        service.listAndCountDocuments({ ...filters, type: "internal_issue_return" }, config)
    )
    res.json(page)
  }
)
