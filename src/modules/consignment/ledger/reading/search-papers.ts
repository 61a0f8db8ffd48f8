import { toPattern, type Sql } from "../../database/sql"

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
