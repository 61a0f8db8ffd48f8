import { z } from "@medusajs/framework/zod"
import {
  commissionBases,
  countLossLiabilities,
  directions,
  priceBases,
  priceBasesOf,
  settlementUnits,
  transportPayers,
} from "../modules/consignment/domain/terms"
import { returnFeeBases } from "../modules/consignment/domain/return-fee"
import { vatCategories } from "../modules/consignment/domain/vat"
import { answeredDecimalSchema, answeredInstantSchema } from "./answers"
import {
  currencyCodeSchema,
  dateOrInstantSchema,
  metadataSchema,
  percentSchema,
  timeZoneSchema,
  unitCostSchema,
} from "./common"
import { listParametersSchema } from "./list"

export { commissionBases, directions, priceBasesOf, returnFeeBases, transportPayers, vatCategories }

const days = z.number().int().min(0).max(36_500)

const settlementEverySchema = z.strictObject({
  unit: z.enum(settlementUnits),
  count: z.number().int().min(1).max(1_000),
})

const commissionTierSchema = z.strictObject({ from_price: unitCostSchema, percent: percentSchema })

const returnFeeSchema = z.discriminatedUnion("basis", [
  z.strictObject({ basis: z.literal("per_unit"), value: unitCostSchema }),
  z.strictObject({ basis: z.literal("percent_of_cost"), value: percentSchema }),
])

const termsShape = {
  /** A local date, for its whole day in the agreement's time zone, or an instant; left out or null: since ever. */
  valid_from: dateOrInstantSchema.nullish(),
  /** The same; left out or null: without end. */
  valid_to: dateOrInstantSchema.nullish(),
  net_returns: z.boolean().optional(),
  count_loss_liability: z.enum(countLossLiabilities).optional(),
  settlement_every: settlementEverySchema.nullish(),
  time_zone: timeZoneSchema.optional(),
  return_within_days: days.nullish(),
  /** Days after a cut-off before the settlement counts as overdue. */
  grace_days: days.nullish(),
  /** E-mail address for reminders of due settlements. */
  notification_email: z.email().max(255).nullish(),
  /**
   * Outbound: the price is that of the delivery, or by price lists that of the day of the sale. Inbound: the cost of the
   * lot, or by commission what a piece is sold for, after discounts and without taxes, less the store's share.
   */
  price_basis: z.enum(priceBases).optional(),
  /** The store's share, 0 to 100, rounded half up per piece; with commission this or `commission_tiers`, else left out. */
  commission_percent: percentSchema.nullish(),
  /**
   * The store's shares by price, instead of one for all: the first from 0, each for prices above its `from_price` up to
   * and including the next one's. The whole price has the share of its tier.
   */
  commission_tiers: z.array(commissionTierSchema).min(1).max(50).nullish(),
  /** The price that is shared: `paid` (default), after discounts, or `list`, before them: the store bears its discounts. */
  commission_base: z.enum(commissionBases).nullish(),
  /** Percent of VAT on invoices, where no tax region of Medusa tells the rate. */
  vat_rate: percentSchema.nullish(),
  /** E, AE, K and O go before any tax region; left out: S above 0, else Z. */
  vat_category: z.enum(vatCategories).nullish(),
  /** For information: it stands on consignment notes. */
  transport_paid_by: z.enum(transportPayers).nullish(),
  /** Outbound: consignment notes tell prices and values; default: true. */
  prices_on_notes: z.boolean().optional(),
  /** Outbound: the customer agreed to hire goods, so deliveries may have lines with the terms `hire`; default: false. */
  allow_hire: z.boolean().optional(),
  /** Inbound: the supplier's fee for each unsold unit that goes back, as an amount or in percent of its cost. */
  return_fee: returnFeeSchema.nullish(),
  metadata: metadataSchema.nullish(),
}

export const createAgreementSchema = z.strictObject({
  contractor_id: z.string().min(1),
  direction: z.enum(directions),
  currency_code: currencyCodeSchema,
  ...termsShape,
})
export type CreateAgreementBody = z.infer<typeof createAgreementSchema>

/** Whom an agreement is with, its direction and its currency stay: another one is another agreement. */
export const updateAgreementSchema = z.strictObject(termsShape)
export type UpdateAgreementBody = z.infer<typeof updateAgreementSchema>

export const agreementListParametersSchema = listParametersSchema(
  ["id", "contractor_id", "direction", "currency_code"],
  ["id", "direction", "currency_code", "valid_from", "valid_to", "created_at", "updated_at"],
  ["valid_from", "valid_to"]
)
export type AgreementListParameters = z.infer<typeof agreementListParametersSchema>

export const agreementSchema = z.object({
  id: z.string(),
  contractor_id: z.string(),
  direction: z.enum(directions),
  currency_code: z.string(),
  valid_from: answeredInstantSchema.nullable(),
  valid_to: answeredInstantSchema.nullable(),
  net_returns: z.boolean(),
  count_loss_liability: z.enum(countLossLiabilities),
  settlement_every: settlementEverySchema.nullable(),
  time_zone: z.string(),
  return_within_days: z.number().nullable(),
  grace_days: z.number().nullable(),
  notification_email: z.string().nullable(),
  price_basis: z.enum(priceBases),
  commission_percent: answeredDecimalSchema.nullable(),
  commission_tiers: z
    .array(z.object({ from_price: answeredDecimalSchema, percent: answeredDecimalSchema }))
    .nullable(),
  commission_base: z.enum(commissionBases).nullable(),
  vat_rate: answeredDecimalSchema.nullable(),
  vat_category: z.enum(vatCategories).nullable(),
  transport_paid_by: z.enum(transportPayers).nullable(),
  prices_on_notes: z.boolean(),
  allow_hire: z.boolean(),
  return_fee: z.object({ basis: z.enum(returnFeeBases), value: answeredDecimalSchema }).nullable(),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  created_at: answeredInstantSchema,
  updated_at: answeredInstantSchema,
})
export type Agreement = z.infer<typeof agreementSchema>
