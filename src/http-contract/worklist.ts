import { z } from "@medusajs/framework/zod"
import { movementTypes } from "../modules/consignment/domain/movement"
import { termStates } from "../modules/consignment/domain/return-term"
import { directions } from "../modules/consignment/domain/terms"
import { answeredDecimalSchema as decimal, answeredInstantSchema as instant } from "./answers"
import { pageShape } from "./list"

export const ageingParametersSchema = z.strictObject({
  ...pageShape,
  contractor_id: z.string().min(1).optional(),
  warehouse_id: z.string().min(1).optional(),
  inventory_item_id: z.string().min(1).optional(),
  direction: z.enum(directions).optional(),
  /** "true": those whose term of return is over, within the days of grace or beyond them; "false": all others. */
  past_term: z.enum(["true", "false"]).optional(),
})
export type AgeingParameters = z.infer<typeof ageingParametersSchema>

/** An open lot with its age and its return date. Dates are local to the agreement's time zone. */
export const ageingSchema = z.object({
  lot_id: z.string(),
  contractor_id: z.string(),
  direction: z.enum(directions),
  warehouse_id: z.string(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  quantity: decimal,
  unit_cost: decimal,
  currency_code: z.string(),
  received_at: instant,
  days_in_stock: z.number().int(),
  due_on: z.iso.date().nullable(),
  grace_until: z.iso.date().nullable(),
  term: z.enum(termStates),
})
export type Ageing = z.infer<typeof ageingSchema>

const wholeDays = z.string().regex(/^\d{1,4}$/, "Expected a number of days.")

export const silentShopParametersSchema = z.strictObject({
  /** Days without a report; default: the interval of settlements by the agreement, 30 if there is none. */
  days: wholeDays.transform((text) => parseInt(text, 10)).optional(),
})
export type SilentShopParameters = z.infer<typeof silentShopParametersSchema>

/** A customer's shop with goods of ours and no report for long. */
export const silentShopSchema = z.object({
  contractor_id: z.string(),
  contractor_code: z.string(),
  contractor_name: z.string(),
  warehouse_id: z.string(),
  name: z.string(),
  oldest_received_at: instant,
  last_reported_at: instant.nullable(),
  /** Whom the agreement says to tell. */
  notification_email: z.string().nullable(),
})

/** A consignment note past its term of return, of which the customer still holds goods. */
export const dueDeliverySchema = z.object({
  id: z.string(),
  number: z.string(),
  contractor_id: z.string(),
  contractor_code: z.string(),
  contractor_name: z.string(),
  warehouse_id: z.string(),
  warehouse_name: z.string(),
  effective_at: instant,
  /** The last local date on which the goods come home within the term. */
  due_on: z.iso.date().nullable(),
  /** Within the days of grace, or beyond them. */
  term: z.enum(termStates),
  lines: z.array(
    z.object({ inventory_item_id: z.string(), sku: z.string().nullable(), quantity: decimal })
  ),
  notification_email: z.string().nullable(),
})
export type SilentShop = z.infer<typeof silentShopSchema>

/** A lot from the paper that made it to the papers that sold, invoiced or brought home its pieces. */
export const lotTraceSchema = z.object({
  lot_id: z.string(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  contractor_id: z.string(),
  direction: z.enum(directions),
  quantity_remaining: decimal,
  /** The lot it came from, if it was moved to another warehouse. */
  origin_lot_id: z.string().nullable(),
  /** The lots that pieces of it became in other warehouses. */
  child_lot_ids: z.array(z.string()),
  movements: z.array(
    z.object({
      id: z.string(),
      type: z.enum(movementTypes),
      quantity: decimal,
      unit_cost: decimal,
      effective_at: instant,
      document: z.object({ id: z.string(), number: z.string(), type: z.string() }),
      settlement: z.object({ id: z.string(), number: z.string() }).nullable(),
    })
  ),
  invoices: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      kind: z.string(),
      order_id: z.string().nullable(),
      /** Of a credit note below zero. */
      quantity: decimal,
      unit_cost: decimal,
      prepaid: z.boolean(),
    })
  ),
})
export type LotTrace = z.infer<typeof lotTraceSchema>
