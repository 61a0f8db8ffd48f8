import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Document } from "../../../../../../http-contract/document"
import type { EndHireBody } from "../../../../../../http-contract/outbound-documents"
import { endHireWorkflow } from "../../../../../../workflows/documents"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (req: MedusaRequest<EndHireBody>, res: MedusaResponse<{ delivery: Document }>) => {
    const { result } = await endHireWorkflow(req.scope).run({
      input: { ...req.validatedBody, delivery_id: req.params.id ?? "" },
    })
    res.json({ delivery: result })
  }
)
