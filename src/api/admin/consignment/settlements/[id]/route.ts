import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { OneParameters } from "../../../../../http-contract/list"
import type { Settlement } from "../../../../../http-contract/settlement"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import { withNumberedSales } from "../../../../../workflows/settlement/order-numbers"
import { answering } from "../../../../answering"
import { pickFields } from "../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, OneParameters>,
    res: MedusaResponse<{ settlement: Partial<Settlement> }>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const settlement = await withNumberedSales(
      req.scope,
      await service.retrieveSettlement(req.params.id ?? "")
    )
    res.json({ settlement: pickFields(settlement, req.validatedQuery.fields) })
  }
)
