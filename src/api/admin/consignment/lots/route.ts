import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { LotListParameters } from "../../../../http-contract/stock"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { listAnswers } from "../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, LotListParameters>, res: MedusaResponse) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("lots", req.validatedQuery, (filters, config) =>
      service.listAndCountLots(filters, config)
    )
    res.json(page)
  }
)
