import { z } from "@medusajs/framework/zod"
import { markdownStatuses } from "../modules/consignment/domain/markdown"
import { answeredDecimalSchema as decimal, answeredInstantSchema } from "./answers"
import { itemShape, percentSchema } from "./common"
import { pageShape } from "./list"

export { markdownStatuses }

const LONGEST_DAYS = 36_500
const MOST_STEPS = 20

const daysSchema = z.number().int().min(1).max(LONGEST_DAYS)

const markdownStepSchema = z.strictObject({
  /** Days since the goods were received, in the time zone of the agreement. */
  after_days: daysSchema,
  /** Off the price of the variant. */
  percent: percentSchema.refine((text) => !/^0(\.0+)?$|^100(\.0+)?$/.test(text), {
    message: "Expected a percentage between 0 and 100.",
    params: { reason: "percentage" },
  }),
})

const scheduleShape = {
  /** In order, each with more days and a larger markdown than the one before. */
  steps: z.array(markdownStepSchema).max(MOST_STEPS),
  /** From then on unsold goods are to go back to the supplier; null: they stay. */
  take_back_after_days: daysSchema.nullable(),
}

export const createMarkdownSchema = z.strictObject({
  agreement_id: z.string().min(1),
  /** For this item only, before the schedule of the whole agreement; default: all goods of the agreement. */
  ...itemShape,
  steps: scheduleShape.steps.default([]),
  take_back_after_days: scheduleShape.take_back_after_days.default(null),
})
export type CreateMarkdownBody = z.infer<typeof createMarkdownSchema>

export const updateMarkdownSchema = z.strictObject({
  steps: scheduleShape.steps.optional(),
  take_back_after_days: scheduleShape.take_back_after_days.optional(),
  /** "stopped": prices are as they were before, until it is active again. */
  status: z.enum(markdownStatuses).optional(),
})
export type UpdateMarkdownBody = z.infer<typeof updateMarkdownSchema>

export const markdownListParametersSchema = z.strictObject({
  ...pageShape,
  agreement_id: z.string().min(1).optional(),
  contractor_id: z.string().min(1).optional(),
  status: z.enum(markdownStatuses).optional(),
})
export type MarkdownListParameters = z.infer<typeof markdownListParametersSchema>

export const markdownPlanParametersSchema = z.strictObject({
  limit: pageShape.limit,
  offset: pageShape.offset,
})
export type MarkdownPlanParameters = z.infer<typeof markdownPlanParametersSchema>

export const markdownSchema = z.object({
  id: z.string(),
  agreement_id: z.string(),
  contractor_id: z.string(),
  currency_code: z.string(),
  /** Null: all goods of the agreement. */
  inventory_item_id: z.string().nullable(),
  sku: z.string().nullable(),
  steps: z.array(z.object({ after_days: z.number().int(), percent: decimal })),
  take_back_after_days: z.number().int().nullable(),
  status: z.enum(markdownStatuses),
  /** Medusa's price list with the marked-down prices; null while nothing is marked down. */
  price_list_id: z.string().nullable(),
  created_by: z.string().nullable(),
  created_at: answeredInstantSchema,
  updated_at: answeredInstantSchema,
  today: z.object({
    /** Items in stock that it is for. */
    items: z.number().int(),
    marked_down_items: z.number().int(),
    /** Units that are to go back. */
    take_back_quantity: decimal,
  }),
})
export type Markdown = z.infer<typeof markdownSchema>

/** One item in stock, its markdown today, and what is asked for it. */
export const plannedMarkdownSchema = z.object({
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  quantity: decimal,
  /** Of the units that came last: a variant has one price for all its units. */
  days_in_stock: z.number().int(),
  percent: decimal,
  next: z.object({ percent: decimal, in_days: z.number().int() }).nullable(),
  take_back_quantity: decimal,
  /** Consigned units of another owner or schedule keep the price higher. */
  is_held_back: z.boolean(),
  /** Prices in the currency of the agreement that hold for everybody. */
  prices: z.array(z.object({ variant_id: z.string(), price: decimal, marked_down_price: decimal })),
})
export type PlannedMarkdown = z.infer<typeof plannedMarkdownSchema>
