import { z } from "@medusajs/framework/zod"
import { documentTypes } from "../modules/consignment/domain/kinds"
import { answeredDecimalSchema, answeredInstantSchema } from "./answers"
import { idempotencyKeySchema } from "./common"
import { listParametersSchema } from "./list"

export {
  documentTypes,
  kinds,
  movementTypes,
  reversibleTypes,
  type DocumentType,
  type KindsWith,
  type PostableType,
  type ReturningType,
  type ReversibleType,
} from "../modules/consignment/domain/kinds"

/** Source of part of an issue line, or destination of part of a return line. */
export const allocationSchema = z.object({
  id: z.string(),
  ownership: z.string().meta({ enum: ["own", "consignment", "pending"] }),
  lot_id: z.string().nullable(),
  contractor_id: z.string().nullable(),
  quantity: answeredDecimalSchema,
  quantity_returned: answeredDecimalSchema,
  unit_cost: answeredDecimalSchema.nullable(),
  currency_code: z.string().nullable(),
  stock_location_id: z.string(),
  reason: z.string().optional(),
})
export type Allocation = z.infer<typeof allocationSchema>

/** Something unusual about a document that was posted all the same. */
export const documentWarningSchema = z.looseObject({
  code: z.enum(["EXPIRED_LOT", "REFERENCE_USED"]),
})
export type DocumentWarning = z.infer<typeof documentWarningSchema>

/** Each kind of document adds the fields that its lines need. */
export const documentLineSchema = z.looseObject({
  id: z.string(),
  index: z.number(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  quantity: answeredDecimalSchema,
  allocations: z.array(allocationSchema).optional(),
})
export type DocumentLine = z.infer<typeof documentLineSchema>

/** A posted document. Times are ISO 8601, quantities and costs decimal strings; each kind adds fields of its own. */
export const documentSchema = z.looseObject({
  id: z.string(),
  number: z.string(),
  type: z.string().meta({ enum: [...documentTypes] }),
  status: z.string().meta({ enum: ["posted", "partly_reversed", "reversed"] }),
  effective_at: answeredInstantSchema,
  posted_at: answeredInstantSchema,
  created_by: z.string().nullable(),
  late: z.boolean(),
  lines: z.array(documentLineSchema),
})
export type Document = z.infer<typeof documentSchema>

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
