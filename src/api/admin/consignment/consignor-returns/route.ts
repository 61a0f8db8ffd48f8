import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { Document, DocumentListParameters } from "../../../../http-contract/document"
import type { PostConsignorReturnBody } from "../../../../http-contract/own-documents"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { postConsignorReturnWorkflow } from "../../../../workflows/consignor-return"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"
import { answerPosted } from "../../../posted"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, DocumentListParameters>,
    res: MedusaResponse<Page<"consignor_returns", Document>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("consignor_returns", req.validatedQuery, (filters, config) =>
      service.listAndCountDocuments({ ...filters, type: "consignor_return" }, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<PostConsignorReturnBody>,
    res: MedusaResponse<{ consignor_return: Document }>
  ) => {
    const { result } = await postConsignorReturnWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    answerPosted(res, "consignor_return", result)
  }
)
