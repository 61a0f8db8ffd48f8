import { z } from "@medusajs/framework/zod"
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

/** Consigned goods of one contractor and item at one warehouse. */
export interface Stock {
  warehouse_id: string
  stock_location_id: string
  inventory_item_id: string
  sku: string | null
  contractor_id: string
  quantity: string
  value: string
  currency_code: string
  oldest_received_at: string
}

/** Whose the pieces of one item are at one stock location. */
export interface Ownership {
  stock_location_id: string
  inventory_item_id: string
  sku: string | null
  stocked: string
  reserved: string
  own: string
  consigned: string
  pending: string
  contractors: { contractor_id: string; quantity: string }[]
}

export interface Lot {
  id: string
  contractor_id: string
  warehouse_id: string
  stock_location_id: string
  inventory_item_id: string
  sku: string | null
  received_at: string
  quantity_received: string
  quantity_remaining: string
  quantity_consumed: string
  quantity_returned_to_consignor: string
  quantity_counted: string
  quantity_transferred: string
  quantity_invoiced: string
  quantity_prepaid: string
  unit_cost: string
  currency_code: string
  direction: string
  batch: string | null
  expires_at: string | null
  serial_numbers: string[] | null
  origin_lot_id: string | null
  document_id: string
}

/** A line of the ledger; `quantity` is signed: what it does to the consigned stock. */
export interface Movement {
  id: string
  sequence: number
  type: string
  document_id: string
  document_type: string
  line_id: string | null
  lot_id: string
  contractor_id: string
  warehouse_id: string
  stock_location_id: string
  inventory_item_id: string
  direction: string
  quantity: string
  unit_cost: string
  currency_code: string
  branch_code: string | null
  effective_at: string
  posted_at: string
  source_key: string | null
  reverses_id: string | null
  settlement_id: string | null
  late: boolean
  technical: boolean
}

/** settled − invoiced of one item of an account; negative is carried. */
export interface Balance {
  inventory_item_id: string
  sku: string | null
  direction: string
  currency_code: string
  settled: string
  invoiced: string
  balance: string
  credit_due: string
}

export interface OrderAllocation {
  document_id: string
  ownership: string
  lot_id: string | null
  contractor_id: string | null
  quantity: string
  unit_cost: string | null
  currency_code: string | null
  reason?: string
}

/** Whence the pieces of an order came and where its returns went. */
export interface OrderOwnership {
  order_id: string
  lines: {
    line_item_id: string | null
    inventory_item_id: string
    sku: string | null
    allocations: OrderAllocation[]
    returned: OrderAllocation[]
  }[]
}

/** Where levels and lots disagree, what waits for a receipt, and what the host did without a document of ours. */
export interface Reconciliation {
  differences: {
    stock_location_id: string
    inventory_item_id: string
    sku: string | null
    stocked: string
    consigned: string
    pending: string
    difference: string
  }[]
  pending: {
    goods_issue_id: string
    stock_location_id: string
    inventory_item_id: string
    quantity: string
  }[]
  unposted: { kind: string; id: string }[]
  checked_at: string
}
