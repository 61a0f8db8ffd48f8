import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { PostInvoice } from "../../../modules/consignment/invoices/posting"
import { ledgerOf } from "../../posting/post-document"
import { findHostTaxes } from "../host-taxes"

export const findHostTaxesStepId = "consignment-find-host-taxes"

/** The command with what the host's tax regions say of the draft. */
export const findHostTaxesStep = createStep(
  findHostTaxesStepId,
  async (command: PostInvoice, { container }) => {
    const invoice = await ledgerOf(container).retrieveInvoice(command.invoice_id)
    if (invoice.status !== "draft") return new StepResponse<PostInvoice>(command)
    return new StepResponse<PostInvoice>({
      ...command,
      taxes: await findHostTaxes(container, invoice),
    })
  }
)
