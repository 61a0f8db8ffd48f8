import type { Document } from "../../../http-contract/document"
import type { Invoice } from "../../../http-contract/invoice"
import type { PostReportedSaleBody } from "../../../http-contract/outbound-documents"
import type { Settlement } from "../../../http-contract/settlement"
import type { Refusal } from "../../lib/refusal"
import { request } from "../../lib/request"
import { useWriting, type WritingOptions } from "./use-writing"

export interface Reported {
  sale: Document
  /** One for each currency of what was sold. */
  drafts: Invoice[]
  /** Why it is not invoiced although it was posted. */
  refusal?: Refusal
}

/** Posts what a customer has sold, settles with him up to now and drafts the sales invoice. */
export const useReportAndInvoice = (options?: WritingOptions<Reported, PostReportedSaleBody>) =>
  useWriting(async (body) => {
    const { reported_sale: sale } = await request<{ reported_sale: Document }>("reported-sales", {
      method: "POST",
      body,
    })
    try {
      return { sale, drafts: await invoiceSold(sale, body.idempotency_key) }
    } catch (error) {
      return { sale, drafts: [], refusal: error as Refusal }
    }
  }, options)

const invoiceSold = async (sale: Document, key: string | undefined): Promise<Invoice[]> => {
  const contractorId = sale.contractor_id as string
  const drafts: Invoice[] = []
  for (const currency of currenciesOf(sale)) {
    const idempotencyKey = key && `${key} ${currency}`
    const { settlement } = await request<{ settlement: Settlement }>("settlements", {
      method: "POST",
      body: {
        contractor_id: contractorId,
        direction: "outbound",
        currency_code: currency,
        idempotency_key: idempotencyKey,
      },
    })
    const { invoice } = await request<{ invoice: Invoice }>("invoices", {
      method: "POST",
      body: {
        contractor_id: contractorId,
        settlement_ids: [settlement.id],
        kind: "sales",
        idempotency_key: idempotencyKey,
      },
    })
    drafts.push(invoice)
  }
  return drafts
}

const currenciesOf = ({ lines }: Document): string[] => {
  const allocations = lines.flatMap((line) => line.allocations ?? [])
  return [...new Set(allocations.flatMap(({ currency_code: code }) => code ?? []))].sort()
}
