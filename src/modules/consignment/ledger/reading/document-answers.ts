import type { DocumentStatus } from "../../domain/document"
import { kindOf, type DocumentType, type LineColumn } from "../../domain/kinds"
import { groupBy } from "../../domain/group-by"
import type { DocumentWarning } from "../../domain/expired"
import type { Posting } from "../../domain/posting"
import { exact, sumOf, toText, trimmed } from "../../domain/quantity"
import type { Sql } from "../../database/sql"
import type { DocumentHead, DocumentLineRow } from "../posting/document-head"
import type { Posted } from "../posting/post"
import type { OpenedAnswer } from "../../domain/opening-balance"
import { loadArrivalDifferences } from "./arrival-differences"
import { toDate, toDateOrNull, type Instant } from "../../database/rows"

/** Source of part of an issue line, or destination of part of a return line. */
export interface AllocationAnswer {
  id: string
  ownership: string
  lot_id: string | null
  contractor_id: string | null
  quantity: string
  quantity_returned: string
  unit_cost: string | null
  currency_code: string | null
  stock_location_id: string
  reason?: string
}

export interface DocumentLineAnswer {
  id: string
  index: number
  inventory_item_id: string
  sku: string | null
  quantity: string
  allocations?: AllocationAnswer[]
  [field: string]: unknown
}

export interface DocumentAnswer {
  id: string
  number: string
  type: DocumentType
  status: DocumentStatus
  effective_at: string
  posted_at: string
  created_by: string | null
  late: boolean
  lines: DocumentLineAnswer[]
  [field: string]: unknown
}

/** A delivery that is being picked: it has neither number nor date of posting, and nothing has moved yet. */
export interface DraftAnswer {
  id: string
  number: null
  type: DocumentType
  status: "draft"
  /** The business date it is to have; null: when it is posted. */
  effective_at: string | null
  posted_at: null
  created_by: string | null
  late: boolean
  lines: DocumentLineAnswer[]
  [field: string]: unknown
}

type PostedColumns = {
  status: DocumentStatus
  number: string
  effective_at: Instant
  posted_at: Instant
}
type DraftColumns = { status: "draft"; number: null; effective_at: Instant | null; posted_at: null }

type HeadRow = Omit<DocumentHead, "effective_at" | "posted_at" | "outcome"> & {
  received_at: Instant | null
  outcome: { opened?: OpenedAnswer[]; revalued?: unknown[]; warnings?: DocumentWarning[] } | null
} & (PostedColumns | DraftColumns)

type LineRow = Omit<DocumentLineRow, "expires_at"> & { expires_at: Instant | null }

interface AllocationRow {
  id: string
  line_id: string
  ownership: string
  lot_id: string | null
  contractor_id: string | null
  quantity: string
  quantity_undone: string
  unit_cost: string | null
  currency_code: string | null
  stock_location_id: string
  reason: string | null
}

export const hasAllocations = (type: DocumentType): boolean => kindOf(type).allocates === true

const toAnswer = (
  head: HeadRow,
  lines: LineRow[],
  allocations: ReadonlyMap<string, AllocationRow[]>,
  found: ReadonlyMap<string, Record<string, unknown>>
): DocumentAnswer | DraftAnswer => ({
  id: head.id,
  type: head.type,
  ...(head.status === "draft"
    ? {
        number: null,
        status: head.status,
        effective_at: toDateOrNull(head.effective_at)?.toISOString() ?? null,
        posted_at: null,
      }
    : {
        number: head.number,
        status: head.status,
        effective_at: toDate(head.effective_at).toISOString(),
        posted_at: toDate(head.posted_at).toISOString(),
      }),
  created_by: head.created_by,
  late: head.late,
  reference: head.reference,
  note: head.note,
  metadata: head.metadata,
  warehouse_id: head.warehouse_id,
  stock_location_id: head.stock_location_id,
  branch_code: head.branch_code,
  ...toOwnFields(head),
  ...toNothingSold(head, lines),
  lines: lines.map((line) => ({
    id: line.id,
    index: line.index,
    inventory_item_id: line.inventory_item_id,
    sku: line.sku,
    quantity: trimmed(line.quantity),
    ...toOwnLineFields(head.type, line),
    ...found.get(line.id),
    ...(hasAllocations(head.type)
      ? { allocations: (allocations.get(line.id) ?? []).map(toAllocationAnswer) }
      : {}),
  })),
})

/** Balances before go-live, by line of an opening balance. */
const openedByLine = (head: HeadRow): Map<string, Record<string, unknown>> => {
  const { opened = [] } = head.outcome ?? {}
  return new Map(opened.map(({ line_id: lineId, ...before }) => [lineId, before]))
}

/** Invoiced quantity of each line of a goods receipt, including what moved on to other warehouses. */
const loadInvoiced = async (
  sql: Sql,
  documentIds: string[]
): Promise<Map<string, { invoiced_quantity: string }>> => {
  if (documentIds.length === 0) return new Map()
  const rows = await sql<{ line_id: string; quantity: string }>(
    `select l.line_id, (l.quantity_invoiced + coalesce((
       select sum(child.quantity_invoiced) from consignment_lot child where child.origin_lot_id = l.id), 0))::text
       as quantity
     from consignment_lot l where l.document_id = any(?::text[])`,
    [documentIds]
  )
  return new Map(
    rows.map(({ line_id, quantity }) => [line_id, { invoiced_quantity: trimmed(quantity) }])
  )
}

/** Of goods that have just been received nothing is invoiced. */
const notInvoiced = ({ type }: HeadRow, lines: LineRow[]) =>
  type === "goods_receipt" ? lines.map(({ id }) => [id, { invoiced_quantity: "0" }] as const) : []

/** A report without lines says that nothing was sold. */
const toNothingSold = ({ type }: HeadRow, lines: LineRow[]): { nothing_sold?: boolean } =>
  type === "reported_sale" ? { nothing_sold: lines.length === 0 } : {}

const toOwnFields = (head: HeadRow): Record<string, unknown> => ({
  ...mapValues(kindOf(head.type).fields, (column) =>
    column === "received_at"
      ? (toDateOrNull(head.received_at)?.toISOString() ?? null)
      : head[column]
  ),
  ...(head.outcome?.warnings ? { warnings: head.outcome.warnings } : {}),
  ...(head.type === "revaluation" ? { lots: head.outcome?.revalued ?? [] } : {}),
})

const toOwnLineFields = (type: DocumentType, line: LineRow): Record<string, unknown> =>
  mapValues(kindOf(type).lineFields, (column) => lineColumns[column](line))

/** Each column of a line as answers show it. */
const lineColumns: Record<LineColumn, (line: LineRow) => unknown> = {
  unit_cost: (line) => trimmedOrNull(line.unit_cost),
  sale_price: (line) => trimmedOrNull(line.sale_price),
  counted_quantity: (line) => trimmedOrNull(line.counted_quantity),
  received_quantity: (line) => trimmedOrNull(line.received_quantity),
  lot_id: (line) => line.lot_id,
  line_item_id: (line) => line.line_item_id,
  undoes_line_id: (line) => line.undoes_line_id,
  batch: (line) => line.batch,
  expires_at: (line) => toDateOrNull(line.expires_at)?.toISOString() ?? null,
  serial_numbers: (line) => line.serial_numbers,
}

const mapValues = <Value, Mapped>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Mapped
): Record<string, Mapped> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))

const trimmedOrNull = (value: string | null): string | null =>
  value === null ? null : trimmed(value)

const toAllocationAnswer = (row: AllocationRow): AllocationAnswer => ({
  id: row.id,
  ownership: row.ownership,
  lot_id: row.lot_id,
  contractor_id: row.contractor_id,
  quantity: trimmed(row.quantity),
  quantity_returned: trimmed(row.quantity_undone),
  unit_cost: row.unit_cost === null ? null : trimmed(row.unit_cost),
  currency_code: row.currency_code,
  stock_location_id: row.stock_location_id,
  ...(row.reason === null ? {} : { reason: row.reason }),
})

export const headColumns = `id, type, number, status, effective_at, posted_at, created_by, late, source_key,
  request_hash, contractor_id, currency_code, warehouse_id, stock_location_id, branch_code, issue_strategy, order_id,
  fulfillment_id, return_id, undoes_document_id, to_warehouse_id, own_stock_location_id, received_at, reason, reference, note,
  metadata, outcome`

/** The answer to a document that was just posted, made of the rows that were written. */
export const toPostedAnswer = ({
  head,
  lines,
  posting,
}: NonNullable<Posted["written"]>): DocumentAnswer => {
  const row: HeadRow = { ...head, status: "posted", received_at: null }
  const allocations = hasAllocations(head.type) ? toWrittenAllocations(head.id, posting) : []
  const allocationsByLine = groupBy(allocations, (allocation) => allocation.line_id)
  const found = new Map([...openedByLine(row), ...notInvoiced(row, lines)])
  return toAnswer(row, lines, allocationsByLine, found) as DocumentAnswer
}

/** A posting may change what it has allocated itself, and that of other documents. */
const toWrittenAllocations = (documentId: string, posting: Posting): AllocationRow[] =>
  posting.allocations
    .filter((allocation) => allocation.documentId === documentId)
    .map((allocation) => {
      const changes = posting.allocationChanges.filter(
        ({ allocationId }) => allocationId === allocation.id
      )
      return {
        id: allocation.id,
        line_id: allocation.lineId,
        ownership: allocation.ownership,
        lot_id: allocation.lotId,
        contractor_id: allocation.contractorId,
        quantity: toText(sumOf(changes, (change) => change.quantity).plus(allocation.quantity)),
        quantity_undone: toText(
          sumOf(changes, (change) => change.undone).plus(allocation.quantityUndone)
        ),
        unit_cost: allocation.unitCost ? toText(allocation.unitCost) : null,
        currency_code: allocation.currencyCode,
        stock_location_id: allocation.stockLocationId,
        reason: allocation.reason,
      }
    })
    .filter(({ quantity }) => exact(quantity).gt(0))

/** The posted documents of these ids with lines and allocations, in the order of the ids. */
export const readDocuments = async (sql: Sql, ids: string[]): Promise<DocumentAnswer[]> =>
  (await readDeliveries(sql, ids)).filter((answer) => answer.status !== "draft")

/** The same with those deliveries that are drafts. */
export const readDeliveries = async (
  sql: Sql,
  ids: string[]
): Promise<(DocumentAnswer | DraftAnswer)[]> => {
  if (ids.length === 0) return []
  const heads = await sql<HeadRow>(
    `select ${headColumns} from consignment_document where id = any(?::text[])`,
    [ids]
  )
  const lines = await sql<LineRow>(
    `select id, document_id, index, inventory_item_id, stock_location_id, sku, quantity::text, unit_cost::text,
       sale_price::text, counted_quantity::text, received_quantity::text, lot_id, line_item_id, undoes_line_id, batch, expires_at, serial_numbers
     from consignment_document_line where document_id = any(?::text[]) order by index`,
    [ids]
  )
  const allocations = heads.some((head) => hasAllocations(head.type))
    ? await sql<AllocationRow>(
        `select id, line_id, ownership, lot_id, contractor_id, quantity::text, quantity_undone::text, unit_cost::text,
           currency_code, stock_location_id, reason
         from consignment_allocation where document_id = any(?::text[]) and quantity > 0 order by sequence`,
        [ids]
      )
    : []
  const differences = await loadArrivalDifferences(
    sql,
    heads.flatMap((head) => (head.received_at === null ? [] : head.id))
  )
  const receiptIds = heads.filter(({ type }) => type === "goods_receipt").map(({ id }) => id)
  const invoiced = await loadInvoiced(sql, receiptIds)
  const headsById = new Map(heads.map((head) => [head.id, head]))
  const linesByDocument = groupBy(lines, (line) => line.document_id)
  const allocationsByLine = groupBy(allocations, (allocation) => allocation.line_id)
  return ids.flatMap((id) => {
    const head = headsById.get(id)
    if (!head) return []
    const found = new Map([...openedByLine(head), ...differences, ...invoiced])
    return toAnswer(head, linesByDocument.get(id) ?? [], allocationsByLine, found)
  })
}
