import { z } from "@medusajs/framework/zod"
import { documentTypes } from "../modules/consignment/domain/document"
import { movementTypes } from "../modules/consignment/domain/movement"
import { directions } from "../modules/consignment/domain/terms"
import { answeredDecimalSchema as decimal, answeredInstantSchema as instant } from "./answers"
import { dayEndSchema, listParametersSchema, pageShape } from "./list"

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
  /** Stands in the item's SKU or title, or in a batch or serial number; or it is the item's barcode. */
  q: z.string().optional(),
  /** Sums the movements dated up to it, those of a day to its end. */
  as_of: dayEndSchema.optional(),
})
export type StockParameters = z.infer<typeof stockParametersSchema>

/** The filters of the list of stock. */
export const stockTotalsParametersSchema = stockParametersSchema.omit({
  limit: true,
  offset: true,
  fields: true,
  as_of: true,
})
export type StockTotalsParameters = z.infer<typeof stockTotalsParametersSchema>

/** Consigned goods of one direction and currency. */
export const stockTotalSchema = z.object({
  direction: z.enum(directions),
  currency_code: z.string(),
  quantity: decimal,
  value: decimal,
})
export type StockTotal = z.infer<typeof stockTotalSchema>

export const ownershipParametersSchema = z
  .strictObject({
    inventory_item_id: z.string().min(1).optional(),
    sku: z.string().min(1).optional(),
    stock_location_id: z.string().min(1).optional(),
  })
  .refine((named) => named.inventory_item_id !== undefined || named.sku !== undefined, {
    message: "Name the item by inventory_item_id or by sku.",
    params: { reason: "item_missing" },
  })
export type OwnershipParameters = z.infer<typeof ownershipParametersSchema>

export const noParametersSchema = z.strictObject({})

export const lotSchema = z.object({
  id: z.string(),
  contractor_id: z.string(),
  warehouse_id: z.string(),
  stock_location_id: z.string(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  received_at: instant,
  quantity_received: decimal,
  quantity_remaining: decimal,
  quantity_consumed: decimal,
  quantity_returned_to_consignor: decimal,
  quantity_counted: decimal,
  quantity_transferred: decimal,
  quantity_invoiced: decimal,
  quantity_prepaid: decimal,
  unit_cost: decimal,
  currency_code: z.string(),
  direction: z.enum(directions),
  batch: z.string().nullable(),
  expires_at: instant.nullable(),
  /** Units that are there for certain; null for a lot without registered units. */
  serial_numbers: z.array(z.string()).nullable(),
  /** The other units of the lot are among these. */
  possible_serial_numbers: z.array(z.string()),
  /** The lot from which goods moved here to another warehouse. */
  origin_lot_id: z.string().nullable(),
  document_id: z.string(),
})
export type Lot = z.infer<typeof lotSchema>

export const movementSchema = z.object({
  id: z.string(),
  sequence: z.number().int(),
  type: z.enum(movementTypes),
  document_id: z.string(),
  document_type: z.enum(documentTypes),
  line_id: z.string().nullable(),
  lot_id: z.string(),
  contractor_id: z.string(),
  warehouse_id: z.string(),
  stock_location_id: z.string(),
  inventory_item_id: z.string(),
  direction: z.enum(directions),
  /** Signed: what it does to the consigned stock. */
  quantity: decimal,
  unit_cost: decimal,
  currency_code: z.string(),
  branch_code: z.string().nullable(),
  effective_at: instant,
  posted_at: instant,
  source_key: z.string().nullable(),
  reverses_id: z.string().nullable(),
  settlement_id: z.string().nullable(),
  late: z.boolean(),
  technical: z.boolean(),
})
export type Movement = z.infer<typeof movementSchema>

/** Consigned goods of one contractor and item at one warehouse. */
export const stockRowSchema = z.object({
  warehouse_id: z.string(),
  stock_location_id: z.string(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  contractor_id: z.string(),
  direction: z.enum(directions),
  quantity: decimal,
  value: decimal,
  currency_code: z.string(),
  oldest_received_at: instant,
})
export type Stock = z.infer<typeof stockRowSchema>

/** Stock of one item at one stock location by owner. */
export const ownershipRowSchema = z.object({
  stock_location_id: z.string(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  stocked: decimal,
  reserved: decimal,
  own: decimal,
  consigned: decimal,
  pending: decimal,
  contractors: z.array(z.object({ contractor_id: z.string(), quantity: decimal })),
})
export type Ownership = z.infer<typeof ownershipRowSchema>

/** Total settled and invoiced quantity of one item of an account. */
export const balanceRowSchema = z.object({
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  direction: z.enum(directions),
  currency_code: z.string(),
  settled: decimal,
  invoiced: decimal,
  balance: decimal,
  credit_due: decimal,
})
export type Balance = z.infer<typeof balanceRowSchema>

const orderAllocationSchema = z.object({
  document_id: z.string(),
  ownership: z.enum(["own", "consignment", "pending"]),
  lot_id: z.string().nullable(),
  contractor_id: z.string().nullable(),
  quantity: decimal,
  unit_cost: decimal.nullable(),
  currency_code: z.string().nullable(),
  reason: z.string().optional(),
})
export type OrderAllocation = z.infer<typeof orderAllocationSchema>

/** Sources of an order's units and destinations of its returns. */
export const orderOwnershipSchema = z.object({
  order_id: z.string(),
  lines: z.array(
    z.object({
      line_item_id: z.string().nullable(),
      inventory_item_id: z.string(),
      sku: z.string().nullable(),
      allocations: z.array(orderAllocationSchema),
      returned: z.array(orderAllocationSchema),
    })
  ),
})
export type OrderOwnership = z.infer<typeof orderOwnershipSchema>

/** Units that Medusa has reserved for an order line and that no fulfilment will take. */
export const leakedReservationSchema = z.object({
  id: z.string(),
  order_id: z.string(),
  line_item_id: z.string(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  stock_location_id: z.string(),
  reserved: decimal,
  leaked: decimal,
})
export type LeakedReservation = z.infer<typeof leakedReservationSchema>

/** Null: the location was deleted. */
const placed = { stock_location_name: z.string().nullable() }

/**
 * Where levels and lots disagree, what waits for a receipt, what the host did without a document of ours, and what it has
 * reserved for nothing. `limit` and `offset` apply to each list, and `count` is that of the longest.
 */
export const reconciliationSchema = z.object({
  differences: z.array(
    z.object({
      stock_location_id: z.string(),
      ...placed,
      inventory_item_id: z.string(),
      sku: z.string().nullable(),
      stocked: decimal,
      consigned: decimal,
      pending: decimal,
      difference: decimal,
    })
  ),
  pending: z.array(
    z.object({
      goods_issue_id: z.string(),
      stock_location_id: z.string(),
      ...placed,
      inventory_item_id: z.string(),
      quantity: decimal,
    })
  ),
  unposted: z.array(
    z.object({
      kind: z.string(),
      id: z.string(),
      /** The document that the ledger has posted and the host does not know; null where the host did something alone. */
      document_id: z.string().nullable(),
      document_number: z.string().nullable(),
    })
  ),
  leaked_reservations: z.array(leakedReservationSchema.extend(placed)),
  counts: z.object({
    differences: z.number().int(),
    pending: z.number().int(),
    unposted: z.number().int(),
    leaked_reservations: z.number().int(),
  }),
  count: z.number().int(),
  offset: z.number().int(),
  /** Null: every row is answered. */
  limit: z.number().int().nullable(),
  checked_at: instant,
})
export type Reconciliation = z.infer<typeof reconciliationSchema>
