import { z } from "@medusajs/framework/zod"
import { answeredInstantSchema } from "./answers"
import { ibanSchema, metadataSchema, paymentTermsSchema } from "./common"
import { directions } from "../modules/consignment/domain/terms"
import { listParametersSchema, withDeletedShape } from "./list"

export const createContractorSchema = z.strictObject({
  /** The store's own short name for the contractor; unique. */
  code: z.string().trim().min(1).max(64),
  name: z.string().trim().min(1).max(255),
  email: z.email().max(255).nullish(),
  tax_id: z.string().max(64).nullish(),
  /** ISO 3166-1 alpha-2. */
  country_code: z
    .string()
    .regex(/^[A-Za-z]{2}$/, "Expected a country code of two letters.")
    .nullish(),
  address: z.record(z.string(), z.unknown()).nullish(),
  /** The host's customer; outbound he is invoiced as this one. */
  customer_id: z.string().min(1).nullish(),
  /** The language of his statements, as in "nl" or "pt-BR". */
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "Expected a language tag.")
    .nullish(),
  phone: z.string().trim().max(64).nullish(),
  /** Where a supplier is paid. */
  iban: ibanSchema.nullish(),
  /** Of the trade register. */
  registration_number: z.string().trim().max(64).nullish(),
  /** Days from the date of an invoice until it is due; null: as the settings of the company say. */
  payment_terms_days: paymentTermsSchema.nullish(),
  metadata: metadataSchema.nullish(),
})
export type CreateContractorBody = z.infer<typeof createContractorSchema>

export const updateContractorSchema = createContractorSchema.partial()
export type UpdateContractorBody = z.infer<typeof updateContractorSchema>

export const contractorListParametersSchema = listParametersSchema(
  ["id", "code", "name", "email", "tax_id", "country_code", "customer_id"],
  ["id", "code", "name", "email", "created_at", "updated_at"]
).extend({
  ...withDeletedShape,
  /** "inbound": suppliers; "outbound": customers. A partner is what an agreement, running or past, makes it. */
  direction: z.enum(directions).optional(),
})
export type ContractorListParameters = z.infer<typeof contractorListParametersSchema>

export const contractorSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  tax_id: z.string().nullable(),
  country_code: z.string().nullable(),
  address: z.record(z.string(), z.unknown()).nullable(),
  customer_id: z.string().nullable(),
  language: z.string().nullable(),
  phone: z.string().nullable(),
  iban: z.string().nullable(),
  registration_number: z.string().nullable(),
  payment_terms_days: z.number().int().nullable(),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  created_at: answeredInstantSchema,
  updated_at: answeredInstantSchema,
})
export type Contractor = z.infer<typeof contractorSchema>
