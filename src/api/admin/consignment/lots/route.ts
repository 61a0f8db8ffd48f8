import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { LotListParameters } from "../../../../http-contract/stock"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { withItemsNamed } from "../../../../workflows/search"
import { answering } from "../../../answering"
import { listAnswers } from "../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, LotListParameters>, res: MedusaResponse) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const query = await withItemsNamed(req.scope, req.validatedQuery)
    const page = await listAnswers("lots", query, (filters, config) =>
      service.listAndCountLots(filters, config)
    )
    res.json(page)
  }
)
