import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { SettleAllDueBody, SettledAll } from "../../../../../http-contract/batch"
import type {
  DueSettlement,
  DueSettlementParameters,
} from "../../../../../http-contract/settlement"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import { settleAllDue } from "../../../../../workflows/batch/settle-all-due"
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

export const POST = answering(
  async (req: AuthenticatedMedusaRequest<SettleAllDueBody>, res: MedusaResponse<SettledAll>) => {
    const input = { ...req.validatedBody, created_by: req.auth_context.actor_id }
    res.json(await settleAllDue(req.scope, input))
  }
)
