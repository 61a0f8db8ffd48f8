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
    const [page, count] = await service.listAndCountDueSettlements(filter, {
      skip: offset,
      take: limit,
    })
    res.json({ due: page.map((one) => pickFields(one, fields)), count, offset, limit })
  }
)
