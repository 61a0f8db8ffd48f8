import { z } from "@medusajs/framework/zod"
import {
  billingKinds,
  invoiceKinds,
  invoiceLineKinds,
  invoiceStatuses,
  isWrittenByCustomer,
} from "../modules/consignment/domain/invoice"
import { vatCategories } from "../modules/consignment/domain/vat"
import { answeredDecimalSchema, answeredInstantSchema } from "./answers"
import {
  amountSchema,
  idempotencyKeySchema,
  dayOrInstantSchema,
  itemShape,
  linesOf,
  NAMES_ITEM_MESSAGE,
  namesItem,
  quantitySchema,
  unitCostSchema,
} from "./common"
import { contractorSchema } from "./contractor"
import { listParametersSchema } from "./list"
import { companySchema } from "./settings"

export { billingKinds, invoiceKinds, invoiceStatuses, isWrittenByCustomer }

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

export const recordPaymentSchema = z.strictObject({
  /** At most what is open; below zero: what was paid too much is paid back. */
  amount: amountSchema,
  paid_at: dayOrInstantSchema.optional(),
  reference: z.string().trim().max(255).nullish(),
  method: z.string().trim().max(64).nullish(),
  idempotency_key: idempotencyKeySchema.optional(),
})
export type RecordPaymentBody = z.infer<typeof recordPaymentSchema>

export const reversePaymentSchema = z.strictObject({
  idempotency_key: idempotencyKeySchema.optional(),
})
export type ReversePaymentBody = z.infer<typeof reversePaymentSchema>

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
  /** Goods, or the fee for goods that went back to the supplier. */
  kind: z.enum(invoiceLineKinds),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  quantity: answeredDecimalSchema,
  unit_price: answeredDecimalSchema,
  amount: answeredDecimalSchema,
  suggested_quantity: answeredDecimalSchema,
  suggested_unit_price: answeredDecimalSchema.nullable(),
  credited_line_id: z.string().nullable(),
  /** Percent of VAT; null: without. */
  tax_rate: answeredDecimalSchema.nullable(),
  tax_category: z.enum(vatCategories).nullable(),
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

export const taxLineSchema = z.object({
  /** Percent. */
  rate: answeredDecimalSchema,
  category: z.enum(vatCategories),
  net_amount: answeredDecimalSchema,
  tax_amount: answeredDecimalSchema,
})

const partiesSchema = z.object({
  company: companySchema.omit({ logo: true }),
  contractor: contractorSchema.pick({
    name: true,
    address: true,
    country_code: true,
    tax_id: true,
    registration_number: true,
    iban: true,
    email: true,
    phone: true,
  }),
})

/** A payment of an invoice; below zero: a reversal, or paid back. */
export const invoicePaymentSchema = z.object({
  id: z.string(),
  invoice_id: z.string(),
  amount: answeredDecimalSchema,
  paid_at: answeredInstantSchema,
  reference: z.string().nullable(),
  method: z.string().nullable(),
  created_by: z.string().nullable(),
  created_at: answeredInstantSchema,
  reverses_id: z.string().nullable(),
  reversed_by_id: z.string().nullable(),
})
export type InvoicePayment = z.infer<typeof invoicePaymentSchema>

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
  /** Without VAT, as `net_amount`. */
  amount: answeredDecimalSchema,
  variance_amount: answeredDecimalSchema,
  net_amount: answeredDecimalSchema,
  tax_amount: answeredDecimalSchema,
  gross_amount: answeredDecimalSchema,
  /** VAT by rate and category, rounded once for each. */
  tax_lines: z.array(taxLineSchema),
  due_at: answeredInstantSchema.nullable(),
  paid_amount: answeredDecimalSchema,
  /** Amount taken off by credit notes, with its tax. */
  credited_amount: answeredDecimalSchema,
  /** Gross, less what was credited and paid; below zero, what is to be paid back. */
  open_amount: answeredDecimalSchema,
  payments: z.array(invoicePaymentSchema),
  /** As they were when it was posted. */
  parties: partiesSchema.nullable(),
  /** Reasons why a draft cannot be posted yet, and where what is missing is entered. */
  problems: z.array(
    z.object({
      code: z.enum(["VAT_RATE_MISSING", "ADDRESS_MISSING"]),
      message: z.string(),
      line_ids: z.array(z.string()),
      place: z.object({ contractor_id: z.string(), agreement_id: z.string().nullable() }),
    })
  ),
})
export type Invoice = z.infer<typeof invoiceSchema>
