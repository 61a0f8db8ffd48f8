import { z } from "@medusajs/framework/zod"
import { directions } from "../modules/consignment/domain/terms"
import { answeredDecimalSchema as decimal, answeredInstantSchema } from "./answers"

const MOST_CONTRACTORS = 1_000

const contractorIdSchema = z.string().min(1)

export const accountParametersSchema = z.strictObject({
  /** One or several partners. */
  contractor_id: z.union([
    contractorIdSchema.transform((id) => [id]),
    z.array(contractorIdSchema).min(1).max(MOST_CONTRACTORS),
  ]),
})
export type AccountParameters = z.infer<typeof accountParametersSchema>

/** Sums of a partner in one direction and currency: goods, what is owed and what is due. */
export const accountSchema = z.object({
  contractor_id: z.string(),
  direction: z.enum(directions),
  currency_code: z.string(),
  stock_quantity: decimal,
  stock_value: decimal,
  /** Sold and in no settlement yet; below zero, more came back than was sold. */
  unsettled_quantity: decimal,
  unsettled_value: decimal,
  /** Settled and on no posted invoice yet, with fees of returns; without VAT. */
  to_invoice_amount: decimal,
  /** Open on posted invoices, credit notes taken off; with VAT. */
  open_amount: decimal,
  overdue_amount: decimal,
  /** Of the invoice that is overdue the longest. */
  days_overdue: z.number().int(),
  last_settlement: z
    .object({ id: z.string(), number: z.string(), cut_off: answeredInstantSchema })
    .nullable(),
})
export type Account = z.infer<typeof accountSchema>
