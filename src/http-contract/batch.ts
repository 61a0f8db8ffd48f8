import { z } from "@medusajs/framework/zod"
import { answeredDecimalSchema, answeredInstantSchema } from "./answers"
import { idempotencyKeySchema } from "./common"
import { dueSettlementSchema, settlementSchema } from "./settlement"
import { invoiceSchema } from "./invoice"

/** Ids of what is done; default: all of it. */
const ids = z.array(z.string().min(1)).min(1).max(1_000).optional()

export const settleAllDueSchema = z.strictObject({
  ids,
  idempotency_key: idempotencyKeySchema.optional(),
})
export type SettleAllDueBody = z.infer<typeof settleAllDueSchema>

export const invoiceAllSettledSchema = z.strictObject({
  ids,
  /** The kind of invoices for suppliers: the next number of the own series is that of a self-billed invoice. */
  inbound_kind: z.enum(["supplier", "self_billed"]).default("self_billed"),
  idempotency_key: idempotencyKeySchema.optional(),
})
export type InvoiceAllSettledBody = z.infer<typeof invoiceAllSettledSchema>

export const invoiceAllParametersSchema = z.strictObject({
  inbound_kind: z.enum(["supplier", "self_billed"]).default("self_billed"),
})
export type InvoiceAllParameters = z.infer<typeof invoiceAllParametersSchema>

/** Why it cannot be done; `code` is null where it has none. */
const problemSchema = z.object({ code: z.string().nullable(), message: z.string() })

/** A settlement that is due, and what closing it now would come to. */
export const plannedSettlementSchema = dueSettlementSchema
  .pick({
    id: true,
    contractor_id: true,
    contractor_name: true,
    direction: true,
    currency_code: true,
    cut_off: true,
    is_overdue: true,
    days_overdue: true,
    unsettled_quantity: true,
  })
  .extend({
    /** Null where it cannot be closed. */
    amount: answeredDecimalSchema.nullable(),
    net_value: answeredDecimalSchema.nullable(),
    problem: problemSchema.nullable(),
  })
export type PlannedSettlement = z.infer<typeof plannedSettlementSchema>

/** A settlement to be invoiced, and what its invoice would come to. */
export const plannedInvoiceSchema = z.object({
  /** Of the settlement. */
  id: z.string(),
  number: z.string(),
  contractor_id: z.string(),
  direction: z.string(),
  currency_code: z.string(),
  cut_off: answeredInstantSchema,
  kind: z.string(),
  net_amount: answeredDecimalSchema.nullable(),
  tax_amount: answeredDecimalSchema.nullable(),
  gross_amount: answeredDecimalSchema.nullable(),
  problem: problemSchema.nullable(),
})
export type PlannedInvoice = z.infer<typeof plannedInvoiceSchema>

/** Entries that were not done, by the id that was asked for; nothing of them was kept. */
export const failureSchema = problemSchema.extend({
  id: z.string(),
  contractor_id: z.string().nullable(),
})
export type Failure = z.infer<typeof failureSchema>

export const settledAllSchema = z.object({
  settlements: z.array(settlementSchema),
  failed: z.array(failureSchema),
})
export type SettledAll = z.infer<typeof settledAllSchema>

export const invoicedAllSchema = z.object({
  invoices: z.array(invoiceSchema),
  failed: z.array(failureSchema),
})
export type InvoicedAll = z.infer<typeof invoicedAllSchema>
