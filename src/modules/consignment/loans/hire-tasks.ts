import { toDateOrNull, type Instant } from "../database/column-table"
import type { Sql } from "../database/sql"
import type { HireTaskKind } from "../domain/loan"
import type { BorrowerKind } from "./post-loan"

/** One thing to do about hired or lent units: what, when and where. */
export interface HireTask {
  kind: HireTaskKind
  /** When it is or was due; null: at once. */
  at: string | null
  document_type: "loan" | "goods_receipt" | "delivery"
  document_id: string
  number: string
  line_id: string
  inventory_item_id: string
  sku: string | null
  quantity: string
  warehouse_id: string
  stock_location_id: string
  /** The owner of the units, or our customer. */
  contractor_id: string | null
  borrower: { kind: BorrowerKind; id: string | null; name: string | null } | null
}

/** More are never shown at once. */
const MOST_TASKS = 1_000

interface TaskRow extends Omit<HireTask, "at" | "borrower"> {
  at: Instant | null
  borrower_kind: BorrowerKind | null
  borrower_id: string | null
  borrower_name: string | null
}

/** Units of loan lines that are with their borrowers. */
const lent = `select n.id, n.number, n.warehouse_id, n.stock_location_id, n.borrower_kind, n.borrower_id, n.borrower_name,
    n.until_at, line.id as line_id, line.inventory_item_id, line.sku, sum(a.quantity - a.returned - a.ended) as active,
    sum(a.ended - a.collected) as to_collect
  from consignment_loan n join consignment_loan_line line on line.loan_id = n.id
  join consignment_loan_allocation a on a.line_id = line.id
  where a.quantity > a.returned + a.collected
  group by n.id, line.id`

const ofLoan = `'loan' as document_type, id as document_id, number, line_id, inventory_item_id, sku`
const atLoan = `warehouse_id, stock_location_id, null::text as contractor_id, borrower_kind, borrower_id, borrower_name`

/** Units of hired lots; what has ended and not gone back. */
const hired = `select d.type as document_type, d.id as document_id, d.number, line.id as line_id, l.inventory_item_id, l.sku,
    l.warehouse_id, l.stock_location_id, l.contractor_id, l.direction, line.hire_until, l.quantity_remaining,
    least(greatest(line.ended_quantity - l.quantity_returned_to_consignor, 0), l.quantity_remaining) as ended,
    l.terms, line.quantity - line.checked_quantity as unchecked
  from consignment_lot l join consignment_document_line line on line.id = l.line_id
  join consignment_document d on d.id = l.document_id
  where l.quantity_remaining > 0 and (l.terms = 'hire' or line.checked_quantity < line.quantity)`

const ofLot = `document_type, document_id, number, line_id, inventory_item_id, sku`
const atLot = `warehouse_id, stock_location_id, contractor_id, null as borrower_kind, null as borrower_id,
  null as borrower_name`

/** Tasks of hired and lent units: to collect, call back, extend, send back and check, the most urgent first. */
export const readHireTasks = async (sql: Sql, now: Date, soon: Date): Promise<HireTask[]> => {
  const rows = await sql<TaskRow>(
    `with lent as (${lent}), hired as (${hired}), task as (
       select 'collect' as kind, null::timestamptz as at, ${ofLoan}, to_collect as quantity, ${atLoan}
         from lent where to_collect > 0
       union all select case when until_at < ?::timestamptz then 'loan_overdue' else 'loan_due' end, until_at, ${ofLoan},
         active, ${atLoan} from lent where active > 0 and until_at < ?::timestamptz
       union all select 'hire_ending', hire_until, ${ofLot}, quantity_remaining - ended, ${atLot}
         from hired where terms = 'hire' and hire_until >= ?::timestamptz and hire_until < ?::timestamptz
           and quantity_remaining > ended
       union all select case when direction = 'inbound' then 'return_to_owner' else 'take_back' end, hire_until, ${ofLot},
         ended, ${atLot} from hired where terms = 'hire' and ended > 0
       union all select 'check', null, ${ofLot}, unchecked, ${atLot} from hired where unchecked > 0)
     select kind, at, document_type, document_id, number, line_id, inventory_item_id, sku,
       trim_scale(quantity)::text as quantity, warehouse_id, stock_location_id, contractor_id, borrower_kind, borrower_id,
       borrower_name
     from task order by at nulls first, number, line_id limit ?`,
    [now, soon, now, soon, MOST_TASKS]
  )
  return rows.map(({ at, borrower_kind: kind, borrower_id: id, borrower_name: name, ...row }) => ({
    ...row,
    at: toDateOrNull(at)?.toISOString() ?? null,
    borrower: kind === null ? null : { kind, id, name },
  }))
}
