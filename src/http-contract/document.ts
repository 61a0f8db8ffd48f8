import { z } from "@medusajs/framework/zod"
import { answeredDecimalSchema } from "./answers"
import { idempotencyKeySchema } from "./common"
import type { Document } from "./document-answers"
import { listParametersSchema } from "./list"

export * from "./document-answers"
export * from "./kinds"

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
/** The parameters of the list of all documents. */
export const allDocumentsParametersSchema = listParametersSchema(
  ["type", ...filterable],
  ["id", "type", "number", "effective_at", "posted_at", "created_at", "updated_at", "status"],
  ["effective_at", "posted_at"]
)
export type AllDocumentsParameters = z.infer<typeof allDocumentsParametersSchema>

export type DocumentListParameters = z.infer<typeof documentListParametersSchema>

/** The filters of a list of documents. */
export const documentTotalsParametersSchema = documentListParametersSchema.omit({
  limit: true,
  offset: true,
  fields: true,
  order: true,
})
export type DocumentTotalsParameters = z.infer<typeof documentTotalsParametersSchema>

/** Goods of documents of one currency, those without a unit cost at no value. */
export const documentTotalSchema = z.object({
  currency_code: z.string(),
  documents: z.number().int(),
  quantity: answeredDecimalSchema,
  value: answeredDecimalSchema,
})
export type DocumentTotal = z.infer<typeof documentTotalSchema>
