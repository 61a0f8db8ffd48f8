import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { PostInvoice } from "../../../modules/consignment/invoices/posting"
import { ledgerOf } from "../../host/post-document"

export const postInvoiceStepId = "consignment-post-invoice"

/** Posts a draft. It comes last in its flow: a posted invoice is credited, not undone. */
export const postInvoiceStep = createStep(
  postInvoiceStepId,
  async (command: PostInvoice, { container }) =>
    new StepResponse(await ledgerOf(container).postInvoice(command))
)
