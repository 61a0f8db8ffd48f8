import { z } from "@medusajs/framework/zod"
import { answeredInstantSchema } from "./answers"
import type { NumberSeries } from "../modules/consignment/domain/document"
import { numberSeries } from "../modules/consignment/domain/number-prefixes"
import { ibanSchema, paymentTermsSchema, timeZoneSchema } from "./common"

const text = (maximum: number) => z.string().trim().min(1).max(maximum)

const companyAddressSchema = z.strictObject({
  address_1: text(255).nullish().default(null),
  address_2: text(255).nullish().default(null),
  postal_code: text(32).nullish().default(null),
  city: text(255).nullish().default(null),
  province: text(255).nullish().default(null),
  /** ISO 3166-1 alpha-2. */
  country_code: z
    .string()
    .regex(/^[A-Za-z]{2}$/, "Expected a country code of two letters.")
    .transform((code) => code.toUpperCase())
    .nullish()
    .default(null),
})

/** Characters of a data URL of 256 KiB. */
const LONGEST_LOGO = 350_000

const logoSchema = z
  .string()
  .max(LONGEST_LOGO, "Expected an image of at most 256 KiB.")
  .regex(
    /^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/,
    "Expected a PNG or JPEG image as a data URL."
  )

/** The company that writes the documents. Once it has a VAT id, invoices need a VAT rate for each line. */
export const updateCompanySchema = z.strictObject({
  legal_name: text(255).nullish(),
  address: companyAddressSchema.nullish(),
  /** VAT id. */
  tax_id: text(64).nullish(),
  /** Of the trade register. */
  registration_number: text(64).nullish(),
  iban: ibanSchema.nullish(),
  email: z.email().max(255).nullish(),
  phone: text(64).nullish(),
  logo: logoSchema.nullish(),
  /** Days from the date of an invoice until it is due, unless the partner has other terms. */
  payment_terms_days: paymentTermsSchema.nullish(),
})

export type UpdateCompanyBody = z.infer<typeof updateCompanySchema>

const unitSchema = z.string().trim().min(1).max(50)

export { numberSeries, type NumberSeries }

const prefixSchema = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9./-]{0,11}$/,
    "Expected 1 to 12 letters, digits, dots, slashes and hyphens."
  )

/** One field for each series of numbers. */
const bySeries = <Schema extends z.ZodType>(schema: Schema) =>
  Object.fromEntries(numberSeries.map((series) => [series, schema])) as Record<NumberSeries, Schema>

/** Fields left out keep their value; a sales channel with null loses its strategy. */
export const updateSettingsSchema = z.strictObject({
  issue_strategy_by_sales_channel: z
    .record(z.string().min(1), z.string().min(1).nullable())
    .optional(),
  allow_backdating_days: z.number().int().min(0).max(36_500).nullish(),
  /** Of days that no agreement applies to; null: UTC. */
  time_zone: timeZoneSchema.nullish(),
  /** Codes of the units that item cards may have: "PCE"; an empty list allows any. */
  units: z
    .array(unitSchema)
    .max(1_000)
    .refine((units) => new Set(units).size === units.length, "Name each unit once.")
    .optional(),
  company: updateCompanySchema.optional(),
  /** Prefix of the numbers of each kind of document; null: the original one. Numbers go on, and posted ones stay. */
  number_prefixes: z.strictObject(bySeries(prefixSchema.nullish())).optional(),
})
export type UpdateSettingsBody = z.infer<typeof updateSettingsSchema>

const words = z.string().nullable()

export const companySchema = z.object({
  legal_name: words,
  address: z
    .object({
      address_1: words,
      address_2: words,
      postal_code: words,
      city: words,
      province: words,
      country_code: words,
    })
    .nullable(),
  tax_id: words,
  registration_number: words,
  iban: words,
  email: words,
  phone: words,
  logo: words,
  payment_terms_days: z.number().int().nullable(),
})
export type Company = z.infer<typeof companySchema>

export const settingsSchema = z.object({
  id: z.string(),
  issue_strategy_by_sales_channel: z.record(z.string(), z.string()),
  allow_backdating_days: z.number().nullable(),
  time_zone: z.string().nullable(),
  units: z.array(z.string()),
  company: companySchema,
  number_prefixes: z.object(bySeries(z.string())),
  created_at: answeredInstantSchema.nullable(),
  updated_at: answeredInstantSchema.nullable(),
})
export type Settings = z.infer<typeof settingsSchema>
