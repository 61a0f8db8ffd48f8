import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { Document } from "../../../../http-contract/document"
import type {
  DraftRefillBody,
  Refill,
  RefillParameters,
} from "../../../../http-contract/warehouse-item"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { draftRefillWorkflow } from "../../../../workflows/refill"
import { answering } from "../../../answering"
import { pickFields, type Page } from "../../../listing"
import { answerPosted, type PostedAnswer } from "../../../posted"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, RefillParameters>,
    res: MedusaResponse<Page<"refill", Refill>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const { limit, offset, fields, ...filter } = req.validatedQuery
    const { refill, count } = await service.readRefill(filter, { limit, offset })
    res.json({ refill: refill.map((row) => pickFields(row, fields)), count, offset, limit })
  }
)

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<DraftRefillBody>,
    res: MedusaResponse<PostedAnswer<"delivery">>
  ) => {
    const { result } = await draftRefillWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    answerPosted(res, "delivery", { is_new: true, document: result.delivery as Document })
  }
)
