import { z } from "@medusajs/framework/zod"
import {
  billingKinds,
  invoiceKinds,
  isWrittenByCustomer,
} from "../modules/consignment/domain/invoice"
import { answeredDecimalSchema, answeredInstantSchema } from "./answers"
import {
  idempotencyKeySchema,
  dayOrInstantSchema,
  itemShape,
  linesOf,
  NAMES_ITEM_MESSAGE,
  namesItem,
  quantitySchema,
  unitCostSchema,
} from "./common"
import { listParametersSchema } from "./list"

export { billingKinds, invoiceKinds, isWrittenByCustomer }

const headShape = {
  /** The number on the paper; default: the next of our own series, when it is posted. A customer's own paper needs his. */
  number: z.string().trim().min(1).max(64).nullish(),
  issued_at: dayOrInstantSchema.optional(),
}

const paperShape = {
  ...headShape,
  idempotency_key: idempotencyKeySchema.optional(),
}

export const createInvoiceSchema = z.strictObject({
  contractor_id: z.string().min(1),
  settlement_ids: z.array(z.string().min(1)).min(1).max(1_000),
  kind: z.enum(invoiceKinds).exclude(["credit_note"]),
  ...paperShape,
})
export type CreateInvoiceBody = z.infer<typeof createInvoiceSchema>

export const updateInvoiceSchema = z.strictObject(headShape)
export type UpdateInvoiceBody = z.infer<typeof updateInvoiceSchema>

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

export const invoiceLineSchema = z.object({
  id: z.string(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  quantity: answeredDecimalSchema,
  unit_price: answeredDecimalSchema,
  amount: answeredDecimalSchema,
  suggested_quantity: answeredDecimalSchema,
  suggested_unit_price: answeredDecimalSchema.nullable(),
  credited_line_id: z.string().nullable(),
  allocations: z.array(
    z.object({
      lot_id: z.string(),
      quantity: answeredDecimalSchema,
      unit_cost: answeredDecimalSchema,
      prepaid: z.boolean(),
    })
  ),
})
export type InvoiceLine = z.infer<typeof invoiceLineSchema>

/** An invoice or credit note. Amounts have the currency's decimals. */
export const invoiceSchema = z.object({
  id: z.string(),
  number: z.string().nullable(),
  kind: z.string(),
  status: z.string(),
  contractor_id: z.string(),
  direction: z.string(),
  currency_code: z.string(),
  settlement_ids: z.array(z.string()),
  credited_invoice_id: z.string().nullable(),
  /** The order of the host that a sales invoice is, or its credit note concerns. */
  order_id: z.string().nullable(),
  issued_at: answeredInstantSchema,
  posted_at: answeredInstantSchema.nullable(),
  created_by: z.string().nullable(),
  lines: z.array(invoiceLineSchema),
  amount: answeredDecimalSchema,
  variance_amount: answeredDecimalSchema,
})
export type Invoice = z.infer<typeof invoiceSchema>
