import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { Document, DocumentListParameters } from "../../../../http-contract/document"
import type { PostOpeningBalanceBody } from "../../../../http-contract/own-documents"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { postOpeningBalanceWorkflow } from "../../../../workflows/opening-balance"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"
import { answerPosted } from "../../../posted"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, DocumentListParameters>,
    res: MedusaResponse<Page<"opening_balances", Document>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("opening_balances", req.validatedQuery, (filters, config) =>
      service.listAndCountDocuments({ ...filters, type: "opening_balance" }, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<PostOpeningBalanceBody>,
    res: MedusaResponse<{ opening_balance: Document }>
  ) => {
    const { result } = await postOpeningBalanceWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    answerPosted(res, "opening_balance", result)
  }
)
