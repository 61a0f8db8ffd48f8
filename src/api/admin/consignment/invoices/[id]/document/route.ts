import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Invoice } from "../../../../../../http-contract/invoice"
import type { PaperParameters } from "../../../../../../http-contract/paper"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../modules/consignment"
import { composeInvoice } from "../../../../../../paper/papers/invoice"
import { answering } from "../../../../../answering"
import { readFrame, sendPaper } from "../../../../../paper"

export const GET = answering(
  async (req: MedusaRequest<unknown, PaperParameters>, res: MedusaResponse) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const invoice = await service.retrieveInvoice(req.params.id ?? "")
    const frame = await readFrame(req.scope, invoice, req.validatedQuery.language)
    const named = await readNumbers(service, invoice)
    await sendPaper(req, res, composeInvoice(invoice, { ...frame, ...named }))
  }
)

/** The papers that an invoice refers to, by the numbers that people know them by. */
const readNumbers = async (service: ConsignmentModuleService, invoice: Invoice) => {
  const settlements = await service.listConsignmentSettlements(
    { id: invoice.settlement_ids },
    { select: ["id", "number"], order: { number: "ASC" }, take: invoice.settlement_ids.length }
  )
  const credited =
    invoice.credited_invoice_id === null
      ? null
      : await service.retrieveInvoice(invoice.credited_invoice_id)
  return {
    settlementNumbers: settlements.map(({ number }) => number),
    creditedNumber: credited?.number ?? null,
  }
}
