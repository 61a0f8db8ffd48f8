import { z } from "@medusajs/framework/zod"
import { answeredDecimalSchema, answeredInstantSchema } from "./answers"
import {
  currencyCodeSchema,
  daySchema,
  itemShape,
  MAXIMUM_LINES,
  NAMES_ITEM_MESSAGE,
  namesItem,
  unitCostSchema,
} from "./common"
import { importFaultSchema } from "./import"
import { listParametersSchema } from "./list"

/** The columns of a file of prices, and the fields of a price. */
export const priceShape = {
  ...itemShape,
  /** The supplier's amount for a unit sold from that day on. */
  unit_price: unitCostSchema,
  /** Default: that of the supplier's agreements, if they have one. */
  currency_code: currencyCodeSchema.optional(),
  /** A day in the agreement's time zone; default: today. */
  valid_from: daySchema.optional(),
}

export const contractorPriceBodySchema = z
  .strictObject(priceShape)
  .refine(namesItem, NAMES_ITEM_MESSAGE)

/** A price of the same item, currency and day is replaced. */
export const setContractorPricesSchema = z.strictObject({
  prices: z.array(contractorPriceBodySchema).min(1).max(MAXIMUM_LINES),
})
export type SetContractorPricesBody = z.infer<typeof setContractorPricesSchema>

export const contractorPriceListParametersSchema = listParametersSchema(
  ["id", "inventory_item_id", "sku", "currency_code", "valid_from"],
  ["inventory_item_id", "sku", "currency_code", "valid_from", "created_at", "updated_at"]
)
export type ContractorPriceListParameters = z.infer<typeof contractorPriceListParametersSchema>

export const contractorPriceSchema = z.object({
  id: z.string(),
  contractor_id: z.string(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  currency_code: z.string(),
  unit_price: answeredDecimalSchema,
  valid_from: z.string(),
  created_at: answeredInstantSchema,
  updated_at: answeredInstantSchema,
})
export type ContractorPrice = z.infer<typeof contractorPriceSchema>

export const priceImportParametersSchema = z.strictObject({
  /** "true": the file is only checked. */
  dry_run: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional(),
})
export type PriceImportParameters = z.infer<typeof priceImportParametersSchema>

export const priceImportSchema = z.object({
  status: z.enum(["checked", "imported"]),
  lines: z.number().int(),
  /** Of a file that is only checked; any fault refuses a file that is imported. */
  errors: z.array(importFaultSchema),
})
export type PriceImport = z.infer<typeof priceImportSchema>
