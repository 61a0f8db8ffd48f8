import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { Document, DocumentListParameters } from "../../../../http-contract/document"
import type { PostRevaluationBody } from "../../../../http-contract/own-documents"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { postRevaluationWorkflow } from "../../../../workflows/revaluation"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"
import { answerPosted } from "../../../posted"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, DocumentListParameters>,
    res: MedusaResponse<Page<"revaluations", Document>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("revaluations", req.validatedQuery, (filters, config) =>
      service.listAndCountDocuments({ ...filters, type: "revaluation" }, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<PostRevaluationBody>,
    res: MedusaResponse<{ revaluation: Document }>
  ) => {
    const { result } = await postRevaluationWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    answerPosted(res, "revaluation", result)
  }
)
