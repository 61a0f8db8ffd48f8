import { z } from "@medusajs/framework/zod"
import { directions } from "../modules/consignment/domain/terms"
import { answeredDecimalSchema as decimal, answeredInstantSchema } from "./answers"

/** Consigned goods of one account. Without a contractor: those of all that are not listed by themselves. */
export const consignedByContractorSchema = z.object({
  contractor_id: z.string().nullable(),
  direction: z.enum(directions),
  currency_code: z.string(),
  quantity: decimal,
  value: decimal,
})
export type ConsignedByContractor = z.infer<typeof consignedByContractorSchema>

/** Consigned goods by how long they have been here. */
export const consignedByAgeSchema = z.object({
  direction: z.enum(directions),
  currency_code: z.string(),
  from_days: z.number().int(),
  /** Null: no matter how long. */
  to_days: z.number().int().nullable(),
  quantity: decimal,
  value: decimal,
})
export type ConsignedByAge = z.infer<typeof consignedByAgeSchema>

/** Pieces that left in a week, less those that came back of them. */
export const soldInWeekSchema = z.object({
  /** The Monday it begins with, in UTC: "2026-03-30". */
  week: z.iso.date(),
  own: decimal,
  consignment: decimal,
})
export type SoldInWeek = z.infer<typeof soldInWeekSchema>

/** Pieces of an account that are invoiced and not yet settled. */
export const overInvoicedSchema = z.object({
  contractor_id: z.string(),
  direction: z.enum(directions),
  currency_code: z.string(),
  quantity: decimal,
})
export type OverInvoiced = z.infer<typeof overInvoicedSchema>

/** The latest settlement of an account that is neither invoiced nor drafted, though there is something to invoice. */
export const toInvoiceSchema = z.object({
  settlement_id: z.string(),
  number: z.string(),
  contractor_id: z.string(),
  direction: z.enum(directions),
  currency_code: z.string(),
  cut_off: answeredInstantSchema,
  amount: decimal,
})
export type ToInvoice = z.infer<typeof toInvoiceSchema>

/** Key figures of a store's consignment. */
export const overviewSchema = z.object({
  by_contractor: z.array(consignedByContractorSchema),
  by_age: z.array(consignedByAgeSchema),
  sold: z.array(soldInWeekSchema),
  over_invoiced: z.array(overInvoicedSchema),
  to_invoice: z.array(toInvoiceSchema),
  /** Which of the first four steps are done. */
  has: z.object({
    warehouse: z.boolean(),
    contractor: z.boolean(),
    item: z.boolean(),
    receipt: z.boolean(),
  }),
})
export type Overview = z.infer<typeof overviewSchema>
