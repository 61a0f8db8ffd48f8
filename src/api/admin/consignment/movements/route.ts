import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MovementListParameters } from "../../../../http-contract/stock"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { listAnswers } from "../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, MovementListParameters>, res: MedusaResponse) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("movements", req.validatedQuery, (filters, config) =>
      service.listAndCountMovements(filters, config)
    )
    res.json(page)
  }
)
