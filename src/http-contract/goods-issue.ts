import { z } from "@medusajs/framework/zod"
import { answeredDecimalSchema } from "./answers"
import {
  currencyCodeSchema,
  documentShape,
  itemShape,
  linesOf,
  NAMES_ITEM_MESSAGE,
  namesItem,
  quantitySchema,
  serialNumbersSchema,
  unitCostSchema,
} from "./common"

const goodsIssueLineSchema = z
  .strictObject({
    ...itemShape,
    quantity: quantitySchema,
    /** Price of one unit after discounts and without taxes; commission is calculated from it. */
    sale_price: unitCostSchema.nullish(),
    /** The same before discounts, where a share of it was agreed; left out: there was no discount. */
    list_price: unitCostSchema.nullish(),
    /** Takes this lot only. */
    lot_id: z.string().min(1).nullish(),
    /** Takes the lots that hold these units. */
    serial_numbers: serialNumbersSchema.nullish(),
  })
  .refine(namesItem, NAMES_ITEM_MESSAGE)
  .refine(
    ({ sale_price: paid, list_price: list }) => (list ?? null) === null || (paid ?? null) !== null,
    {
      path: ["sale_price"],
      message: "Enter the sale price with the list price.",
    }
  )

export const postGoodsIssueSchema = z.strictObject({
  stock_location_id: z.string().min(1),
  /** Default: the branch of the warehouse. */
  branch_code: z.string().min(1).max(64).nullish(),
  /** The name of an issue strategy; default: the sales channel's, the warehouse's, own_first. */
  issue_strategy: z.string().min(1).optional(),
  sales_channel_id: z.string().min(1).nullish(),
  order_id: z.string().min(1).nullish(),
  /** Of the sale prices; default: that of each lot. */
  currency_code: currencyCodeSchema.nullish(),
  lines: linesOf(goodsIssueLineSchema),
  ...documentShape,
})
export type PostGoodsIssueBody = z.infer<typeof postGoodsIssueSchema>

export const postInternalIssueSchema = postGoodsIssueSchema.extend({
  /** Purpose of the internal issue. */
  reason: z.string().max(255).nullish(),
})
export type PostInternalIssueBody = z.infer<typeof postInternalIssueSchema>

export const plannedAllocationSchema = z.object({
  ownership: z.string(),
  lot_id: z.string().nullable(),
  contractor_id: z.string().nullable(),
  quantity: answeredDecimalSchema,
  unit_cost: answeredDecimalSchema.nullable(),
  currency_code: z.string().nullable(),
})
export type PlannedAllocation = z.infer<typeof plannedAllocationSchema>

export const planSchema = z.object({
  lines: z.array(
    z.object({
      index: z.number(),
      inventory_item_id: z.string(),
      sku: z.string().nullable(),
      quantity: answeredDecimalSchema,
      allocations: z.array(plannedAllocationSchema),
    })
  ),
})
export type Plan = z.infer<typeof planSchema>

/** Units of a line of an issue that come back. */
export const returnedLineSchema = z.strictObject({
  line_id: z.string().min(1),
  quantity: quantitySchema,
  serial_numbers: serialNumbersSchema.nullish(),
})

export const postGoodsIssueReturnSchema = z.strictObject({
  /** Where the pieces arrive; default: where they were issued. */
  stock_location_id: z.string().min(1).optional(),
  lines: linesOf(returnedLineSchema),
  ...documentShape,
})
export type PostGoodsIssueReturnBody = z.infer<typeof postGoodsIssueReturnSchema>
