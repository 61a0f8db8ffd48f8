import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { CreditInvoiceBody, Invoice } from "../../../../../../http-contract/invoice"
import { creditInvoiceWorkflow } from "../../../../../../workflows/invoice"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<CreditInvoiceBody>,
    res: MedusaResponse<{ invoice: Invoice }>
  ) => {
    const { result } = await creditInvoiceWorkflow(req.scope).run({
      input: {
        ...req.validatedBody,
        invoice_id: req.params.id ?? "",
        created_by: req.auth_context.actor_id,
      },
    })
    res.status(result.is_new ? 201 : 200).json({ invoice: result.invoice })
  }
)
