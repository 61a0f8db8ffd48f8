import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ImportExceptionListParameters } from "../../../../http-contract/import"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { listAnswers } from "../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, ImportExceptionListParameters>, res: MedusaResponse) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("import_exceptions", req.validatedQuery, (filters, config) =>
      service.listAndCountImportExceptions(filters, config)
    )
    res.json(page)
  }
)
