import type {
  InvoiceAllSettledBody,
  InvoicedAll,
  PlannedInvoice,
  PlannedSettlement,
  SettleAllDueBody,
  SettledAll,
} from "../../../http-contract/batch"
import { request } from "../../lib/request"
import { useReading } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

/** Previews of closing each settlement that is due. */
export const useDuePlan = () => useReading<{ planned: PlannedSettlement[] }>("settlements/due/plan")

export const useSettleAllDue = (options?: WritingOptions<SettledAll, SettleAllDueBody>) =>
  useWriting((body) => request<SettledAll>("settlements/due", { method: "POST", body }), options)

/** Previews of the invoice of each closed settlement. */
export const useInvoicePlan = () =>
  useReading<{ planned: PlannedInvoice[] }>("invoices/settled/plan")

type InvoiceAllInput = Omit<InvoiceAllSettledBody, "inbound_kind">

export const useInvoiceAllSettled = (options?: WritingOptions<InvoicedAll, InvoiceAllInput>) =>
  useWriting((body) => request<InvoicedAll>("invoices/settled", { method: "POST", body }), options)
