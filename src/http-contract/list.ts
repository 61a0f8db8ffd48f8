import { z } from "@medusajs/framework/zod"
import { currencyCodeSchema, dayOrInstantSchema } from "./common"

const MAXIMUM_PAGE = 1_000

const wholeNumber = z
  .union([z.string().regex(/^\d{1,9}$/), z.number().int().nonnegative()])
  .transform((value) => parseInt(String(value), 10))

/** A filter by value, by several values, or by bounds: `posted_at[$gte]=…`. */
const filterOf = <Value extends z.ZodType<string>>(value: Value) => {
  const several = z.union([value.transform((one) => [one]), z.array(value)])
  return z.union([
    value,
    z.array(value),
    z.strictObject({
      $gte: value.optional(),
      $gt: value.optional(),
      $lte: value.optional(),
      $lt: value.optional(),
      $ne: value.optional(),
      $in: several.optional(),
      $nin: several.optional(),
    }),
  ])
}

export const textFilterSchema = filterOf<z.ZodType<string>>(z.string())
const currencyFilterSchema = filterOf<z.ZodType<string>>(currencyCodeSchema)
export const instantFilterSchema = filterOf(dayOrInstantSchema)
/** A day stands for its end. */
export const dayEndSchema = dayOrInstantSchema.meta({
  description: "A day, to its end in the time zone that applies, or an instant (ISO 8601).",
})

const filtersFor = <Field extends string, Filter extends z.ZodType>(
  fields: readonly Field[],
  toFilter: (field: Field) => Filter
) =>
  Object.fromEntries(fields.map((field) => [field, toFilter(field).optional()])) as Record<
    Field,
    z.ZodOptional<Filter>
  >

/** Which part of a list is answered, and which of its fields. */
export const pageShape = {
  limit: wholeNumber.refine((limit) => limit >= 1 && limit <= MAXIMUM_PAGE).default(50),
  offset: wholeNumber.default(0),
  fields: z.string().optional(),
}

/**
 * The parameters of a list route: `limit` (at most 1,000), `offset`, `order` ("-posted_at"), `fields`, `q`, and a filter
 * for each of the fields named, those in `instants` by days of the time zone
 * that applies or by instants and a currency in any case. Anything else is
 * refused.
 */
export const listParametersSchema = <Field extends string, Instant extends string = never>(
  filterable: readonly Field[],
  sortable: readonly string[],
  instants: readonly Instant[] = []
) =>
  z.strictObject({
    ...pageShape,
    order: z
      .string()
      .refine((order) => sortable.includes(order.replace(/^-/, "")), {
        message: `Expected one of ${sortable.join(", ")}, descending with a leading minus.`,
      })
      .meta({ description: `One of ${sortable.join(", ")}; descending with a leading minus.` })
      .optional(),
    q: z.string().optional(),
    ...filtersFor(["created_at", "updated_at", ...instants] as const, () => instantFilterSchema),
    ...filtersFor(filterable, (field) =>
      field === "currency_code" ? currencyFilterSchema : textFilterSchema
    ),
  })

const isTrueText = z.enum(["true", "false"]).transform((text) => text === "true")

/** The parameters of the reconciliation: without `limit`, every row is answered. */
export const reconciliationParametersSchema = z.strictObject({
  limit: pageShape.limit.unwrap().optional(),
  offset: pageShape.offset,
  recent: isTrueText
    .meta({
      description:
        "Whether unposted facts are searched among what was found before and what Medusa did since; else among all since go-live.",
    })
    .optional(),
})
export type ReconciliationParameters = z.infer<typeof reconciliationParametersSchema>

/** Documents of the past name what was deleted since: with it, a list answers its name. */
export const withDeletedShape = {
  with_deleted: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .meta({ description: "Whether what was deleted is listed, too." })
    .optional(),
}

/** The parameters of a route that reads one. */
export const oneParametersSchema = z.strictObject({ fields: z.string().optional() })
export type OneParameters = z.infer<typeof oneParametersSchema>

export interface ListParameters {
  limit: number
  offset: number
  order?: string
  fields?: string
  q?: string
  with_deleted?: boolean
}
