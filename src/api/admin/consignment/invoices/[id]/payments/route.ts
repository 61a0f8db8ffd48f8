import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  Invoice,
  InvoicePayment,
  RecordPaymentBody,
} from "../../../../../../http-contract/invoice"
import { recordInvoicePaymentWorkflow } from "../../../../../../workflows/payment"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<RecordPaymentBody>,
    res: MedusaResponse<{ invoice: Invoice; payment: InvoicePayment }>
  ) => {
    const { result } = await recordInvoicePaymentWorkflow(req.scope).run({
      input: {
        ...req.validatedBody,
        invoice_id: req.params.id ?? "",
        created_by: req.auth_context.actor_id,
      },
    })
    const { is_new: isNew, ...paid } = result
    res.status(isNew ? 201 : 200).json(paid)
  }
)
