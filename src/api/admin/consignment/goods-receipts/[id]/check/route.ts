import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Document } from "../../../../../../http-contract/document"
import type { CheckGoodsReceiptBody } from "../../../../../../http-contract/goods-receipt"
import { checkGoodsReceiptWorkflow } from "../../../../../../workflows/documents"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<CheckGoodsReceiptBody>,
    res: MedusaResponse<{ goods_receipt: Document }>
  ) => {
    const { result } = await checkGoodsReceiptWorkflow(req.scope).run({
      input: {
        ...req.validatedBody,
        goods_receipt_id: req.params.id ?? "",
        created_by: req.auth_context.actor_id,
      },
    })
    res.json({ goods_receipt: result })
  }
)
