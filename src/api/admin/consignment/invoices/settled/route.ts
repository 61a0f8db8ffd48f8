import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { InvoiceAllSettledBody, InvoicedAll } from "../../../../../http-contract/batch"
import { invoiceAllSettled } from "../../../../../workflows/batch/invoice-all-settled"
import { answering } from "../../../../answering"

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<InvoiceAllSettledBody>,
    res: MedusaResponse<InvoicedAll>
  ) => {
    const input = { ...req.validatedBody, created_by: req.auth_context.actor_id }
    res.json(await invoiceAllSettled(req.scope, input))
  }
)
