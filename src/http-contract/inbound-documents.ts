import { z } from "@medusajs/framework/zod"
import { directions } from "../modules/consignment/domain/terms"
import {
  countedQuantitySchema,
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
  lotDetailsShape,
} from "./common"
import { reverseSchema } from "./document"

/** A line that takes goods out of lots: of an item, or of one lot. */
export const takingLineShape = {
  ...itemShape,
  lot_id: z.string().min(1).optional(),
  quantity: quantitySchema,
  serial_numbers: serialNumbersSchema.nullish(),
}

export const namesItemOrLot = (line: {
  inventory_item_id?: string
  sku?: string
  lot_id?: string
}) => namesItem(line) || line.lot_id !== undefined

export const NAMES_ITEM_OR_LOT = "Name the item by inventory_item_id or sku, or a lot by lot_id."

export const takingLineSchema = z
  .strictObject(takingLineShape)
  .refine(namesItemOrLot, NAMES_ITEM_OR_LOT)

export const postOwnershipTransferSchema = z.strictObject({
  warehouse_id: z.string().min(1),
  /** Default: the owners of the oldest lots. */
  contractor_id: z.string().min(1).optional(),
  lines: linesOf(takingLineSchema),
  ...documentShape,
})
export type PostOwnershipTransferBody = z.infer<typeof postOwnershipTransferSchema>

/** Without lines all that is left is reversed. */
export const reverseOwnershipTransferSchema = reverseSchema.extend({
  lines: linesOf(
    z.strictObject({ line_id: z.string().min(1), quantity: quantitySchema })
  ).optional(),
})

export type ReverseOwnershipTransferBody = z.infer<typeof reverseOwnershipTransferSchema>

export const postConsignorReturnSchema = z.strictObject({
  contractor_id: z.string().min(1),
  warehouse_id: z.string().min(1),
  lines: linesOf(takingLineSchema),
  ...documentShape,
})
export type PostConsignorReturnBody = z.infer<typeof postConsignorReturnSchema>

export const postWarehouseTransferSchema = z.strictObject({
  from_warehouse_id: z.string().min(1),
  to_warehouse_id: z.string().min(1),
  lines: linesOf(takingLineSchema),
  ...documentShape,
})
export type PostWarehouseTransferBody = z.infer<typeof postWarehouseTransferSchema>

export const postStockCountSchema = z.strictObject({
  warehouse_id: z.string().min(1),
  /** Default: the count covers the goods of all owners. */
  contractor_id: z.string().min(1).optional(),
  lines: linesOf(
    z
      .strictObject({
        ...itemShape,
        counted_quantity: countedQuantitySchema,
        /** All units that were counted. */
        serial_numbers: serialNumbersSchema.nullish(),
      })
      .refine(namesItem, NAMES_ITEM_MESSAGE)
  ),
  ...documentShape,
})
export type PostStockCountBody = z.infer<typeof postStockCountSchema>

export const postRevaluationSchema = z.strictObject({
  contractor_id: z.string().min(1),
  /** Of lots that are named by their item; default: whichever there are. */
  direction: z.enum(directions).optional(),
  lines: linesOf(
    z
      .strictObject({
        ...itemShape,
        lot_id: z.string().min(1).optional(),
        unit_cost: unitCostSchema,
      })
      .refine(namesItemOrLot, NAMES_ITEM_OR_LOT)
  ),
  ...documentShape,
})
export type PostRevaluationBody = z.infer<typeof postRevaluationSchema>

export const postOpeningBalanceSchema = z.strictObject({
  contractor_id: z.string().min(1),
  warehouse_id: z.string().min(1),
  currency_code: currencyCodeSchema.optional(),
  lines: linesOf(
    z
      .strictObject({
        ...itemShape,
        /** Quantity in stock. */
        quantity: quantitySchema,
        unit_cost: unitCostSchema,
        /** Sold and settled before go-live, not yet invoiced. */
        uninvoiced_quantity: countedQuantitySchema.optional(),
        /** Invoiced before go-live, not yet sold. */
        over_invoiced_quantity: countedQuantitySchema.optional(),
        received_at: dayOrInstantSchema.optional(),
        ...lotDetailsShape,
      })
      .refine(namesItem, NAMES_ITEM_MESSAGE)
      .refine(
        (line) => isNothing(line.uninvoiced_quantity) || isNothing(line.over_invoiced_quantity),
        "A line is either uninvoiced or over-invoiced, not both."
      )
  ),
  ...documentShape,
})
export type PostOpeningBalanceBody = z.infer<typeof postOpeningBalanceSchema>

/** The bodies that post documents about goods in our warehouses, by kind. */
export const inboundDocumentBodies = {
  warehouse_transfer: postWarehouseTransferSchema,
  ownership_transfer: postOwnershipTransferSchema,
  consignor_return: postConsignorReturnSchema,
  stock_count: postStockCountSchema,
  revaluation: postRevaluationSchema,
  opening_balance: postOpeningBalanceSchema,
}

const isNothing = (quantity: string | undefined): boolean =>
  quantity === undefined || quantity === "0"
