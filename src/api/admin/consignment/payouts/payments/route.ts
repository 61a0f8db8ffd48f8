import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { InvoicePayment } from "../../../../../http-contract/invoice"
import type { RecordPayoutBody } from "../../../../../http-contract/payout"
import { recordPayoutWorkflow } from "../../../../../workflows/payment"
import { answering } from "../../../../answering"

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<RecordPayoutBody>,
    res: MedusaResponse<{ payments: InvoicePayment[] }>
  ) => {
    const { result } = await recordPayoutWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    res.status(result.is_new ? 201 : 200).json({ payments: result.payments })
  }
)
