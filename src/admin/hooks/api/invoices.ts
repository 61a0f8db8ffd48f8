import type { Deleted } from "../../../http-contract/common"
import type {
  AddInvoiceLineBody,
  CreateInvoiceBody,
  CreditInvoiceBody,
  Invoice,
  InvoicePayment,
  PostInvoiceBody,
  RecordPaymentBody,
  UpdateInvoiceBody,
  UpdateInvoiceLineBody,
} from "../../../http-contract/invoice"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, useReadingOne, type Listed, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type One = { invoice: Invoice }
export type InvoiceList = Listed<"invoices", Invoice>

export const useInvoices = (query?: Parameters, options?: ReadingOptions<InvoiceList>) =>
  useReading("invoices", query, options)

export const useInvoice = (id?: string, options?: ReadingOptions<One>) =>
  useReadingOne("invoices", id, options)

export const useCreateInvoice = (options?: WritingOptions<One, CreateInvoiceBody>) =>
  useWriting((body) => request<One>("invoices", { method: "POST", body }), options)

export const useUpdateInvoice = (id: string, options?: WritingOptions<One, UpdateInvoiceBody>) =>
  useWriting((body) => request<One>(`invoices/${id}`, { method: "POST", body }), options)

export const useAddInvoiceLine = (id: string, options?: WritingOptions<One, AddInvoiceLineBody>) =>
  useWriting((body) => request<One>(`invoices/${id}/lines`, { method: "POST", body }), options)

export const useUpdateInvoiceLine = (
  id: string,
  options?: WritingOptions<One, UpdateInvoiceLineBody & { line_id: string }>
) =>
  useWriting(
    ({ line_id, ...body }) =>
      request<One>(`invoices/${id}/lines/${line_id}`, { method: "POST", body }),
    options
  )

export const useDeleteInvoiceLine = (id: string, options?: WritingOptions<One, string>) =>
  useWriting(
    (lineId: string) => request<One>(`invoices/${id}/lines/${lineId}`, { method: "DELETE" }),
    options
  )

export const useDeleteInvoice = (id: string, options?: WritingOptions<Deleted<"invoice">, void>) =>
  useWriting(() => request<Deleted<"invoice">>(`invoices/${id}`, { method: "DELETE" }), options)

export const usePostInvoice = (id: string, options?: WritingOptions<One, PostInvoiceBody>) =>
  useWriting((body) => request<One>(`invoices/${id}/post`, { method: "POST", body }), options)

export const useCreditInvoice = (id: string, options?: WritingOptions<One, CreditInvoiceBody>) =>
  useWriting((body) => request<One>(`invoices/${id}/credit`, { method: "POST", body }), options)

type Paid = One & { payment: InvoicePayment }

export const useRecordPayment = (id: string, options?: WritingOptions<Paid, RecordPaymentBody>) =>
  useWriting((body) => request<Paid>(`invoices/${id}/payments`, { method: "POST", body }), options)

export const useReversePayment = (id: string, options?: WritingOptions<Paid, string>) =>
  useWriting(
    (paymentId: string) =>
      request<Paid>(`invoices/${id}/payments/${paymentId}/reverse`, { method: "POST", body: {} }),
    options
  )
