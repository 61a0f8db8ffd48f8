import { z } from "@medusajs/framework/zod"
import { paperParametersSchema } from "./paper"

/** Label sheets of A4, and rolls of label printers. */
export const labelLayouts = [
  "avery_l7160",
  "avery_l7651",
  "herma_4464",
  "herma_4345",
  "roll_57x32",
  "roll_62x29",
] as const
export type LabelLayout = (typeof labelLayouts)[number]

export const MAXIMUM_LABELS = 5_000

const idsSchema = z
  .union([z.string().min(1), z.array(z.string().min(1)).max(1_000)])
  .transform((ids) => (typeof ids === "string" ? [ids] : ids))

const countSchema = (minimum: number, maximum: number) =>
  z.coerce.number().int().min(minimum).max(maximum)

/** Labels for a receipt, for lots or for items: one of these is named. */
export const labelParametersSchema = z
  .strictObject({
    goods_receipt_id: z.string().min(1).optional(),
    lot_id: idsSchema.optional(),
    inventory_item_id: idsSchema.optional(),
    layout: z.enum(labelLayouts).default("avery_l7160"),
    /** Labels of each item. Default: one for each unit of a receipt or left in a lot, and one of an item. */
    copies: countSchema(1, MAXIMUM_LABELS).optional(),
    /** Labels of the first sheet that were used before. */
    skip: countSchema(0, 100).default(0),
    /** Prints the price of the sale in this currency. */
    currency_code: z
      .string()
      .regex(/^[A-Za-z]{3}$/, "Expected a currency code of three letters.")
      .transform((code) => code.toLowerCase())
      .optional(),
    /** How the price is written. */
    language: paperParametersSchema.shape.language,
  })
  .refine(
    ({ goods_receipt_id, lot_id, inventory_item_id }) =>
      [goods_receipt_id, lot_id, inventory_item_id].filter(Boolean).length === 1,
    {
      message: "Name a goods_receipt_id, lot_ids or inventory_item_ids.",
      params: { reason: "item_missing" },
    }
  )
export type LabelParameters = z.infer<typeof labelParametersSchema>
