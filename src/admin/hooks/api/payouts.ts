import type { InvoicePayment } from "../../../http-contract/invoice"
import type {
  Payable,
  PayableSum,
  PayoutFileBody,
  RecordPayoutBody,
} from "../../../http-contract/payout"
import { saveFile } from "../../lib/download"
import { request, requestFile } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, type Listed } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type Payables = Listed<"payables", Payable> & {
  sums: PayableSum[]
  payer_problems: Payable["problems"]
}

/** Open invoices of suppliers, by partner and due date. */
export const usePayables = (query?: Parameters) => useReading<Payables>("payouts", query)

/** Saves the payment file of invoices. */
export const downloadPayout = async (body: PayoutFileBody): Promise<void> =>
  saveFile(await requestFile("payouts/file", {}, body))

export const useRecordPayout = (
  options?: WritingOptions<{ payments: InvoicePayment[] }, RecordPayoutBody>
) =>
  useWriting(
    (body) => request<{ payments: InvoicePayment[] }>("payouts/payments", { method: "POST", body }),
    options
  )
