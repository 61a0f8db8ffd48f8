import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type {
  CreateInvoiceBody,
  Invoice,
  InvoiceListParameters,
} from "../../../../http-contract/invoice"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { createInvoiceWorkflow } from "../../../../workflows/invoice"
import { withHostTaxes, withHostTaxesIfPossible } from "../../../../workflows/invoice/host-taxes"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, InvoiceListParameters>,
    res: MedusaResponse<Page<"invoices", Invoice>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("invoices", req.validatedQuery, (filters, config) =>
      service.listAndCountInvoices(filters, config).then(async ([invoices, count]) => {
        const answers = []
        for (const invoice of invoices) answers.push(await withHostTaxes(req.scope, invoice))
        return [answers, count] as const
      })
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<CreateInvoiceBody>,
    res: MedusaResponse<{ invoice: Invoice }>
  ) => {
    const { result } = await createInvoiceWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    res
      .status(result.is_new ? 201 : 200)
      .json({ invoice: await withHostTaxesIfPossible(req.scope, result.invoice) })
  }
)
