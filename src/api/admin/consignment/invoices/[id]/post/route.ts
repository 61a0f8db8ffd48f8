import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PostInvoiceBody, Invoice } from "../../../../../../http-contract/invoice"
import { postInvoiceWorkflow } from "../../../../../../workflows/invoice"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (req: MedusaRequest<PostInvoiceBody>, res: MedusaResponse<{ invoice: Invoice }>) => {
    const { result } = await postInvoiceWorkflow(req.scope).run({
      input: { ...req.validatedBody, invoice_id: req.params.id ?? "" },
    })
    res.json({ invoice: result })
  }
)
