import { z } from "@medusajs/framework/zod"
import { answeredDecimalSchema, answeredInstantSchema } from "./answers"
import {
  itemShape,
  MAXIMUM_LINES,
  NAMES_ITEM_MESSAGE,
  namesItem,
  quantitySchema,
  unitCostSchema,
} from "./common"
import { listParametersSchema } from "./list"

const markSchema = z
  .strictObject({
    ...itemShape,
    contractor_sku: z.string().max(255).nullish(),
    unit_cost: unitCostSchema.nullish(),
    pack_size: quantitySchema.nullish(),
  })
  .refine(namesItem, NAMES_ITEM_MESSAGE)

/** Marks the contractor as consignment owner of these item cards; what is marked already is changed. */
export const markContractorItemsSchema = z.strictObject({
  items: z.array(markSchema).min(1).max(MAXIMUM_LINES),
})
export type MarkContractorItemsBody = z.infer<typeof markContractorItemsSchema>

export const contractorItemListParametersSchema = listParametersSchema(
  ["inventory_item_id", "sku", "contractor_sku"],
  ["inventory_item_id", "sku", "contractor_sku", "unit_cost", "created_at", "updated_at"]
)
export type ContractorItemListParameters = z.infer<typeof contractorItemListParametersSchema>

export const contractorItemSchema = z.object({
  id: z.string(),
  contractor_id: z.string(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  contractor_sku: z.string().nullable(),
  unit_cost: answeredDecimalSchema.nullable(),
  pack_size: answeredDecimalSchema.nullable(),
  created_at: answeredInstantSchema,
  updated_at: answeredInstantSchema,
})
export type ContractorItem = z.infer<typeof contractorItemSchema>
