import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { InvoiceAllParameters, PlannedInvoice } from "../../../../../../http-contract/batch"
import { planAllInvoices } from "../../../../../../workflows/batch/invoice-all-settled"
import { answering } from "../../../../../answering"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, InvoiceAllParameters>,
    res: MedusaResponse<{ planned: PlannedInvoice[] }>
  ) => {
    res.json({ planned: await planAllInvoices(req.scope, req.validatedQuery.inbound_kind) })
  }
)
