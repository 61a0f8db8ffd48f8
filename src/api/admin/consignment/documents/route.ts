import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { AllDocumentsParameters, DocumentSummary } from "../../../../http-contract/document"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { allowing } from "../../../allowing"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"
import { readableTypes } from "../../../readable-types"

export const GET = answering(
  async (
    req: AuthenticatedMedusaRequest<unknown, AllDocumentsParameters>,
    res: MedusaResponse<Page<"documents", DocumentSummary>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const types = await readableTypes(allowing(req))
    const page = await listAnswers("documents", req.validatedQuery, (filters, config) =>
      service.listAndCountAllDocuments(types, filters, config)
    )
    res.json(page)
  }
)
