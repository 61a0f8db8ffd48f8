import { z } from "@medusajs/framework/zod"
import { answeredInstantSchema } from "./answers"
import { timeZoneSchema } from "./common"

/** Fields left out keep their value; a sales channel with null loses its strategy. */
export const updateSettingsSchema = z.strictObject({
  issue_strategy_by_sales_channel: z
    .record(z.string().min(1), z.string().min(1).nullable())
    .optional(),
  allow_backdating_days: z.number().int().min(0).max(36_500).nullish(),
  /** Of days that no agreement applies to; null: UTC. */
  time_zone: timeZoneSchema.nullish(),
})
export type UpdateSettingsBody = z.infer<typeof updateSettingsSchema>

export const settingsSchema = z.object({
  id: z.string(),
  issue_strategy_by_sales_channel: z.record(z.string(), z.string()),
  allow_backdating_days: z.number().nullable(),
  time_zone: z.string().nullable(),
  created_at: answeredInstantSchema.nullable(),
  updated_at: answeredInstantSchema.nullable(),
})
export type Settings = z.infer<typeof settingsSchema>
