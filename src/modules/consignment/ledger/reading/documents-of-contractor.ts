import type { FindConfig } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { Sql } from "../../database/sql"
import { toWhere } from "../../database/where"
import type { DocumentType } from "../../domain/kinds"
import { toSearchedWhere } from "./search-papers"

type Filters = Record<string, unknown>

/**
 * A page of the documents that concern contractors: those that name one, and those that took from the lots of one. They
 * are found from the contractors' own rows, so that a page takes as long whatever the ledger holds of others.
 */
export const listDocumentsOfContractors = async (
  sql: Sql,
  types: readonly DocumentType[],
  { contractor_id, ...filters }: Filters,
  { order, take, skip }: FindConfig<{ id: string }>
): Promise<{ ids: string[]; count: number }> => {
  const named = toWhere("n", { contractor_id })
  const taken = toWhere("a", { contractor_id })
  const others = toSearchedWhere("d", ["number", "reference"], filters)
  const found = `consignment_document d
    where d.id in (
        select n.id from consignment_document n where n.contractor_id is not null ${named.conditions}
        union select a.document_id from consignment_allocation a where a.contractor_id is not null ${taken.conditions})
      and d.deleted_at is null and d.status <> 'draft' and d.type = any(?::text[]) ${others.conditions}`
  const parameters = [...named.parameters, ...taken.parameters, [...types], ...others.parameters]
  const [counted] = await sql<{ count: number }>(
    `select count(*)::int as count from ${found}`,
    parameters
  )
  const rows = await sql<{ id: string }>(
    `select d.id from ${found} order by ${toOrder(order ?? {})} limit ? offset ?`,
    [...parameters, take ?? null, skip ?? 0]
  )
  return { ids: rows.map(({ id }) => id), count: counted?.count ?? 0 }
}

/** Columns are those that the contract has checked. */
const toOrder = (order: object): string =>
  Object.entries(order)
    .map(([column, way]: [string, unknown]) => {
      if (!/^[a-z_]+$/.test(column))
        throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `${column} is no column.`)
      return `d.${column} ${String(way).toUpperCase() === "ASC" ? "asc" : "desc"}`
    })
    .join(", ")
