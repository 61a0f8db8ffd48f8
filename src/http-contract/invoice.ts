import { z } from "@medusajs/framework/zod"
import { invoiceKinds } from "../modules/consignment/domain/invoice"
import {
  idempotencyKeySchema,
  instantSchema,
  itemShape,
  linesOf,
  NAMES_ITEM_MESSAGE,
  namesItem,
  quantitySchema,
  unitCostSchema,
} from "./common"
import { listParametersSchema } from "./list"

const paperShape = {
  /** The number on the paper; default: the next of our own series, when it is posted. */
  number: z.string().trim().min(1).max(64).nullish(),
  issued_at: instantSchema.optional(),
  idempotency_key: idempotencyKeySchema.optional(),
}

export const createInvoiceSchema = z.strictObject({
  contractor_id: z.string().min(1),
  settlement_ids: z.array(z.string().min(1)).min(1).max(1_000),
  kind: z.enum(invoiceKinds).exclude(["credit_note"]),
  ...paperShape,
})
export type CreateInvoiceBody = z.infer<typeof createInvoiceSchema>

export const addInvoiceLineSchema = z
  .strictObject({ ...itemShape, quantity: quantitySchema, unit_price: unitCostSchema })
  .refine(namesItem, NAMES_ITEM_MESSAGE)
export type AddInvoiceLineBody = z.infer<typeof addInvoiceLineSchema>

export const updateInvoiceLineSchema = z.strictObject({
  quantity: quantitySchema.optional(),
  unit_price: unitCostSchema.optional(),
})
export type UpdateInvoiceLineBody = z.infer<typeof updateInvoiceLineSchema>

export const postInvoiceSchema = z.strictObject({
  idempotency_key: idempotencyKeySchema.optional(),
})
export type PostInvoiceBody = z.infer<typeof postInvoiceSchema>

export const creditInvoiceSchema = z.strictObject({
  lines: linesOf(z.strictObject({ line_id: z.string().min(1), quantity: quantitySchema })),
  ...paperShape,
})
export type CreditInvoiceBody = z.infer<typeof creditInvoiceSchema>

export const invoiceListParametersSchema = listParametersSchema(
  [
    "id",
    "number",
    "kind",
    "status",
    "contractor_id",
    "direction",
    "currency_code",
    "credited_invoice_id",
    "order_id",
  ],
  ["id", "number", "issued_at", "posted_at", "created_at", "updated_at"],
  ["issued_at", "posted_at"]
)
export type InvoiceListParameters = z.infer<typeof invoiceListParametersSchema>

export interface InvoiceLine {
  id: string
  inventory_item_id: string
  sku: string | null
  quantity: string
  unit_price: string
  amount: string
  suggested_quantity: string
  suggested_unit_price: string | null
  credited_line_id: string | null
  allocations: { lot_id: string; quantity: string; unit_cost: string; prepaid: boolean }[]
}

/** An invoice or credit note. Amounts have the currency's decimals. */
export interface Invoice {
  id: string
  number: string | null
  kind: string
  status: string
  contractor_id: string
  direction: string
  currency_code: string
  settlement_ids: string[]
  credited_invoice_id: string | null
  /** The order of the host that a sales invoice is, or its credit note concerns. */
  order_id: string | null
  issued_at: string
  posted_at: string | null
  created_by: string | null
  lines: InvoiceLine[]
  amount: string
  variance_amount: string
}
