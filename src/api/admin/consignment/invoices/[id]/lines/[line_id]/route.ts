import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { UpdateInvoiceLineBody, Invoice } from "../../../../../../../http-contract/invoice"
import {
  deleteInvoiceLineWorkflow,
  updateInvoiceLineWorkflow,
} from "../../../../../../../workflows/invoice"
import { withHostTaxesIfPossible } from "../../../../../../../workflows/invoice/host-taxes"
import { answering } from "../../../../../../answering"

export const POST = answering(
  async (req: MedusaRequest<UpdateInvoiceLineBody>, res: MedusaResponse<{ invoice: Invoice }>) => {
    const { result } = await updateInvoiceLineWorkflow(req.scope).run({
      input: {
        ...req.validatedBody,
        invoice_id: req.params.id ?? "",
        line_id: req.params.line_id ?? "",
      },
    })
    res.json({ invoice: await withHostTaxesIfPossible(req.scope, result) })
  }
)

export const DELETE = answering(
  async (req: MedusaRequest, res: MedusaResponse<{ invoice: Invoice }>) => {
    const { result } = await deleteInvoiceLineWorkflow(req.scope).run({
      input: { invoice_id: req.params.id ?? "", line_id: req.params.line_id ?? "" },
    })
    res.json({ invoice: await withHostTaxesIfPossible(req.scope, result) })
  }
)
