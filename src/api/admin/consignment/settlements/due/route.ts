import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  DueSettlement,
  DueSettlementParameters,
} from "../../../../../http-contract/settlement"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import { answering } from "../../../../answering"
import { pickFields, type Page } from "../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, DueSettlementParameters>,
    res: MedusaResponse<Page<"due", DueSettlement>>
  ) => {
    const { limit, offset, fields, ...filter } = req.validatedQuery
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const due = await service.listDueSettlements(filter)
    const page = due.slice(offset, offset + limit).map((one) => pickFields(one, fields))
    res.json({ due: page, count: due.length, offset, limit })
  }
)
