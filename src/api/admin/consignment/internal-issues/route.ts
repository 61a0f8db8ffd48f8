import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { Document, DocumentListParameters } from "../../../../http-contract/document"
import type { PostInternalIssueBody } from "../../../../http-contract/goods-issue"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { postInternalIssueWorkflow } from "../../../../workflows/internal-issue"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"
import { answerPosted } from "../../../posted"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, DocumentListParameters>,
    res: MedusaResponse<Page<"internal_issues", Document>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("internal_issues", req.validatedQuery, (filters, config) =>
      service.listAndCountDocuments({ ...filters, type: "internal_issue" }, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<PostInternalIssueBody>,
    res: MedusaResponse<{ internal_issue: Document }>
  ) => {
    const { result } = await postInternalIssueWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    answerPosted(res, "internal_issue", result)
  }
)
