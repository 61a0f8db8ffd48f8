import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { OneParameters } from "../../../../../http-contract/list"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import { answering } from "../../../../answering"
import { pickFields } from "../../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, OneParameters>, res: MedusaResponse) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const reversal = await service.retrieveDocument(req.params.id ?? "", "reversal")
    res.json({ reversal: pickFields(reversal, req.validatedQuery.fields) })
  }
)
