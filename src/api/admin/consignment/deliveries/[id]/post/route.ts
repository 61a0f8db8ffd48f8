import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PostDeliveryDraftBody } from "../../../../../../http-contract/outbound-documents"
import { postDeliveryDraftWorkflow } from "../../../../../../workflows/documents"
import { answering } from "../../../../../answering"
import { warningsOf, type PostedAnswer } from "../../../../../posted"

export const POST = answering(
  async (
    req: MedusaRequest<PostDeliveryDraftBody>,
    res: MedusaResponse<PostedAnswer<"delivery">>
  ) => {
    const { result } = await postDeliveryDraftWorkflow(req.scope).run({
      input: { ...req.validatedBody, delivery_id: req.params.id ?? "" },
    })
    res.json({ delivery: result.document, warnings: warningsOf(result.document) })
  }
)
