import { z } from "@medusajs/framework/zod"
import { payoutProblems } from "../modules/consignment/domain/payout"
import { answeredDecimalSchema, answeredInstantSchema } from "./answers"
import {
  currencyCodeSchema,
  dayOrInstantSchema,
  idempotencyKeySchema,
  linesOf,
  unitCostSchema,
} from "./common"
import { pageShape } from "./list"

export const payableParametersSchema = z.strictObject({
  ...pageShape,
  contractor_id: z.string().min(1).optional(),
  currency_code: currencyCodeSchema.optional(),
  /** A day: what is due until its end. */
  due_until: z.iso.date().optional(),
})
export type PayableParameters = z.infer<typeof payableParametersSchema>

/** Posted invoices of suppliers; `amount` defaults to all that is open. */
const lines = linesOf(
  z.strictObject({ invoice_id: z.string().min(1), amount: unitCostSchema.optional() })
)

export const payoutFormats = ["csv", "sepa"] as const
export type PayoutFormat = (typeof payoutFormats)[number]

export const payoutFileSchema = z.strictObject({
  lines,
  /** Day on which the bank is to pay. */
  execution_date: z.iso.date(),
  /** "sepa": a credit transfer by ISO 20022, pain.001.001.09. */
  format: z.enum(payoutFormats),
})
export type PayoutFileBody = z.infer<typeof payoutFileSchema>

export const recordPayoutSchema = z.strictObject({
  lines,
  paid_at: dayOrInstantSchema.optional(),
  reference: z.string().trim().max(255).nullish(),
  method: z.string().trim().max(64).nullish(),
  idempotency_key: idempotencyKeySchema.optional(),
})
export type RecordPayoutBody = z.infer<typeof recordPayoutSchema>

const problemsSchema = z.array(z.enum(payoutProblems))

/** A supplier's invoice of which something is open. */
export const payableSchema = z.object({
  invoice_id: z.string(),
  number: z.string().nullable(),
  contractor_id: z.string(),
  contractor_code: z.string(),
  contractor_name: z.string(),
  iban: z.string().nullable(),
  currency_code: z.string(),
  issued_at: answeredInstantSchema,
  due_at: answeredInstantSchema.nullable(),
  open_amount: answeredDecimalSchema,
  /** The reason why it is left out of a SEPA file. */
  problems: problemsSchema,
})
export type Payable = z.infer<typeof payableSchema>

export const payableSumSchema = z.object({
  currency_code: z.string(),
  open_amount: answeredDecimalSchema,
})
export type PayableSum = z.infer<typeof payableSumSchema>

/** Reasons why the company cannot pay by SEPA file. */
export const payerProblemsSchema = problemsSchema
