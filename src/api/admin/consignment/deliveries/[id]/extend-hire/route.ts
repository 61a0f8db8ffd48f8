import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Document } from "../../../../../../http-contract/document"
import type { ExtendHireBody } from "../../../../../../http-contract/outbound-documents"
import { extendHireWorkflow } from "../../../../../../workflows/documents"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (req: MedusaRequest<ExtendHireBody>, res: MedusaResponse<{ delivery: Document }>) => {
    const { result } = await extendHireWorkflow(req.scope).run({
      input: { ...req.validatedBody, delivery_id: req.params.id ?? "" },
    })
    res.json({ delivery: result })
  }
)
