import type { DocumentStatus } from "../../domain/document"
import type {
  AllocationAnswer,
  DocumentAnswer,
  DraftAnswer,
  LineValues,
  RevaluedAnswer,
} from "../../domain/document-answer"
import { kindOf, type DocumentType, type LineColumn } from "../../domain/kinds"
import { groupBy } from "../../domain/group-by"
import type { DocumentWarning } from "../../domain/expired"
import type { Posting } from "../../domain/posting"
import { exact, sumOf, toText, trimmed } from "../../domain/quantity"
import type { Sql } from "../../database/sql"
import type { DocumentHead } from "../posting/document-head"
import type { Posted } from "../posting/post"
import type { OpenedAnswer } from "../../domain/opening-balance"
import { readSerialsOfLines } from "../../serials/of-lines"
import { loadArrivalDifferences } from "./arrival-differences"
import { toDate, toDateOrNull, type Instant } from "../../database/column-table"
import { loadReversals } from "./reversals"
import { type DocumentLineRow, documentLineTable } from "../../database/tables"

type PostedColumns = {
  status: DocumentStatus
  number: string
  effective_at: Instant
  posted_at: Instant
}
type DraftColumns = { status: "draft"; number: null; effective_at: Instant | null; posted_at: null }

type HeadRow = Omit<DocumentHead, "effective_at" | "posted_at" | "outcome"> & {
  received_at: Instant | null
  /** The other store leads it as long as the stores are connected; a document that was just written is led. */
  is_led?: boolean
  outcome: {
    opened?: OpenedAnswer[]
    revalued?: RevaluedAnswer[]
    warnings?: DocumentWarning[]
  } | null
} & (PostedColumns | DraftColumns)

type LineRow = DocumentLineRow

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
  base_price: string | null
  commission_percent: string | null
}

export type { DocumentAnswer, DraftAnswer }

export const hasAllocations = (type: DocumentType): boolean => kindOf(type).allocates === true

const toAnswer = (
  head: HeadRow,
  lines: LineRow[],
  allocations: ReadonlyMap<string, AllocationRow[]>,
  found: ReadonlyMap<string, Record<string, unknown>>,
  foundOfHead: object = {}
): DocumentAnswer | DraftAnswer => {
  // The fields follow from the registry, so the compiler is told what they come to.
  const answer: object = {
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
    reversed_by: [],
    ...foundOfHead,
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
  }
  return answer as DocumentAnswer | DraftAnswer
}

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

const makesLots = ({ type }: { type: DocumentType }): boolean =>
  type === "goods_receipt" || type === "delivery"

/** Units of each line of a goods receipt or a delivery that are still there, including in other warehouses. */
const loadOutstanding = async (
  sql: Sql,
  documentIds: string[]
): Promise<Map<string, Record<string, unknown>>> => {
  if (documentIds.length === 0) return new Map()
  const rows = await sql<{ line_id: string; quantity: string; ended: string | null }>(
    `select l.line_id, case when l.terms = 'hire' then greatest(l.quantity_returned_to_consignor, (
       select line.ended_quantity from consignment_document_line line where line.id = l.line_id))::text end as ended,
       (l.quantity_remaining + coalesce((
       select sum(child.quantity_remaining) from consignment_lot child where child.origin_lot_id = l.id), 0))::text
       as quantity
     from consignment_lot l where l.document_id = any(?::text[])`,
    [documentIds]
  )
  return new Map(
    rows.map(({ line_id, quantity, ended }) => [
      line_id,
      {
        outstanding_quantity: trimmed(quantity),
        // The hire of what went back has ended, too.
        ...(ended === null ? {} : { ended_quantity: trimmed(ended) }),
      },
    ])
  )
}

/** Of goods that have just been received nothing is invoiced, and all that is not attributed to a sale is there. */
const justReceived = (head: HeadRow, lines: LineRow[], posting: Posting) => {
  if (!makesLots(head)) return []
  const remaining = groupBy(posting.movements, ({ lotId }) => lotId)
  return lines.map(({ id, lot_id: lotId }) => {
    const left = toText(sumOf(remaining.get(lotId ?? "") ?? [], ({ quantity }) => quantity))
    const invoiced = head.type === "goods_receipt" ? { invoiced_quantity: "0" } : {}
    return [id, { outstanding_quantity: left, ...invoiced }] as const
  })
}

interface FeeOfMovement {
  line_id: string | null
  quantity: string
  return_fee: string
  currency_code: string
}

/** Fees of goods that went back, by line: one for each unit fee. */
const feesByLine = (movements: FeeOfMovement[]): Map<string, Record<string, unknown>> =>
  new Map(
    [...groupBy(movements, ({ line_id: id }) => id ?? "")].map(([lineId, ofLine]) => [
      lineId,
      {
        return_fees: [
          ...groupBy(ofLine, (one) => `${trimmed(one.return_fee)} ${one.currency_code}`).values(),
        ].map((group) => ({
          quantity: toText(sumOf(group, ({ quantity }) => exact(quantity))),
          unit_fee: trimmed(group[0]?.return_fee ?? "0"),
          currency_code: group[0]?.currency_code ?? "",
        })),
      },
    ])
  )

const loadFees = async (
  sql: Sql,
  documentIds: string[]
): Promise<Map<string, Record<string, unknown>>> => {
  if (documentIds.length === 0) return new Map()
  return feesByLine(
    await sql<FeeOfMovement>(
      `select line_id, (-quantity)::text as quantity, return_fee::text, currency_code
       from consignment_movement
       where document_id = any(?::text[]) and return_fee is not null order by sequence`,
      [documentIds]
    )
  )
}

const writtenFees = ({ type }: HeadRow, { movements }: Posting) =>
  type === "consignor_return"
    ? feesByLine(
        movements.flatMap(({ lineId, quantity, returnFee, currencyCode }) =>
          returnFee
            ? {
                line_id: lineId,
                quantity: toText(quantity.negated()),
                return_fee: toText(returnFee),
                currency_code: currencyCode,
              }
            : []
        )
      )
    : []

/** A report without lines says that nothing was sold. */
const toNothingSold = ({ type }: HeadRow, lines: LineRow[]): { nothing_sold?: boolean } =>
  type === "reported_sale" ? { nothing_sold: lines.length === 0 } : {}

const toOwnFields = (head: HeadRow): Record<string, unknown> => ({
  ...(tellsOrigin(head.type)
    ? {
        origin: head.origin,
        peer_id: head.peer_id,
        read_only: head.is_led ?? head.origin === "peer",
      }
    : {}),
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

const tellsOrigin = (type: DocumentType): boolean => kindOf(type).tellsOrigin === true

/** Each column of a line as answers show it. */
const lineColumns: { [Column in LineColumn]: (line: LineRow) => LineValues[Column] | null } = {
  unit_cost: (line) => trimmedOrNull(line.unit_cost),
  sale_price: (line) => trimmedOrNull(line.sale_price),
  list_price: (line) => trimmedOrNull(line.list_price),
  counted_quantity: (line) => trimmedOrNull(line.counted_quantity),
  received_quantity: (line) => trimmedOrNull(line.received_quantity),
  lot_id: (line) => line.lot_id,
  line_item_id: (line) => line.line_item_id,
  undoes_line_id: (line) => line.undoes_line_id,
  batch: (line) => line.batch,
  expires_at: (line) => line.expires_at,
  serial_numbers: (line) => line.serial_numbers,
  terms: (line) => line.terms,
  hire_until: (line) => line.hire_until,
  ended_quantity: (line) => trimmed(line.ended_quantity),
  checked_quantity: (line) => trimmedOrNull(line.checked_quantity),
  announced_quantity: (line) => trimmedOrNull(line.announced_quantity),
  difference_quantity: (line) =>
    line.announced_quantity === null
      ? null
      : toText(exact(line.announced_quantity).minus(line.quantity).minus(line.resolved_quantity)),
  origin_line_id: (line) => line.origin_line_id,
  peer_state: (line) => line.peer_state,
  peer_error: (line) => line.peer_error,
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
  ...(row.base_price === null
    ? {}
    : {
        base_price: trimmed(row.base_price),
        commission_percent: trimmed(row.commission_percent ?? "0"),
      }),
})

export const headColumns = `id, type, number, status, effective_at, posted_at, created_by, late, source_key,
  request_hash, contractor_id, currency_code, warehouse_id, stock_location_id, branch_code, issue_strategy, order_id,
  fulfillment_id, return_id, undoes_document_id, to_warehouse_id, own_stock_location_id, received_at, reason, reference, note,
  metadata, outcome, origin, peer_id, origin = 'peer' and exists (select 1 from consignment_peer p
    where p.id = peer_id and p.status <> 'disconnected') as is_led`

/** The answer to a document that was just posted, made of the rows that were written. */
export const toPostedAnswer = ({
  head,
  lines,
  posting,
}: NonNullable<Posted["written"]>): DocumentAnswer => {
  const row: HeadRow = { ...head, status: "posted", received_at: null }
  const allocations = hasAllocations(head.type) ? toWrittenAllocations(head.id, posting) : []
  const allocationsByLine = groupBy(allocations, (allocation) => allocation.line_id)
  const found = new Map<string, Record<string, unknown>>([
    ...openedByLine(row),
    ...justReceived(row, lines, posting),
    ...writtenFees(row, posting),
  ])
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
        base_price: allocation.share ? toText(allocation.share.basePrice) : null,
        commission_percent: allocation.share ? toText(allocation.share.percent) : null,
      }
    })
    .filter(({ quantity }) => exact(quantity).gt(0))

/** Merges computed fields of each line from several sources. */
const merged = (
  sources: ReadonlyMap<string, Record<string, unknown>>[]
): Map<string, Record<string, unknown>> => {
  const all = new Map<string, Record<string, unknown>>()
  for (const [id, fields] of sources.flatMap((source) => [...source])) {
    all.set(id, { ...all.get(id), ...fields })
  }
  return all
}

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
  const rows = await sql<object>(
    `select ${documentLineTable.select("l")} from consignment_document_line l
     where l.document_id = any(?::text[]) order by l.index`,
    [ids]
  )
  const lines = rows.map(documentLineTable.read)
  const allocations = heads.some((head) => hasAllocations(head.type))
    ? await sql<AllocationRow>(
        `select id, line_id, ownership, lot_id, contractor_id, quantity::text, quantity_undone::text, unit_cost::text,
           currency_code, stock_location_id, reason, base_price::text, commission_percent::text
         from consignment_allocation where document_id = any(?::text[]) and quantity > 0 order by sequence`,
        [ids]
      )
    : []
  const differences = await loadArrivalDifferences(
    sql,
    heads.flatMap((head) => (head.received_at === null ? [] : head.id))
  )
  const units = await readSerialsOfLines(
    sql,
    heads.flatMap(({ id, type }) => (type === "stock_count" ? [] : id))
  )
  for (const line of lines) line.serial_numbers ??= units.get(line.id) ?? null
  const receiptIds = heads.filter(({ type }) => type === "goods_receipt").map(({ id }) => id)
  const invoiced = await loadInvoiced(sql, receiptIds)
  const outstanding = await loadOutstanding(
    sql,
    heads.filter((head) => head.status !== "draft" && makesLots(head)).map(({ id }) => id)
  )
  const returnIds = heads.filter(({ type }) => type === "consignor_return").map(({ id }) => id)
  const fees = await loadFees(sql, returnIds)
  const reversals = await loadReversals(sql, heads)
  const headsById = new Map(heads.map((head) => [head.id, head]))
  const linesByDocument = groupBy(lines, (line) => line.document_id)
  const allocationsByLine = groupBy(allocations, (allocation) => allocation.line_id)
  return ids.flatMap((id) => {
    const head = headsById.get(id)
    if (!head) return []
    const found = merged([openedByLine(head), differences, invoiced, outstanding, fees])
    const ofHead = reversals.get(id)
    return toAnswer(head, linesByDocument.get(id) ?? [], allocationsByLine, found, ofHead)
  })
}
