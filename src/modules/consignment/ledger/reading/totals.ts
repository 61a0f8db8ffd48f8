import type { DocumentType } from "../../domain/kinds"
import { toAmount } from "../../domain/money"
import { exact, trimmed } from "../../domain/quantity"
import type { Direction } from "../../domain/terms"
import type { Sql } from "../../database/sql"
import { OPEN_LOTS, toStockConditions, type StockFilter } from "./read"
import { toSearchedWhere } from "./search-papers"

type DecimalsOf = (currencyCode: string) => number
type Filters = Record<string, unknown>

/** Goods of one direction and currency. */
export interface StockTotal {
  direction: Direction
  currency_code: string
  quantity: string
  value: string
}

/** Totals of all pages of the stock. */
export const sumStock = async (
  sql: Sql,
  filter: Omit<StockFilter, "as_of">,
  decimalsOf: DecimalsOf
): Promise<StockTotal[]> => {
  const { conditions, parameters } = toStockConditions(filter)
  const rows = await sql<StockTotal>(
    `select l.direction, l.currency_code, sum(h.quantity)::text as quantity,
       sum(h.quantity * h.unit_cost)::text as value
     from (${OPEN_LOTS}) h join consignment_lot l on l.id = h.lot_id
     where h.quantity <> 0 ${conditions} group by 1, 2 order by 1, 2`,
    parameters
  )
  return rows.map((row) => ({
    ...row,
    quantity: trimmed(row.quantity),
    value: rounded(row.value, decimalsOf(row.currency_code)),
  }))
}

/** Goods of the documents of one currency. */
export interface DocumentTotal {
  currency_code: string
  documents: number
  quantity: string
  value: string
}

/** To sum more of them takes longer than anybody waits for a list. */
const MOST_DOCUMENTS = 10_000

/**
 * Totals of all pages of a list of documents, without reversed ones unless they are asked for. Null: they
 * are too many.
 */
export const sumDocuments = async (
  sql: Sql,
  type: DocumentType,
  filters: Filters,
  decimalsOf: DecimalsOf
): Promise<DocumentTotal[] | null> => {
  const { conditions, parameters } = toSearchedWhere("d", ["number", "reference"], filters)
  const wanted = `consignment_document d
    where d.type = ? ${filters.status === undefined ? "and d.status <> 'reversed'" : ""} ${conditions}`
  const [counted] = await sql<{ found: number }>(
    `select count(*)::int as found from (select 1 from ${wanted} limit ?) counted`,
    [type, ...parameters, MOST_DOCUMENTS + 1]
  )
  if ((counted?.found ?? 0) > MOST_DOCUMENTS) return null
  const rows = await sql<DocumentTotal>(
    `select w.currency_code, count(distinct w.id)::int as documents, sum(l.quantity)::text as quantity,
       coalesce(sum(l.quantity * l.unit_cost), 0)::text as value
     from (select d.id, d.currency_code from ${wanted}) w
     join consignment_document_line l on l.document_id = w.id group by 1 order by 1`,
    [type, ...parameters]
  )
  return rows.map((row) => ({
    ...row,
    quantity: trimmed(row.quantity),
    value: rounded(row.value, decimalsOf(row.currency_code)),
  }))
}

/** Settlements of one direction and currency. */
export interface SettlementTotal {
  direction: Direction
  currency_code: string
  settlements: number
  net_value: string
  amount: string
}

/** Totals of all pages of a list of settlements, without cancelled ones unless they are asked for. */
export const sumSettlements = async (
  sql: Sql,
  filters: Filters,
  decimalsOf: DecimalsOf
): Promise<SettlementTotal[]> => {
  const { conditions, parameters } = toSearchedWhere("s", ["number"], filters)
  const rows = await sql<SettlementTotal>(
    `select s.direction, s.currency_code, count(*)::int as settlements, sum(s.net_value)::text as net_value,
       sum(s.amount)::text as amount
     from consignment_settlement s
     where ${filters.status === undefined ? "s.status <> 'cancelled'" : "true"} ${conditions}
     group by 1, 2 order by 1, 2`,
    parameters
  )
  return rows.map((row) => {
    const decimals = decimalsOf(row.currency_code)
    return {
      ...row,
      net_value: rounded(row.net_value, decimals),
      amount: rounded(row.amount, decimals),
    }
  })
}

const rounded = (value: string, decimals: number): string =>
  toAmount(exact(value), decimals).toFixed(decimals)
