import { z } from "@medusajs/framework/zod"
import { directions } from "../modules/consignment/domain/terms"
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

export interface SettlementLine {
  inventory_item_id: string
  sku: string | null
  opening: string
  issued: string
  internally_issued: string
  transferred: string
  counted_lost: string
  returned: string
  transfer_reversed: string
  net: string
  to_invoice: string
  carry: string
  net_value: string
  amount: string
  balanced: boolean
  late_quantity: string
  branches: { branch_code: string | null; net: string; net_value: string }[]
}

export interface StatementLine {
  inventory_item_id: string
  sku: string | null
  opening: string
  received: string
  consumed: string
  returned_to_consignor: string
  counted: string
  closing: string
}

/** A settlement, or a preview of one (`id`, `number` and `closed_at` null, status "preview"). */
export interface Settlement {
  id: string | null
  number: string | null
  contractor_id: string
  direction: string
  currency_code: string
  period_from: string | null
  cut_off: string
  status: string
  closed_at: string | null
  created_by: string | null
  lines: SettlementLine[]
  net_value: string
  amount: string
  stock: StatementLine[]
}

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
export interface DueSettlement {
  id: string
  agreement_id: string
  contractor_id: string
  contractor_code: string
  contractor_name: string
  direction: string
  currency_code: string
  /** The local date to settle to. */
  cut_off: string
  /** The last instant of that day in the agreement's time zone. */
  due_at: string
  /** The last instant of the days of grace. */
  overdue_at: string
  is_overdue: boolean
  days_overdue: number
  /** How many cut-offs have come since the last settlement. */
  periods: number
  last_cut_off: string | null
  /** Pieces consumed up to the cut-off and not settled. */
  unsettled_quantity: string
  notification_email: string | null
}
