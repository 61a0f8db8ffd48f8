import { z } from "@medusajs/framework/zod"
import type { TermState } from "../modules/consignment/domain/return-term"
import { directions, type Direction } from "../modules/consignment/domain/terms"
import { pageShape } from "./list"

export const ageingParametersSchema = z.strictObject({
  ...pageShape,
  contractor_id: z.string().min(1).optional(),
  warehouse_id: z.string().min(1).optional(),
  inventory_item_id: z.string().min(1).optional(),
  direction: z.enum(directions).optional(),
})
export type AgeingParameters = z.infer<typeof ageingParametersSchema>

/** An open lot, oldest first: how long it lies there, and until when it may. Dates are local ones of the agreement. */
export interface Ageing {
  lot_id: string
  contractor_id: string
  direction: Direction
  warehouse_id: string
  inventory_item_id: string
  sku: string | null
  quantity: string
  unit_cost: string
  currency_code: string
  received_at: string
  days_in_stock: number
  due_on: string | null
  grace_until: string | null
  term: TermState
}

const wholeDays = z.string().regex(/^\d{1,4}$/, "Expected a number of days.")

export const silentShopParametersSchema = z.strictObject({
  /** Days without a report. */
  days: wholeDays.default("30").transform((text) => parseInt(text, 10)),
})
export type SilentShopParameters = z.infer<typeof silentShopParametersSchema>
