import { groupBy } from "../domain/group-by"
import { loanStatusOf, outOf, type LoanStatus } from "../domain/loan"
import { sumOf, toText } from "../domain/quantity"
import { toDate, toDateOrNull, type Instant } from "../database/column-table"
import { escapeLike, type Sql } from "../database/sql"
import type { BorrowerKind } from "./post-loan"
import { readHireTasks, type HireTask } from "./hire-tasks"
import { loadLentOfLines, type LoadedLent } from "../ledger/posting/hired-units"

export interface LoanLineAnswer {
  id: string
  index: number
  inventory_item_id: string
  sku: string | null
  quantity: string
  quantity_returned: string
  quantity_ended: string
  quantity_collected: string
  serial_numbers: string[]
  allocations: { ownership: "hired" | "own"; lot_id: string | null; quantity: string }[]
}

export interface LoanAnswer {
  id: string
  number: string
  status: LoanStatus
  warehouse_id: string
  stock_location_id: string
  borrower: { kind: BorrowerKind; id: string | null; name: string | null }
  from: string
  until: string | null
  overdue: boolean
  to_collect: boolean
  reference: string | null
  note: string | null
  metadata: Record<string, unknown> | null
  created_by: string | null
  created_at: string
  updated_at: string
  lines: LoanLineAnswer[]
}

interface LoanRow {
  id: string
  number: string
  warehouse_id: string
  stock_location_id: string
  borrower_kind: BorrowerKind
  borrower_id: string | null
  borrower_name: string | null
  from_at: Instant
  until_at: Instant | null
  reference: string | null
  note: string | null
  metadata: Record<string, unknown> | null
  created_by: string | null
  created_at: Instant
  updated_at: Instant
}

interface LineRow {
  id: string
  loan_id: string
  index: number
  inventory_item_id: string
  sku: string | null
  quantity: string
}

/** The loans of these ids, in their order. */
export const readLoans = async (sql: Sql, ids: string[], now: Date): Promise<LoanAnswer[]> => {
  if (ids.length === 0) return []
  const loans = await sql<LoanRow>(`select * from consignment_loan where id = any(?::text[])`, [
    ids,
  ])
  const lines = await sql<LineRow>(
    `select id, loan_id, index, inventory_item_id, sku, trim_scale(quantity)::text as quantity
     from consignment_loan_line where loan_id = any(?::text[]) order by index`,
    [ids]
  )
  const lents = groupBy(
    await loadLentOfLines(
      sql,
      lines.map((line) => line.id)
    ),
    ({ lineId }) => lineId
  )
  const linesOf = groupBy(lines, (line) => line.loan_id)
  const byId = new Map(loans.map((loan) => [loan.id, loan]))
  return ids.flatMap((id) => {
    const loan = byId.get(id)
    return loan ? [toAnswer(loan, linesOf.get(id) ?? [], lents, now)] : []
  })
}

const toAnswer = (
  loan: LoanRow,
  lines: LineRow[],
  lentsByLine: ReadonlyMap<string, LoadedLent[]>,
  now: Date
): LoanAnswer => {
  const lents = lines.flatMap((line) => lentsByLine.get(line.id) ?? [])
  const until = toDateOrNull(loan.until_at)
  const isOut = sumOf(lents, outOf).gt(0)
  return {
    id: loan.id,
    number: loan.number,
    status: loanStatusOf(lents),
    warehouse_id: loan.warehouse_id,
    stock_location_id: loan.stock_location_id,
    borrower: { kind: loan.borrower_kind, id: loan.borrower_id, name: loan.borrower_name },
    from: toDate(loan.from_at).toISOString(),
    until: until?.toISOString() ?? null,
    overdue: isOut && until !== null && until.getTime() < now.getTime(),
    to_collect: lents.some((lent) => lent.ended.gt(lent.collected)),
    reference: loan.reference,
    note: loan.note,
    metadata: loan.metadata,
    created_by: loan.created_by,
    created_at: toDate(loan.created_at).toISOString(),
    updated_at: toDate(loan.updated_at).toISOString(),
    lines: lines.map((line) => toLineAnswer(line, lentsByLine.get(line.id) ?? [])),
  }
}

const toLineAnswer = (line: LineRow, lents: LoadedLent[]): LoanLineAnswer => ({
  id: line.id,
  index: line.index,
  inventory_item_id: line.inventory_item_id,
  sku: line.sku,
  quantity: line.quantity,
  quantity_returned: toText(sumOf(lents, (lent) => lent.returned)),
  quantity_ended: toText(sumOf(lents, (lent) => lent.ended)),
  quantity_collected: toText(sumOf(lents, (lent) => lent.collected)),
  serial_numbers: lents.flatMap((lent) => lent.serials),
  allocations: lents.map((lent) => ({
    ownership: lent.lotId === null ? "own" : "hired",
    lot_id: lent.lotId,
    quantity: toText(lent.quantity),
  })),
})

export interface LoanFilters {
  id?: string | string[]
  number?: string | string[]
  warehouse_id?: string | string[]
  borrower_id?: string | string[]
  status?: string | string[]
  overdue?: string
  to_collect?: string
  q?: string
}

/** Out: with borrowers, in time or late. Sums of one loan `n`. */
const sums = `(select n.id, n.until_at, coalesce(sum(a.quantity - a.returned - a.ended), 0) as active,
    coalesce(sum(a.returned), 0) as returned, coalesce(sum(a.ended - a.collected), 0) as to_collect
  from consignment_loan n left join consignment_loan_allocation a on a.loan_id = n.id group by n.id)`

const statusOf = `case when s.active > 0 and s.returned = 0 then 'active' when s.active > 0 then 'partly_returned'
  when s.to_collect > 0 then 'ended' else 'returned' end`

const orders: Readonly<Record<string, string>> = {
  id: "n.id",
  number: "n.sequence",
  from: "n.from_at",
  until: "n.until_at",
  created_at: "n.sequence",
  updated_at: "n.updated_at",
}

export interface LoanPage {
  limit: number
  offset: number
  /** "-created_at" */
  order?: string
}

export const listLoans = async (
  sql: Sql,
  filters: LoanFilters,
  { limit, offset, order = "-created_at" }: LoanPage,
  now: Date
): Promise<readonly [LoanAnswer[], number]> => {
  const conditions: string[] = ["true"]
  const parameters: unknown[] = []
  const where = (condition: string, ...values: unknown[]): void => {
    conditions.push(condition)
    parameters.push(...values)
  }
  for (const column of ["id", "number", "warehouse_id", "borrower_id"] as const) {
    const wanted = filters[column]
    if (wanted !== undefined) where(`n.${column} = any(?::text[])`, [wanted].flat())
  }
  if (filters.status !== undefined) where(`${statusOf} = any(?::text[])`, [filters.status].flat())
  const isOverdue = `coalesce(s.until_at < ?::timestamptz and s.active + s.to_collect > 0, false)`
  if (filters.overdue !== undefined) {
    where(`${isOverdue} = ?::boolean`, now, filters.overdue === "true")
  }
  if (filters.to_collect !== undefined) {
    where(`(s.to_collect > 0) = ?::boolean`, filters.to_collect === "true")
  }
  if (filters.q !== undefined) {
    const like = `%${escapeLike(filters.q)}%`
    where(`(n.number ilike ? or n.borrower_name ilike ? or n.reference ilike ?)`, like, like, like)
  }
  const from = `from consignment_loan n join ${sums} s on s.id = n.id where ${conditions.join(" and ")}`
  const way = order.startsWith("-") ? "desc" : "asc"
  const column = orders[order.replace(/^-/, "")] ?? "n.sequence"
  const ids = await sql<{ id: string }>(
    `select n.id ${from} order by ${column} ${way} nulls last, n.sequence ${way} limit ? offset ?`,
    [...parameters, limit, offset]
  )
  const [total] = await sql<{ count: number }>(
    `select count(*)::integer as count ${from}`,
    parameters
  )
  const answers = await readLoans(
    sql,
    ids.map(({ id }) => id),
    now
  )
  return [answers, total?.count ?? 0] as const
}

/** Open tasks: loans to come back, hires about to end. */
export interface HireWorklist {
  tasks: HireTask[]
  loans_due: number
  loans_overdue: number
  loans_to_collect: number
  hires_ending: number
  receipts_to_check: number
}

/** Loans due and hires ending within `days`; loans overdue and ended ones that are to be collected. */
export const readHireWorklist = async (
  sql: Sql,
  now: Date,
  days: number
): Promise<HireWorklist> => {
  const soon = new Date(now.getTime() + days * 24 * 60 * 60 * 1000)
  const [row] = await sql<Omit<HireWorklist, "tasks">>(
    `select
       (select count(*)::integer from ${sums} s where s.active > 0 and s.until_at >= ?::timestamptz
          and s.until_at < ?::timestamptz) as loans_due,
       (select count(*)::integer from ${sums} s where s.active + s.to_collect > 0
          and s.until_at < ?::timestamptz) as loans_overdue,
       (select count(*)::integer from ${sums} s where s.to_collect > 0) as loans_to_collect,
       (select count(*)::integer from consignment_document_line line join consignment_lot l on l.document_id = line.document_id and l.line_id = line.id
          where l.terms = 'hire' and l.quantity_remaining > 0 and line.hire_until > ?::timestamptz
            and line.hire_until < ?::timestamptz) as hires_ending,
       (select count(distinct line.document_id)::integer from consignment_document_line line
          join consignment_lot l on l.document_id = line.document_id and l.line_id = line.id
          where l.quantity_remaining > 0 and line.checked_quantity < line.quantity) as receipts_to_check`,
    [now, soon, now, now, soon]
  )
  const counts = row ?? {
    loans_due: 0,
    loans_overdue: 0,
    loans_to_collect: 0,
    hires_ending: 0,
    receipts_to_check: 0,
  }
  return { ...counts, tasks: await readHireTasks(sql, now, soon) }
}
