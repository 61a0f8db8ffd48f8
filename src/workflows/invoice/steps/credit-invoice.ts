import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CreditInvoice } from "../../../modules/consignment/invoices/posting"
import { ledgerOf } from "../../host/post-document"

export const creditInvoiceStepId = "consignment-credit-invoice"

/** Posts a credit note. It comes last in its flow. */
export const creditInvoiceStep = createStep(
  creditInvoiceStepId,
  async (command: CreditInvoice, { container }) =>
    new StepResponse(await ledgerOf(container).creditInvoice(command))
)
