import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  Invoice,
  InvoicePayment,
  ReversePaymentBody,
} from "../../../../../../../../http-contract/invoice"
import { reverseInvoicePaymentWorkflow } from "../../../../../../../../workflows/payment"
import { answering } from "../../../../../../../answering"

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<ReversePaymentBody>,
    res: MedusaResponse<{ invoice: Invoice; payment: InvoicePayment }>
  ) => {
    const { result } = await reverseInvoicePaymentWorkflow(req.scope).run({
      input: {
        ...req.validatedBody,
        invoice_id: req.params.id ?? "",
        payment_id: req.params.payment_id ?? "",
        created_by: req.auth_context.actor_id,
      },
    })
    const { is_new: _, ...paid } = result
    res.json(paid)
  }
)
