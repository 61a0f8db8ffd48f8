import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../modules/consignment"
import { answerRefusal } from "./answering"
import { loadContract, findSchema, type Contract, type SchemaOf } from "./contract"

type Bounds = Record<string, string | string[] | undefined>

/** The parameters of a schema that take days: as a filter, or as an end. */
const dayFieldsOf = (
  contract: Contract,
  schema: SchemaOf
): { filters: string[]; ends: string[] } => {
  const shape = (findSchema(contract, schema) as Partial<z.ZodObject>).shape ?? {}
  const fieldsOf = (wanted: z.ZodType): string[] =>
    Object.keys(shape).filter(
      (field) => (shape[field] as Partial<z.ZodOptional> | undefined)?.unwrap?.() === wanted
    )
  return {
    filters: fieldsOf(contract.instantFilterSchema),
    ends: fieldsOf(contract.dayEndSchema),
  }
}

/**
 * Reads days in the parameters of a list as the instants between which they lie: in the time zone of the agreement of
 * the contractor that the list is of, else in that of the store.
 */
export const resolvingDays =
  (schema: SchemaOf) =>
  async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const { filters, ends } = dayFieldsOf(loadContract(), schema)
    try {
      req.validatedQuery = await resolve(req, filters, ends)
    } catch (error) {
      return answerRefusal(error, res, next)
    }
    next()
  }

const resolve = async (
  { validatedQuery: query, scope }: MedusaRequest,
  filters: string[],
  ends: string[]
): Promise<Record<string, unknown>> => {
  const fields = [...filters, ...ends].filter((field) => namesDay(query[field]))
  if (fields.length === 0) return query
  const service = scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  const party = {
    contractor_id: textOrUndefined(query.contractor_id),
    direction: textOrUndefined(query.direction),
    currency_code: textOrUndefined(query.currency_code),
  }
  const resolved: Record<string, unknown> = { ...query }
  for (const field of fields) {
    const ofDay = (day: string) => service.readBoundsOfDay(party, day)
    resolved[field] = ends.includes(field)
      ? new Date((await ofDay(query[field] as string)).before.getTime() - 1).toISOString()
      : await toBounds(field, query[field] as string | string[] | Bounds, ofDay)
  }
  return resolved
}

const textOrUndefined = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined

const namesDay = (filter: unknown): boolean =>
  typeof filter === "string"
    ? loadContract().isDay(filter)
    : typeof filter === "object" && filter !== null && Object.values(filter).some(namesDay)

type ReadDay = (day: string) => Promise<{ from: Date; before: Date }>

const toBounds = async (
  field: string,
  filter: string | string[] | Bounds,
  ofDay: ReadDay
): Promise<Bounds> => {
  const only = Array.isArray(filter) && filter.length === 1 ? filter[0] : filter
  if (typeof only === "string") {
    const { from, before } = await ofDay(only)
    return { $gte: from.toISOString(), $lt: before.toISOString() }
  }
  if (Array.isArray(only)) return refuseSeveral(field)
  const bounds: Bounds = {}
  for (const [operator, value] of Object.entries(only ?? {})) {
    if (value === undefined) continue
    if (!namesDay(value)) narrow(bounds, operator, value)
    else if (typeof value !== "string") return refuseSeveral(field)
    else {
      const { from, before } = await ofDay(value)
      if (operator === "$gte") narrow(bounds, "$gte", from.toISOString())
      else if (operator === "$gt") narrow(bounds, "$gte", before.toISOString())
      else if (operator === "$lt") narrow(bounds, "$lt", from.toISOString())
      else if (operator === "$lte") narrow(bounds, "$lt", before.toISOString())
      else return refuseSeveral(field)
    }
  }
  return bounds
}

/** Where a bound is there already, the narrower one holds. */
const narrow = (bounds: Bounds, operator: string, value: string | string[]): void => {
  const known = bounds[operator]
  if (typeof known !== "string" || typeof value !== "string") bounds[operator] = value
  else bounds[operator] = (operator === "$gte") === value > known ? value : known
}

/** Throws: INVALID_DATA. */
const refuseSeveral = (field: string): never => {
  const message = "Name one day, or its bounds by $gte and $lte; several days need instants."
  throw Object.assign(new Error(`${field}: ${message}`), {
    type: "invalid_data",
    code: "INVALID_DATA",
    details: { path: field, fields: [{ path: field, message }] },
  })
}
