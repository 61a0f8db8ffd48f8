import { z } from "@medusajs/framework/zod"
import { Decimal } from "decimal.js"
import { isIban, normalizeIban } from "../modules/consignment/domain/iban"
import type { RefusalReason } from "../modules/consignment/domain/errors"
import { isDay } from "../modules/consignment/domain/period"

const MAXIMUM_DIGITS_OF_A_NUMBER = 15

/** A JSON number stands for itself only while every digit of it is exact. */
const decimalText = z.union([
  z.string(),
  z
    .number()
    .refine((value) => new Decimal(value).precision() <= MAXIMUM_DIGITS_OF_A_NUMBER, {
      message: "A number of more than 15 digits is not exact; send it as a string.",
      params: { reason: "quantity" },
    })
    .transform((value) => new Decimal(value).toFixed()),
])

const decimalOf = (places: number, reason: RefusalReason) =>
  decimalText
    .refine((text) => new RegExp(`^\\d{1,12}(\\.\\d{1,${places}})?$`).test(text), {
      message: `Expected a decimal of 0 or more with at most 12 digits before and ${places} after the point.`,
      params: { reason },
    })
    .transform((text) => new Decimal(text).toFixed())
    .meta({
      description: `A decimal of 0 or more with at most 12 digits before and ${places} after the point, as text. A number of at most 15 digits is accepted, too.`,
      examples: ["12.5"],
    })

/** Pieces, 0 or more, as a decimal string with up to 3 places: "12.5". */
export const countedQuantitySchema = decimalOf(3, "quantity")

/** Pieces, more than 0, as a decimal string with up to 3 places. */
export const quantitySchema = countedQuantitySchema.refine((text) => new Decimal(text).gt(0), {
  message: "Expected a quantity above 0.",
  params: { reason: "positive_quantity" },
})

/** A cost or price of one piece as a decimal string with up to 6 places. */
export const unitCostSchema = decimalOf(6, "amount")

/** An amount of money, also below zero, as a decimal string with up to 6 places: "-12.50". */
export const amountSchema = decimalText
  .refine((text) => /^-?\d{1,12}(\.\d{1,6})?$/.test(text), {
    message: "Expected a decimal with at most 12 digits before and 6 after the point.",
    params: { reason: "amount" },
  })
  .transform((text) => new Decimal(text).toFixed())
  .meta({ description: "An amount of money as a decimal text.", examples: ["12.50"] })

/** A share of a hundred, as a decimal string with up to 6 places: "40". */
export const percentSchema = decimalOf(6, "percentage").refine(
  (text) => new Decimal(text).lte(100),
  { message: "Expected a percentage of at most 100.", params: { reason: "percentage" } }
)

const EARLIEST = Date.parse("1900-01-01T00:00:00.000Z")
const LATEST = Date.parse("9999-12-31T23:59:59.999Z")

/** An ISO 8601 date or instant, of years that calendars and databases agree on. */
export const dateOrInstantSchema = z
  .union(
    [z.iso.date(), z.iso.datetime({ offset: true })],
    "Expected a date (YYYY-MM-DD) or an instant (ISO 8601)."
  )
  .refine((text) => Date.parse(text) >= EARLIEST && Date.parse(text) <= LATEST, {
    message: "Expected a date from 1900-01-01 to 9999-12-31.",
    params: { reason: "date" },
  })

/**
 * A day or an instant. A day stays as it is written: when it begins depends on the time zone of the agreement that
 * applies, which the contract does not know.
 */
export const dayOrInstantSchema = dateOrInstantSchema.transform((text) =>
  isDay(text) ? text : new Date(text).toISOString()
)

/** A day of a calendar. */
export const daySchema = z
  .string()
  .refine((text) => z.iso.date().safeParse(text).success && Date.parse(text) >= EARLIEST, {
    message: "Expected a day (YYYY-MM-DD) from 1900-01-01 on.",
    params: { reason: "date" },
  })
  .meta({ format: "date", examples: ["2026-03-30"] })

/** A name of the IANA database; newer engines would take an offset like "+02:00", too. */
const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat("en", { timeZone: name })
    return true
  } catch {
    return false
  }
}

export const timeZoneSchema = z.string().refine(isTimeZone, {
  message: "Expected an IANA time zone.",
  params: { reason: "time_zone" },
})

/** ISO 4217, in any case; stored and answered in upper case. */
export const currencyCodeSchema = z
  .string()
  .regex(/^[A-Za-z]{3}$/, "Expected a currency code of three letters.")
  .transform((code) => code.toUpperCase())

/** The maker's number on a lot. */
export const batchSchema = z.string().max(255)

/** One for each piece of a line. */
export const serialNumbersSchema = z.array(z.string().min(1).max(255)).max(10_000)

/** Details of goods that arrive, the same on every line that makes a lot. */
export const lotDetailsShape = {
  batch: batchSchema.nullish(),
  expires_at: dayOrInstantSchema.nullish(),
  serial_numbers: serialNumbersSchema.nullish(),
}

/** ISO 13616; spaces are taken out. */
export const ibanSchema = z
  .string()
  .max(64)
  .transform(normalizeIban)
  .refine(isIban, {
    message: "Expected an IBAN with valid check digits.",
    params: { reason: "iban" },
  })

export const paymentTermsSchema = z.number().int().min(0).max(36_500)

export const idempotencyKeySchema = z.string().min(1).max(255)

export const metadataSchema = z.record(z.string(), z.unknown())

export const MAXIMUM_LINES = 10_000

export { isDay }

/** Fields that every document accepts. */
export const documentShape = {
  /** Business date, default now. A day is that of the agreement's time zone and means its start; today means now. */
  effective_at: dayOrInstantSchema.optional(),
  reference: z.string().max(255).nullish(),
  note: z.string().max(10_000).nullish(),
  metadata: metadataSchema.nullish(),
  idempotency_key: idempotencyKeySchema.optional(),
}

/** A line names its item by `inventory_item_id` or by `sku`. */
export const itemShape = {
  inventory_item_id: z.string().min(1).optional(),
  sku: z.string().min(1).optional(),
}

export const namesItem = (line: { inventory_item_id?: string; sku?: string }): boolean =>
  line.inventory_item_id !== undefined || line.sku !== undefined

export const NAMES_ITEM_MESSAGE = {
  message: "Name the item by inventory_item_id or by sku.",
  params: { reason: "item_missing" },
}

export const linesOf = <Line extends z.ZodType>(line: Line) =>
  z.array(line).min(1).max(MAXIMUM_LINES)

/** The answer of a DELETE, as the host gives it. */
export interface Deleted<Kind extends string> {
  id: string
  object: Kind
  deleted: true
}
