import { z } from "@medusajs/framework/zod"

/** What is left out stays; a sales channel with null loses its strategy. */
export const updateSettingsSchema = z.strictObject({
  issue_strategy_by_sales_channel: z
    .record(z.string().min(1), z.string().min(1).nullable())
    .optional(),
  allow_backdating_days: z.number().int().min(0).max(36_500).nullish(),
})
export type UpdateSettingsBody = z.infer<typeof updateSettingsSchema>

export interface Settings {
  id: string
  issue_strategy_by_sales_channel: Record<string, string>
  allow_backdating_days: number | null
  created_at: string | null
  updated_at: string | null
}
