import { pipeline } from "node:stream/promises"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PayoutFileBody } from "../../../../../http-contract/payout"
import {
  CONSIGNMENT_MODULE,
  decimalsOf,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import { writePayoutList } from "../../../../../paper/payout-list"
import { writeCreditTransfers } from "../../../../../paper/sepa/credit-transfer"
import { answering } from "../../../../answering"
import { readStoreName } from "../../../../paper"

/** Answers a file for the bank. Nothing is recorded: the invoices are marked as paid by themselves. */
export const POST = answering(async (req: MedusaRequest<PayoutFileBody>, res: MedusaResponse) => {
  const { lines, execution_date: executionDate, format } = req.validatedBody
  const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  const name = `payout-${executionDate}`
  if (format === "csv") {
    const planned = await service.billing.planPayout({ lines })
    const rows = planned.map(({ amount, ...line }) => ({
      ...line,
      amount: amount.toFixed(decimalsOf(line.currency_code)),
    }))
    res.status(200).attachment(`${name}.csv`)
    return await pipeline(writePayoutList(rows, executionDate), res)
  }
  const { company } = await service.retrieveSettings()
  const planned = await service.billing.planCreditTransfer({ lines }, company)
  const xml = writeCreditTransfers({
    payer: {
      name: company.legal_name ?? (await readStoreName(req.scope)),
      iban: company.iban ?? "",
    },
    executionDate,
    madeAt: new Date(),
    transfers: planned.map((line) => ({
      invoice_number: line.number ?? line.invoice_id,
      name: line.contractor_name,
      iban: line.iban ?? "",
      amount: line.amount,
    })),
  })
  res.status(200).attachment(`${name}.xml`).type("application/xml").send(xml)
})
