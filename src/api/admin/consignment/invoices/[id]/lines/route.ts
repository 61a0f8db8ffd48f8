import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { AddInvoiceLineBody, Invoice } from "../../../../../../http-contract/invoice"
import { addInvoiceLineWorkflow } from "../../../../../../workflows/invoice"
import { withHostTaxesIfPossible } from "../../../../../../workflows/invoice/host-taxes"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (req: MedusaRequest<AddInvoiceLineBody>, res: MedusaResponse<{ invoice: Invoice }>) => {
    const { result } = await addInvoiceLineWorkflow(req.scope).run({
      input: { ...req.validatedBody, invoice_id: req.params.id ?? "" },
    })
    res.json({ invoice: await withHostTaxesIfPossible(req.scope, result) })
  }
)
