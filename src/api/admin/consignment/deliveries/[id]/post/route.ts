import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Document } from "../../../../../../http-contract/document"
import type { PostDeliveryDraftBody } from "../../../../../../http-contract/outbound-documents"
import { postDeliveryDraftWorkflow } from "../../../../../../workflows/delivery"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (
    req: MedusaRequest<PostDeliveryDraftBody>,
    res: MedusaResponse<{ delivery: Document }>
  ) => {
    const { result } = await postDeliveryDraftWorkflow(req.scope).run({
      input: { ...req.validatedBody, delivery_id: req.params.id ?? "" },
    })
    res.json({ delivery: result.document })
  }
)
