import { z } from "@medusajs/framework/zod"
import {
  batchSchema,
  currencyCodeSchema,
  documentShape,
  dayOrInstantSchema,
  itemShape,
  linesOf,
  NAMES_ITEM_MESSAGE,
  namesItem,
  quantitySchema,
  serialNumbersSchema,
  unitCostSchema,
} from "./common"

const goodsReceiptLineSchema = z
  .strictObject({
    ...itemShape,
    quantity: quantitySchema,
    /** Cost of one piece; default: the cost on the contractor's item card. */
    unit_cost: unitCostSchema.optional(),
    batch: batchSchema.nullish(),
    expires_at: dayOrInstantSchema.nullish(),
    serial_numbers: serialNumbersSchema.nullish(),
  })
  .refine(namesItem, NAMES_ITEM_MESSAGE)

export const postGoodsReceiptSchema = z.strictObject({
  contractor_id: z.string().min(1),
  warehouse_id: z.string().min(1),
  /** Needed if the contractor has agreements in several currencies. */
  currency_code: currencyCodeSchema.optional(),
  lines: linesOf(goodsReceiptLineSchema),
  ...documentShape,
})
export type PostGoodsReceiptBody = z.infer<typeof postGoodsReceiptSchema>
