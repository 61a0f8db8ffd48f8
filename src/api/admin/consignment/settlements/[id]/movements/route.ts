import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MovementListParameters } from "../../../../../../http-contract/stock"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../modules/consignment"
import { answering } from "../../../../../answering"
import { listAnswers } from "../../../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, MovementListParameters>, res: MedusaResponse) => {
    const { id = "" } = req.params
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await service.retrieveConsignmentSettlement(id, { select: ["id"] })
    const page = await listAnswers("movements", req.validatedQuery, (filters, config) =>
      service.listAndCountMovements({ ...filters, settlement_id: id }, config)
    )
    res.json(page)
  }
)
