import { z } from "@medusajs/framework/zod"
import { answeredInstantSchema as instant } from "./answers"
import type { KindsWith } from "./document"
import { errorCodes, refusalReasons } from "./errors"
import { listParametersSchema } from "./list"

export { withMidnights } from "../modules/consignment/domain/fingerprint"

const flag = z.enum(["true", "false"]).transform((text) => text === "true")

export const importParametersSchema = z.strictObject({
  /** "true": the file is only checked. */
  dry_run: flag.optional(),
  /** "true": lines at fault are kept as exceptions, and the others posted; else they refuse the file. */
  keep_exceptions: flag.optional(),
})
export type ImportParameters = z.infer<typeof importParametersSchema>

const lotColumns = ["batch", "expires_at", "serial_numbers"] as const
const itemColumns = ["inventory_item_id", "sku"] as const
const paperColumns = ["effective_at", "reference", "note"] as const
const partyColumns = ["contractor_id", "warehouse_id", "currency_code"] as const

/** Columns of a file of each kind. Lines that agree in all document columns form one document. */
export const importColumns = {
  goods_receipt: {
    document: [...partyColumns, ...paperColumns],
    line: [...itemColumns, "quantity", "unit_cost", ...lotColumns],
  },
  opening_balance: {
    document: [...partyColumns, ...paperColumns],
    line: [
      ...itemColumns,
      "quantity",
      "unit_cost",
      "uninvoiced_quantity",
      "over_invoiced_quantity",
      "received_at",
      ...lotColumns,
    ],
  },
  goods_issue: {
    document: ["stock_location_id", "branch_code", "issue_strategy", ...paperColumns],
    line: [...itemColumns, "quantity", "sale_price", "list_price", "lot_id"],
  },
  reported_sale: {
    document: ["warehouse_id", ...paperColumns],
    line: [...itemColumns, "quantity", "unit_price", "lot_id"],
  },
  stock_count: {
    document: ["warehouse_id", "contractor_id", ...paperColumns],
    line: [...itemColumns, "counted_quantity", "serial_numbers"],
  },
} as const satisfies Record<KindsWith<"imports", true>, unknown>
export type ImportKindName = keyof typeof importColumns
export const importKindNames = Object.keys(importColumns) as ImportKindName[]

/** The columns that give an id by the name or code which people know. */
export const nameColumns = {
  contractor_id: "contractor_code",
  warehouse_id: "warehouse",
  stock_location_id: "stock_location",
  inventory_item_id: "sku",
} as const

/** A line of the file that cannot be posted, and why. */
export const importFaultSchema = z.object({
  /** The line in the file, the header being line 1. */
  line: z.number().int(),
  /** The position among the lines below the header, from 0. */
  index: z.number().int(),
  code: z.enum(errorCodes),
  message: z.string(),
  /** The fault of a value, finer than INVALID_DATA. */
  reason: z.enum(refusalReasons).optional(),
  /** The bound that it breaks. */
  maximum: z.string().optional(),
  minimum: z.string().optional(),
  /** The column at fault, if it is one. */
  path: z.string().optional(),
})
export type ImportFault = z.infer<typeof importFaultSchema>

/** A document that lines of the file make up. */
export const importedDocumentSchema = z.object({
  /** Null before it is posted. */
  id: z.string().nullable(),
  number: z.string().nullable(),
  type: z.string(),
  reference: z.string().nullable(),
  lines: z.number().int(),
  /** False if an earlier import has posted it. */
  is_new: z.boolean(),
})
export type ImportedDocument = z.infer<typeof importedDocumentSchema>

export const importSchema = z.object({
  status: z.enum(["checked", "posted"]),
  lines: z.number().int(),
  documents: z.array(importedDocumentSchema),
  /** Lines left out: kept as exceptions now, or by an earlier import of the same document. */
  errors: z.array(importFaultSchema),
})
export type Import = z.infer<typeof importSchema>

export const importExceptionListParametersSchema = listParametersSchema(
  ["id", "type", "code", "reference", "created_by"],
  ["id", "type", "code", "line", "created_at"]
).extend({
  /** "true": those that wait for somebody; "false": those that were dismissed. */
  open: z.enum(["true", "false"]).optional(),
})
export type ImportExceptionListParameters = z.infer<typeof importExceptionListParametersSchema>

/** A line of an imported file that was not posted with the others of its document. */
export const importExceptionSchema = z.object({
  id: z.string(),
  /** The kind of document that the line is of. */
  type: z.string(),
  /** The line in the file, the header being line 1. */
  line: z.number().int(),
  code: z.enum(errorCodes),
  message: z.string(),
  /** The column at fault, if it is one. */
  path: z.string().nullable(),
  /** Values of the line by column name. */
  cells: z.record(z.string(), z.string()),
  reference: z.string().nullable(),
  /** The document that holds the other lines; null if there are none. */
  document: z.object({ id: z.string(), number: z.string() }).nullable(),
  created_at: instant,
  created_by: z.string().nullable(),
  dismissed_at: instant.nullable(),
  dismissed_by: z.string().nullable(),
})
export type ImportException = z.infer<typeof importExceptionSchema>
