import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { Document, DocumentListParameters } from "../../../../http-contract/document"
import type { PostGoodsReceiptBody } from "../../../../http-contract/goods-receipt"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { postGoodsReceiptWorkflow } from "../../../../workflows/goods-receipt"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"
import { answerPosted } from "../../../posted"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, DocumentListParameters>,
    res: MedusaResponse<Page<"goods_receipts", Document>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("goods_receipts", req.validatedQuery, (filters, config) =>
      service.listAndCountDocuments({ ...filters, type: "goods_receipt" }, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<PostGoodsReceiptBody>,
    res: MedusaResponse<{ goods_receipt: Document }>
  ) => {
    const { result } = await postGoodsReceiptWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    answerPosted(res, "goods_receipt", result)
  }
)
