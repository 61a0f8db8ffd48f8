import { z } from "@medusajs/framework/zod"
import { directions } from "../modules/consignment/domain/terms"
import { answeredDecimalSchema, answeredInstantSchema } from "./answers"
import { currencyCodeSchema } from "./common"
import { pageShape } from "./list"

export const openItemParametersSchema = z.strictObject({
  ...pageShape,
  contractor_id: z.string().min(1).optional(),
  direction: z.enum(directions).optional(),
  currency_code: currencyCodeSchema.optional(),
  is_overdue: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional(),
})
export type OpenItemParameters = z.infer<typeof openItemParametersSchema>

/** A posted invoice of which something is open; below zero, what is to be paid back. */
export const openItemSchema = z.object({
  invoice_id: z.string(),
  number: z.string().nullable(),
  kind: z.string(),
  status: z.string(),
  contractor_id: z.string(),
  contractor_code: z.string(),
  contractor_name: z.string(),
  direction: z.string(),
  currency_code: z.string(),
  issued_at: answeredInstantSchema,
  due_at: answeredInstantSchema.nullable(),
  gross_amount: answeredDecimalSchema,
  open_amount: answeredDecimalSchema,
  days_overdue: z.number().int(),
})
export type OpenItem = z.infer<typeof openItemSchema>

/** Sum of a direction and currency by days overdue; not due: both null. */
export const openByAgeSchema = z.object({
  direction: z.string(),
  currency_code: z.string(),
  from_days: z.number().int().nullable(),
  to_days: z.number().int().nullable(),
  open_amount: answeredDecimalSchema,
})
export type OpenByAge = z.infer<typeof openByAgeSchema>
