import { toPattern, type Sql } from "../../database/sql"
import { toWhere, type Where } from "../../database/where"

type Filters = Record<string, unknown>

/** Partners that a text may mean. */
const MOST_PARTNERS = 1_000

/** A text that is looked for may stand in one of these columns, or in the name or code of the partner. */
export const searchPapers = async (
  sql: Sql,
  columns: readonly string[],
  { q, ...filters }: Filters
): Promise<Filters> => {
  if (typeof q !== "string" || q === "") return filters
  const pattern = toPattern(q)
  const partners = await sql<{ id: string }>(
    `select id from consignment_contractor where name ilike ? or code ilike ? limit ?`,
    [pattern, pattern, MOST_PARTNERS]
  )
  const places: Filters[] = columns.map((column) => ({ [column]: { $ilike: pattern } }))
  const ofPartners = partners.length > 0 ? [{ contractor_id: partners.map(({ id }) => id) }] : []
  return { ...filters, $and: [{ $or: [...places, ...ofPartners] }] }
}

/** Conditions of a statement of our own that finds the same papers as `searchPapers`. */
export const toSearchedWhere = (
  alias: string,
  columns: readonly string[],
  { q, ...filters }: Filters
): Where => {
  const { conditions, parameters } = toWhere(alias, filters)
  if (typeof q !== "string" || q === "") return { conditions, parameters }
  const pattern = toPattern(q)
  const places = columns.map((column) => `${alias}.${column} ilike ?`)
  const named = `${alias}.contractor_id in (select id from consignment_contractor where name ilike ? or code ilike ?)`
  return {
    conditions: `${conditions} and (${[...places, named].join(" or ")})`,
    parameters: [...parameters, ...columns.map(() => pattern), pattern, pattern],
  }
}
