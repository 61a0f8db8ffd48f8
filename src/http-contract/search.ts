import { z } from "@medusajs/framework/zod"

/** Kinds that a search finds, in the order of the answer. */
export const searchKinds = [
  "contractor",
  "document",
  "settlement",
  "invoice",
  "lot",
  "serial_number",
  "item",
] as const
export type SearchKind = (typeof searchKinds)[number]

const MINIMUM_LENGTH = 2
const MAXIMUM_LENGTH = 100

export const searchParametersSchema = z.strictObject({
  /** Names and titles that contain it; numbers, references, SKUs, batches and serial numbers that begin with it. */
  q: z.string().trim().min(MINIMUM_LENGTH).max(MAXIMUM_LENGTH),
})
export type SearchParameters = z.infer<typeof searchParametersSchema>

export const searchResultSchema = z.object({
  kind: z.enum(searchKinds),
  /** Of the partner, document, settlement, invoice, lot, serial number or inventory item. */
  id: z.string(),
  /** The type of a document, the kind of an invoice, the state of a serial number; otherwise null. */
  type: z.string().nullable(),
  /** The name, number, batch, serial number or SKU that was found. */
  label: z.string(),
  /** The partner's name, the item's title, or the SKU of a lot or serial number. */
  detail: z.string().nullable(),
  /** The lot that holds a serial number. */
  lot_id: z.string().nullable(),
})
export type SearchResult = z.infer<typeof searchResultSchema>
