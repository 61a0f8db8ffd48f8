import { z } from "@medusajs/framework/zod"
import { documentTypes } from "../modules/consignment/domain/document"
import { serialStates } from "../modules/consignment/domain/serial-register"
import { answeredInstantSchema as instant } from "./answers"
import { itemShape, linesOf, NAMES_ITEM_MESSAGE, namesItem, serialNumbersSchema } from "./common"
import { pageShape } from "./list"

export const serialNumberParametersSchema = z.strictObject({
  ...pageShape,
  serial: z.string().min(1).optional(),
  inventory_item_id: z.string().min(1).optional(),
  lot_id: z.string().min(1).optional(),
  state: z.enum(serialStates).optional(),
})
export type SerialNumberParameters = z.infer<typeof serialNumberParametersSchema>

/** Registers units of own stock. */
export const registerSerialNumbersSchema = z
  .strictObject({
    stock_location_id: z.string().min(1),
    ...itemShape,
    serials: serialNumbersSchema.min(1),
  })
  .refine(namesItem, NAMES_ITEM_MESSAGE)
export type RegisterSerialNumbersBody = z.infer<typeof registerSerialNumbersSchema>

/** Names the units that left with the lines of a goods issue, as many as are still out. */
export const nameIssuedSerialNumbersSchema = z.strictObject({
  lines: linesOf(
    z.strictObject({ line_id: z.string().min(1), serial_numbers: serialNumbersSchema.min(1) })
  ),
})
export type NameIssuedSerialNumbersBody = z.infer<typeof nameIssuedSerialNumbersSchema>

/** A unit with its serial number. */
export const serialNumberSchema = z.object({
  id: z.string(),
  serial: z.string(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  /** "possible": it is one of the units of its lot or of own stock, of which some have left without being named. */
  state: z.enum(serialStates),
  /** The lot that holds it, or held it last. */
  lot_id: z.string().nullable(),
  /** Null once it has left. */
  stock_location_id: z.string().nullable(),
  /** The partner whose lot it is or was. */
  contractor_id: z.string().nullable(),
  /** The documents that it moved with, the oldest first; a loan has neither type nor number here. */
  history: z.array(
    z.object({
      document_id: z.string(),
      document_type: z.enum(documentTypes).nullable(),
      number: z.string().nullable(),
      effective_at: instant,
    })
  ),
})
export type SerialNumber = z.infer<typeof serialNumberSchema>
