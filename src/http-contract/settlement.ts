import { z } from "@medusajs/framework/zod"
import { directions } from "../modules/consignment/domain/terms"
import { settlementStates } from "../modules/consignment/domain/settlement-state"
import { answeredDecimalSchema, answeredInstantSchema } from "./answers"
import { currencyCodeSchema, dateOrInstantSchema, idempotencyKeySchema } from "./common"
import { listParametersSchema, pageShape } from "./list"

export const settleSchema = z.strictObject({
  contractor_id: z.string().min(1),
  direction: z.enum(directions).default("inbound"),
  currency_code: currencyCodeSchema.optional(),
  /** A local date, inclusive in the agreement's time zone, or an instant. */
  cut_off: dateOrInstantSchema.optional(),
  idempotency_key: idempotencyKeySchema.optional(),
})
export type SettleBody = z.infer<typeof settleSchema>

export const cancelSettlementSchema = z.strictObject({
  idempotency_key: idempotencyKeySchema.optional(),
})
export type CancelSettlementBody = z.infer<typeof cancelSettlementSchema>

export const settlementListParametersSchema = listParametersSchema(
  ["id", "number", "contractor_id", "direction", "currency_code", "status"],
  ["id", "number", "cut_off", "closed_at", "created_at", "updated_at"],
  ["cut_off", "closed_at", "period_from"]
)
export type SettlementListParameters = z.infer<typeof settlementListParametersSchema>

/** The filters of the list of settlements. */
export const settlementTotalsParametersSchema = settlementListParametersSchema.omit({
  limit: true,
  offset: true,
  fields: true,
  order: true,
})
export type SettlementTotalsParameters = z.infer<typeof settlementTotalsParametersSchema>

/** Settlements of one direction and currency. */
export const settlementTotalSchema = z.object({
  direction: z.enum(directions),
  currency_code: z.string(),
  settlements: z.number().int(),
  net_value: answeredDecimalSchema,
  amount: answeredDecimalSchema,
})
export type SettlementTotal = z.infer<typeof settlementTotalSchema>

export const settlementLineSchema = z.object({
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  opening: answeredDecimalSchema,
  issued: answeredDecimalSchema,
  internally_issued: answeredDecimalSchema,
  transferred: answeredDecimalSchema,
  counted_lost: answeredDecimalSchema,
  returned: answeredDecimalSchema,
  transfer_reversed: answeredDecimalSchema,
  net: answeredDecimalSchema,
  to_invoice: answeredDecimalSchema,
  carry: answeredDecimalSchema,
  net_value: answeredDecimalSchema,
  amount: answeredDecimalSchema,
  balanced: z.boolean(),
  late_quantity: answeredDecimalSchema,
  branches: z.array(
    z.object({
      branch_code: z.string().nullable(),
      net: answeredDecimalSchema,
      net_value: answeredDecimalSchema,
    })
  ),
})
export type SettlementLine = z.infer<typeof settlementLineSchema>

export const statementLineSchema = z.object({
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  opening: answeredDecimalSchema,
  received: answeredDecimalSchema,
  consumed: answeredDecimalSchema,
  returned_to_consignor: answeredDecimalSchema,
  counted: answeredDecimalSchema,
  closing: answeredDecimalSchema,
})
export type StatementLine = z.infer<typeof statementLineSchema>

/** A sale on commission that a settlement covers, or its return. */
export const settledSaleSchema = z.object({
  effective_at: answeredInstantSchema,
  document_id: z.string(),
  document_number: z.string(),
  document_type: z.string(),
  order_id: z.string().nullable(),
  /** The order's number. */
  order_display_id: z.number().nullable().optional(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  /** Below zero where goods came back. */
  quantity: answeredDecimalSchema,
  /** Price of one unit after discounts and without taxes. */
  sale_price: answeredDecimalSchema.nullable(),
  /** The same before discounts. */
  list_price: answeredDecimalSchema.nullable(),
  /** The price that was shared: one of the two. */
  base_price: answeredDecimalSchema,
  commission_percent: answeredDecimalSchema,
  /** The store's share of one unit. */
  unit_commission: answeredDecimalSchema,
  /** The contractor's share of one unit. */
  unit_cost: answeredDecimalSchema,
  /** The contractor's share of the line. */
  amount: answeredDecimalSchema,
})
export type SettledSale = z.infer<typeof settledSaleSchema>

/** A settlement, or a preview of one (`id`, `number` and `closed_at` null, status "preview"). */
export const settlementSchema = z.object({
  id: z.string().nullable(),
  number: z.string().nullable(),
  contractor_id: z.string(),
  direction: z.string(),
  currency_code: z.string(),
  period_from: answeredInstantSchema.nullable(),
  cut_off: answeredInstantSchema,
  status: z.string(),
  /** A preview is open; a closed settlement is invoiced, and then paid. */
  state: z.enum(settlementStates),
  /** Invoices that bill it, drafts too; an invoice of a later settlement bills the earlier ones of the account. */
  invoices: z.array(
    z.object({
      id: z.string(),
      number: z.string().nullable(),
      kind: z.string(),
      status: z.string(),
      gross_amount: answeredDecimalSchema,
      open_amount: answeredDecimalSchema,
    })
  ),
  closed_at: answeredInstantSchema.nullable(),
  created_by: z.string().nullable(),
  lines: z.array(settlementLineSchema),
  net_value: answeredDecimalSchema,
  amount: answeredDecimalSchema,
  stock: z.array(statementLineSchema),
  /** In the answer of one settlement: its sales on commission by date, the first 1,000; the paper has all. */
  sales: z.array(settledSaleSchema).optional(),
  sales_count: z.number().optional(),
})
export type Settlement = z.infer<typeof settlementSchema>

export const dueSettlementParametersSchema = z.strictObject({
  ...pageShape,
  contractor_id: z.string().min(1).optional(),
  direction: z.enum(directions).optional(),
  currency_code: currencyCodeSchema.optional(),
  is_overdue: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional(),
})
export type DueSettlementParameters = z.infer<typeof dueSettlementParametersSchema>

/** A settlement that an agreement asks for and that is not closed yet. */
export const dueSettlementSchema = z.object({
  id: z.string(),
  agreement_id: z.string(),
  contractor_id: z.string(),
  contractor_code: z.string(),
  contractor_name: z.string(),
  direction: z.string(),
  currency_code: z.string(),
  /** The local date to settle to. */
  cut_off: z.string(),
  /** The last instant of that day in the agreement's time zone. */
  due_at: answeredInstantSchema,
  /** The last instant of the days of grace. */
  overdue_at: answeredInstantSchema,
  is_overdue: z.boolean(),
  days_overdue: z.number(),
  /** How many cut-offs have come since the last settlement. */
  periods: z.number(),
  last_cut_off: answeredInstantSchema.nullable(),
  /** Pieces consumed up to the cut-off and not settled. */
  unsettled_quantity: answeredDecimalSchema,
  /** Their value without VAT. */
  unsettled_value: answeredDecimalSchema,
  notification_email: z.string().nullable(),
})
export type DueSettlement = z.infer<typeof dueSettlementSchema>
