import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Deleted } from "../../../../../http-contract/common"
import type { Invoice, UpdateInvoiceBody } from "../../../../../http-contract/invoice"
import type { OneParameters } from "../../../../../http-contract/list"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import { deleteInvoiceWorkflow, updateInvoiceWorkflow } from "../../../../../workflows/invoice"
import { withHostTaxes, withHostTaxesIfPossible } from "../../../../../workflows/invoice/host-taxes"
import { answering } from "../../../../answering"
import { pickFields } from "../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, OneParameters>,
    res: MedusaResponse<{ invoice: Partial<Invoice> }>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const invoice = await service.retrieveInvoice(req.params.id ?? "")
    res.json({
      invoice: pickFields(await withHostTaxes(req.scope, invoice), req.validatedQuery.fields),
    })
  }
)

export const POST = answering(
  async (req: MedusaRequest<UpdateInvoiceBody>, res: MedusaResponse<{ invoice: Invoice }>) => {
    const { result: invoice } = await updateInvoiceWorkflow(req.scope).run({
      input: { ...req.validatedBody, invoice_id: req.params.id ?? "" },
    })
    res.json({ invoice: await withHostTaxesIfPossible(req.scope, invoice) })
  }
)

export const DELETE = answering(
  async (req: MedusaRequest, res: MedusaResponse<Deleted<"invoice">>) => {
    const { id = "" } = req.params
    await deleteInvoiceWorkflow(req.scope).run({ input: { id } })
    res.json({ id, object: "invoice", deleted: true })
  }
)
