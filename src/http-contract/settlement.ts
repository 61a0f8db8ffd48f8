import { z } from "@medusajs/framework/zod"
import { directions } from "../modules/consignment/domain/terms"
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
  closed_at: answeredInstantSchema.nullable(),
  created_by: z.string().nullable(),
  lines: z.array(settlementLineSchema),
  net_value: answeredDecimalSchema,
  amount: answeredDecimalSchema,
  stock: z.array(statementLineSchema),
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
  notification_email: z.string().nullable(),
})
export type DueSettlement = z.infer<typeof dueSettlementSchema>
