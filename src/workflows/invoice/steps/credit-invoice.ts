import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CreditInvoice } from "../../../modules/consignment/invoices/posting"
import { ledgerOf } from "../../posting/post-document"

export const rehearseCreditStepId = "consignment-rehearse-credit"

/** Tells what the credit note will be, under the id it is going to have, before it is posted for good. */
export const rehearseCreditStep = createStep(
  rehearseCreditStepId,
  async (command: CreditInvoice, { container }) =>
    new StepResponse(await ledgerOf(container).rehearseCredit(command))
)

export const creditInvoiceStepId = "consignment-credit-invoice"

/** Posts a credit note. It comes last in its flow. */
export const creditInvoiceStep = createStep(
  creditInvoiceStepId,
  async (command: CreditInvoice, { container }) =>
    new StepResponse(await ledgerOf(container).creditInvoice(command))
)
