import { z } from "@medusajs/framework/zod"
import { directions } from "../modules/consignment/domain/terms"
import { instantSchema } from "./common"
import { listParametersSchema, pageShape } from "./list"

export const lotListParametersSchema = listParametersSchema(
  [
    "id",
    "contractor_id",
    "warehouse_id",
    "stock_location_id",
    "inventory_item_id",
    "sku",
    "document_id",
    "currency_code",
    "direction",
    "batch",
    "origin_lot_id",
  ],
  [
    "id",
    "received_at",
    "expires_at",
    "sku",
    "sequence",
    "quantity_remaining",
    "created_at",
    "updated_at",
  ],
  ["received_at", "expires_at"]
).extend({
  /** "true": lots with something left; "false": empty ones. */
  open: z.enum(["true", "false"]).optional(),
})
export type LotListParameters = z.infer<typeof lotListParametersSchema>

export const movementListParametersSchema = listParametersSchema(
  [
    "id",
    "type",
    "document_id",
    "document_type",
    "lot_id",
    "contractor_id",
    "warehouse_id",
    "stock_location_id",
    "inventory_item_id",
    "settlement_id",
    "direction",
    "currency_code",
    "branch_code",
    "source_key",
    "reverses_id",
  ],
  ["id", "sequence", "effective_at", "posted_at", "created_at"],
  ["effective_at", "posted_at"]
)
  // A movement has no text to look for.
  .omit({ q: true })
  .extend({
    late: z
      .enum(["true", "false"])
      .transform((text) => text === "true")
      .optional(),
  })
export type MovementListParameters = z.infer<typeof movementListParametersSchema>

export const stockParametersSchema = z.strictObject({
  ...pageShape,
  contractor_id: z.string().min(1).optional(),
  warehouse_id: z.string().min(1).optional(),
  inventory_item_id: z.string().min(1).optional(),
  sku: z.string().min(1).optional(),
  direction: z.enum(directions).optional(),
  /** Business instant: sums the movements dated up to it. */
  as_of: instantSchema.optional(),
})
export type StockParameters = z.infer<typeof stockParametersSchema>

export const ownershipParametersSchema = z
  .strictObject({
    inventory_item_id: z.string().min(1).optional(),
    sku: z.string().min(1).optional(),
    stock_location_id: z.string().min(1).optional(),
  })
  .refine((named) => named.inventory_item_id !== undefined || named.sku !== undefined, {
    message: "Name the item by inventory_item_id or by sku.",
  })
export type OwnershipParameters = z.infer<typeof ownershipParametersSchema>

export const noParametersSchema = z.strictObject({})
