import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { Document, DocumentListParameters } from "../../../../http-contract/document"
import type { Delivery, PostDeliveryBody } from "../../../../http-contract/outbound-documents"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { draftDeliveryWorkflow, postDeliveryWorkflow } from "../../../../workflows/documents"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"
import { answerPosted } from "../../../posted"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, DocumentListParameters>,
    res: MedusaResponse<Page<"deliveries", Delivery>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("deliveries", req.validatedQuery, (filters, config) =>
      service.listAndCountDeliveries(filters, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (req: AuthenticatedMedusaRequest<PostDeliveryBody>, res: MedusaResponse) => {
    const { status, ...body } = req.validatedBody
    const input = { ...body, created_by: req.auth_context.actor_id }
    if (status === "draft") {
      const { result } = await draftDeliveryWorkflow(req.scope).run({ input })
      answerPosted(res, "delivery", {
        is_new: result.is_new,
        document: result.delivery as Document,
      })
      return
    }
    const { result } = await postDeliveryWorkflow(req.scope).run({ input })
    answerPosted(res, "delivery", result)
  }
)
