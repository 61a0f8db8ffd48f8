import { z } from "@medusajs/framework/zod"
import {
  countedQuantitySchema,
  currencyCodeSchema,
  documentShape,
  dayOrInstantSchema,
  idempotencyKeySchema,
  itemShape,
  linesOf,
  NAMES_ITEM_MESSAGE,
  namesItem,
  quantitySchema,
  unitCostSchema,
  lotDetailsShape,
} from "./common"

const goodsReceiptLineSchema = z
  .strictObject({
    ...itemShape,
    quantity: quantitySchema,
    /**
     * Cost of one piece; default: the cost on the contractor's item card, else under commission the contractor's share of
     * what the item sells for today.
     */
    unit_cost: unitCostSchema.optional(),
    ...lotDetailsShape,
    /** Of hired goods; a day means its end in the time zone of the agreement. */
    hire_until: dayOrInstantSchema.nullish(),
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

export const checkGoodsReceiptSchema = z.strictObject({
  lines: linesOf(
    z.strictObject({
      line_id: z.string().min(1),
      /** Becomes available. */
      accepted_quantity: countedQuantitySchema,
      /** Goes back to its owner. */
      rejected_quantity: countedQuantitySchema.nullish(),
      reason: z.string().max(1_000).nullish(),
    })
  ),
  idempotency_key: idempotencyKeySchema.optional(),
})
export type CheckGoodsReceiptBody = z.infer<typeof checkGoodsReceiptSchema>
