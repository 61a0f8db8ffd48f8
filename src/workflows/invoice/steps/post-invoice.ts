import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { PostInvoice } from "../../../modules/consignment/invoices/posting"
import { ledgerOf } from "../../posting/post-document"

export const rehearseInvoicePostingStepId = "consignment-rehearse-invoice-posting"

/** Tells what the draft will be, before it is posted for good; refuses what the posting would refuse. */
export const rehearseInvoicePostingStep = createStep(
  rehearseInvoicePostingStepId,
  async (command: PostInvoice, { container }) =>
    new StepResponse(await ledgerOf(container).rehearseInvoicePosting(command))
)

export const postInvoiceStepId = "consignment-post-invoice"

/** Posts a draft. It comes last in its flow: a posted invoice is credited, not undone. */
export const postInvoiceStep = createStep(
  postInvoiceStepId,
  async (command: PostInvoice, { container }) =>
    new StepResponse(await ledgerOf(container).postInvoice(command))
)
