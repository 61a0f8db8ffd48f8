import { z } from "@medusajs/framework/zod"
import { Decimal } from "decimal.js"
import { isDay } from "../modules/consignment/domain/period"

const MAXIMUM_DIGITS_OF_A_NUMBER = 15

/** A JSON number stands for itself only while every digit of it is exact. */
const decimalText = z.union([
  z.string(),
  z
    .number()
    .refine(
      (value) => new Decimal(value).precision() <= MAXIMUM_DIGITS_OF_A_NUMBER,
      "A number of more than 15 digits is not exact; send it as a string."
    )
    .transform((value) => new Decimal(value).toFixed()),
])

const decimalOf = (places: number) =>
  decimalText
    .refine((text) => new RegExp(`^\\d{1,12}(\\.\\d{1,${places}})?$`).test(text), {
      message: `Expected a decimal of at most 12 digits before and ${places} behind the point, not negative.`,
    })
    .transform((text) => new Decimal(text).toFixed())
    .meta({
      description: `A decimal, not negative, of at most 12 digits before and ${places} behind the point, as text. A number of at most 15 digits is accepted, too.`,
      examples: ["12.5"],
    })

/** Pieces, 0 or more, as a decimal string with up to 3 places: "12.5". */
export const countedQuantitySchema = decimalOf(3)

/** Pieces, more than 0, as a decimal string with up to 3 places. */
export const quantitySchema = countedQuantitySchema.refine(
  (text) => new Decimal(text).gt(0),
  "Expected a quantity above 0."
)

/** A cost or price of one piece as a decimal string with up to 6 places. */
export const unitCostSchema = decimalOf(6)

/** A share of a hundred, as a decimal string with up to 6 places: "40". */
export const percentSchema = decimalOf(6).refine(
  (text) => new Decimal(text).lte(100),
  "Expected a percentage of at most 100."
)

const EARLIEST = Date.parse("1900-01-01T00:00:00.000Z")
const LATEST = Date.parse("9999-12-31T23:59:59.999Z")

/** An ISO 8601 date or instant, of years that calendars and databases agree on. */
export const dateOrInstantSchema = z
  .union(
    [z.iso.date(), z.iso.datetime({ offset: true })],
    "Expected a date (YYYY-MM-DD) or an instant (ISO 8601)."
  )
  .refine(
    (text) => Date.parse(text) >= EARLIEST && Date.parse(text) <= LATEST,
    "Expected a date from 1900-01-01 to 9999-12-31."
  )

/**
 * A day or an instant. A day stays as it is written: when it begins depends on the time zone of the agreement that
 * applies, which the contract does not know.
 */
export const dayOrInstantSchema = dateOrInstantSchema.transform((text) =>
  isDay(text) ? text : new Date(text).toISOString()
)

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

export const timeZoneSchema = z.string().refine(isTimeZone, "Expected an IANA time zone.")

/** ISO 4217, in any case; stored and answered in upper case. */
export const currencyCodeSchema = z
  .string()
  .regex(/^[A-Za-z]{3}$/, "Expected a currency code of three letters.")
  .transform((code) => code.toUpperCase())

/** The maker's number on a lot. */
export const batchSchema = z.string().max(255)

/** One for each piece of a line. */
export const serialNumbersSchema = z.array(z.string().min(1).max(255)).max(10_000)

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

export const NAMES_ITEM_MESSAGE = "Name the item by inventory_item_id or by sku."

export const linesOf = <Line extends z.ZodType>(line: Line) =>
  z.array(line).min(1).max(MAXIMUM_LINES)

/** The answer of a DELETE, as the host gives it. */
export interface Deleted<Kind extends string> {
  id: string
  object: Kind
  deleted: true
}
