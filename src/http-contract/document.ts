import { z } from "@medusajs/framework/zod"
import { idempotencyKeySchema } from "./common"
import { listParametersSchema } from "./list"

export interface Allocation {
  id: string
  ownership: string
  lot_id: string | null
  contractor_id: string | null
  quantity: string
  quantity_returned: string
  unit_cost: string | null
  currency_code: string | null
  stock_location_id: string
  reason?: string
}

export interface DocumentLine {
  id: string
  index: number
  inventory_item_id: string
  sku: string | null
  quantity: string
  allocations?: Allocation[]
  [field: string]: unknown
}

/** A posted document. Times are ISO 8601, quantities and costs decimal strings. */
export interface Document {
  id: string
  number: string
  type: string
  status: string
  effective_at: string
  posted_at: string
  created_by: string | null
  late: boolean
  lines: DocumentLine[]
  [field: string]: unknown
}

/** The answer of a reversal: the reversed document, and the number of the document that reverses it. */
export type ReversalAnswer<Key extends string> = Record<Key, Document> & {
  reversal: { id: string; number: string }
}

export const reverseSchema = z.strictObject({ idempotency_key: idempotencyKeySchema.optional() })
export type ReverseBody = z.infer<typeof reverseSchema>

const filterable = [
  "id",
  "number",
  "status",
  "contractor_id",
  "warehouse_id",
  "stock_location_id",
  "order_id",
  "fulfillment_id",
  "return_id",
  "reference",
  "branch_code",
  "currency_code",
] as const

export const documentListParametersSchema = listParametersSchema(
  filterable,
  ["id", "number", "effective_at", "posted_at", "created_at", "updated_at", "status"],
  ["effective_at", "posted_at"]
)
export type DocumentListParameters = z.infer<typeof documentListParametersSchema>
