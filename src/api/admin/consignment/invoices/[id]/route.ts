import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Deleted } from "../../../../../http-contract/common"
import type { Invoice } from "../../../../../http-contract/invoice"
import type { OneParameters } from "../../../../../http-contract/list"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import { deleteInvoiceWorkflow } from "../../../../../workflows/invoice"
import { answering } from "../../../../answering"
import { pickFields } from "../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, OneParameters>,
    res: MedusaResponse<{ invoice: Partial<Invoice> }>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const invoice = await service.retrieveInvoice(req.params.id ?? "")
    res.json({ invoice: pickFields(invoice, req.validatedQuery.fields) })
  }
)

export const DELETE = answering(
  async (req: MedusaRequest, res: MedusaResponse<Deleted<"invoice">>) => {
    const { id = "" } = req.params
    await deleteInvoiceWorkflow(req.scope).run({ input: { id } })
    res.json({ id, object: "invoice", deleted: true })
  }
)
