import { z } from "@medusajs/framework/zod"
import { answeredDecimalSchema as decimal, answeredInstantSchema as instant } from "./answers"
import {
  countedQuantitySchema,
  currencyCodeSchema,
  itemShape,
  MAXIMUM_LINES,
  NAMES_ITEM_MESSAGE,
  namesItem,
  unitCostSchema,
} from "./common"
import { listParametersSchema, pageShape } from "./list"

const itemTermsSchema = z
  .strictObject({
    ...itemShape,
    /** Below it the item is to be filled up. */
    minimum: countedQuantitySchema.nullish(),
    /** Up to which it is filled; default: the minimum. */
    maximum: countedQuantitySchema.nullish(),
    /** Price the customer pays for a sold unit. */
    unit_price: unitCostSchema.nullish(),
    /** Of the price; default: whichever currency is agreed. */
    currency_code: currencyCodeSchema.nullish(),
  })
  .refine(namesItem, NAMES_ITEM_MESSAGE)

/** Terms of items at a warehouse; fields left out keep their value for items already listed. */
export const setWarehouseItemsSchema = z.strictObject({
  items: z.array(itemTermsSchema).min(1).max(MAXIMUM_LINES),
})
export type SetWarehouseItemsBody = z.infer<typeof setWarehouseItemsSchema>

export const warehouseItemListParametersSchema = listParametersSchema(
  ["inventory_item_id", "sku", "currency_code"],
  ["inventory_item_id", "sku", "minimum", "maximum", "unit_price", "created_at", "updated_at"]
)
export type WarehouseItemListParameters = z.infer<typeof warehouseItemListParametersSchema>

export const warehouseItemSchema = z.object({
  id: z.string(),
  warehouse_id: z.string(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  minimum: decimal.nullable(),
  maximum: decimal.nullable(),
  unit_price: decimal.nullable(),
  currency_code: z.string().nullable(),
  created_at: instant,
  updated_at: instant,
})
export type WarehouseItem = z.infer<typeof warehouseItemSchema>

export const refillParametersSchema = z.strictObject({
  ...pageShape,
  warehouse_id: z.string().min(1).optional(),
  contractor_id: z.string().min(1).optional(),
  inventory_item_id: z.string().min(1).optional(),
})
export type RefillParameters = z.infer<typeof refillParametersSchema>

/** An item whose stock at a warehouse, picked units included, is below the minimum. */
export const refillSchema = z.object({
  warehouse_id: z.string(),
  contractor_id: z.string().nullable(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  minimum: decimal,
  maximum: decimal,
  quantity: decimal,
  drafted_quantity: decimal,
  suggested_quantity: decimal,
})
export type Refill = z.infer<typeof refillSchema>

export const draftRefillSchema = z.strictObject({
  /** The customer's. */
  warehouse_id: z.string().min(1),
  from_stock_location_id: z.string().min(1),
  currency_code: currencyCodeSchema.optional(),
  reference: z.string().max(255).nullish(),
  note: z.string().max(10_000).nullish(),
})
export type DraftRefillBody = z.infer<typeof draftRefillSchema>
