import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type {
  SettleBody,
  Settlement,
  SettlementListParameters,
} from "../../../../http-contract/settlement"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { unlessAway } from "../../../../workflows/host/steps/temporary-failures"
import { withNumberedSales } from "../../../../workflows/settlement/order-numbers"
import { closeSettlementWorkflow } from "../../../../workflows/settlement"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, SettlementListParameters>,
    res: MedusaResponse<Page<"settlements", Settlement>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("settlements", req.validatedQuery, (filters, config) =>
      service.listAndCountSettlements(filters, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<SettleBody>,
    res: MedusaResponse<{ settlement: Settlement }>
  ) => {
    const { result } = await closeSettlementWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    // The period is closed by now.
    const settlement = await unlessAway(
      withNumberedSales(req.scope, result.settlement),
      result.settlement
    )
    res.status(result.is_new ? 201 : 200).json({ settlement })
  }
)
