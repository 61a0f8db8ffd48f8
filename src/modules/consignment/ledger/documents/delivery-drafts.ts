import { lockRows } from "../../database/locks"
import { ConsignmentError } from "../../domain/errors"
import { defaultTerms } from "../../domain/line-terms"
import type { LineTerms } from "../../domain/terms"
import { beginPosting } from "../../database/begin-posting"
import { refuseOtherKeys } from "../../database/columns"
import { insertRows, updateRow, type Row, type Sql } from "../../database/sql"
import { findBySource, insertLines } from "../posting/document-head"
import { newId } from "../../database/new-id"
import { sourceOfCaller, type Ports, type Posted } from "../posting/post"
import { deliver, toRequest, type PostDelivery } from "./post-delivery"
import {
  toInstantOf,
  toInstants,
  toLastInstants,
  type AgreementParty,
} from "../posting/business-date"
import { refuseMissingDocument, requireOutbound, requireParties } from "../posting/references"
import { wasRequested } from "../posting/request-keys"
import { warnOfReference, withWarnings, type NamedPaper } from "../posting/warn-of-reference"
import { toDate, toDateOrNull, type Instant } from "../../database/column-table"
import type { SalePrices } from "./sale-prices"
import { emptyLine } from "../../database/tables"
import { toDetailColumns, toLotDetails } from "./lot-details"

export interface DraftedDelivery {
  is_new: boolean
  document_id: string
}

/**
 * Writes a pick list: a delivery that is being picked and moves nothing yet.
 * Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, IDEMPOTENCY_MISMATCH.
 */
export const draftDelivery = async (sql: Sql, command: PostDelivery): Promise<DraftedDelivery> => {
  const source = sourceOfCaller("delivery", toRequest(command))
  const earlier = await findBySource(sql, source)
  if (earlier) return { is_new: false, document_id: earlier }
  const id = newId("condoc")
  const places = await toPlaces(sql, command)
  await beginPosting(sql)
  await insertRows(sql, "consignment_document", [
    {
      id,
      type: "delivery",
      status: "draft",
      late: false,
      created_by: command.created_by ?? null,
      source_key: source.key,
      request_hash: source.requestHash,
      ...places,
      own_stock_location_id: command.from_stock_location_id,
      currency_code: command.currency_code ?? null,
      order_id: command.order_id ?? null,
      effective_at: await toDraftDate(sql, command),
      reference: command.reference ?? null,
      note: command.note ?? null,
      metadata: command.metadata ?? null,
      outcome: await toOutcome(sql, { ...places, reference: command.reference ?? null }),
    },
  ])
  await insertLines(sql, await toRows(sql, id, command.warehouse_id, command.lines))
  return { is_new: true, document_id: id }
}

const toOutcome = async (sql: Sql, named: Omit<NamedPaper, "type">) =>
  withWarnings(null, await warnOfReference(sql, { ...named, type: "delivery" }))

export type UpdateDeliveryDraft = Partial<Omit<PostDelivery, "idempotency_key" | "created_by">> & {
  delivery_id: string
}

const changeableFields: ReadonlySet<string> = new Set([
  "currency_code",
  "order_id",
  "effective_at",
  "reference",
  "note",
  "metadata",
])

/** Changes a pick list; lines that are named replace all it had. Throws as the draft does, NOT_FOUND, DOCUMENT_POSTED. */
export const updateDeliveryDraft = async (sql: Sql, change: UpdateDeliveryDraft): Promise<void> => {
  const { delivery_id: id, lines, warehouse_id, from_stock_location_id, ...columns } = change
  refuseOtherKeys(columns, changeableFields)
  const draft = await lockDraft(sql, id)
  const places = warehouse_id === undefined ? null : await toPlaces(sql, { warehouse_id })
  const { contractor_id } = places ?? draft
  const { reference = draft.reference } = change
  await updateRow<Row>(sql, "consignment_document", id, {
    ...columns,
    outcome: await toOutcome(sql, { contractor_id, reference }),
    ...(change.effective_at === undefined
      ? {}
      : {
          effective_at: await toDraftDate(sql, {
            warehouse_id: warehouse_id ?? draft.warehouse_id,
            effective_at: change.effective_at,
            currency_code: change.currency_code ?? draft.currency_code ?? undefined,
          }),
        }),
    ...places,
    own_stock_location_id: from_stock_location_id,
  })
  if (lines === undefined) return
  await deleteLines(sql, id)
  await insertLines(sql, await toRows(sql, id, warehouse_id ?? draft.warehouse_id, lines))
}

/** Throws: NOT_FOUND, DOCUMENT_POSTED. */
export const deleteDeliveryDraft = async (sql: Sql, id: string): Promise<void> => {
  await lockDraft(sql, id)
  await deleteLines(sql, id)
  await sql(`delete from consignment_document where id = ?`, [id])
}

export interface PostDeliveryDraft {
  delivery_id: string
  idempotency_key?: string
  /** Prices of the host's price lists for lines without a price. */
  sale_prices?: SalePrices
}

/**
 * Posts a pick list as it is: the posting takes its place, under its id.
 * Throws: NOT_FOUND, DOCUMENT_POSTED, and as a delivery does.
 */
export const postDeliveryDraft = async (
  ports: Ports,
  { delivery_id: id, idempotency_key: key, sale_prices }: PostDeliveryDraft
): Promise<Posted> => {
  const { sql } = ports
  if (await wasRequested(sql, "delivery_post", id, key)) {
    return { is_new: false, document_id: id, level_ids: [] }
  }
  const draft = await lockDraft(sql, id)
  const lines = await loadLines(sql, id)
  await deleteDeliveryDraft(sql, id)
  return await deliver(
    ports,
    { ...toCommand(draft, lines), sale_prices },
    {
      source: { key: draft.source_key, requestHash: draft.request_hash },
      draft: { id, lineIds: lines.map((line) => line.id) },
    }
  )
}

/** A pick list keeps the start of a day that it is dated by. */
const toDraftDate = async (
  sql: Sql,
  command: { warehouse_id: string; effective_at?: string; currency_code?: string }
): Promise<Date | null> => {
  if (command.effective_at === undefined) return null
  const { contractorId } = requireOutbound(await requireParties(sql, command))
  const party: AgreementParty = {
    contractorId,
    direction: "outbound",
    currencyCode: command.currency_code,
  }
  return await toInstantOf(sql, party, command.effective_at)
}

const toPlaces = async (sql: Sql, command: { warehouse_id: string }) => {
  const warehouse = requireOutbound(await requireParties(sql, command))
  return {
    contractor_id: warehouse.contractorId,
    warehouse_id: warehouse.id,
    stock_location_id: warehouse.stockLocationId,
    branch_code: warehouse.branchCode,
  }
}

interface DraftRow {
  status: string
  contractor_id: string
  warehouse_id: string
  own_stock_location_id: string
  currency_code: string | null
  order_id: string | null
  effective_at: Instant | null
  reference: string | null
  note: string | null
  metadata: Record<string, unknown> | null
  created_by: string | null
  source_key: string | null
  request_hash: string | null
  updated_at: Instant
}

/** Throws: NOT_FOUND, DOCUMENT_POSTED. */
const lockDraft = async (sql: Sql, id: string): Promise<DraftRow> => {
  await beginPosting(sql)
  const [row] = await lockRows<DraftRow>(
    sql,
    "document",
    `status, contractor_id, warehouse_id, own_stock_location_id, currency_code, order_id, effective_at, reference, note,
     metadata, created_by, source_key, request_hash, updated_at`,
    [id, "delivery"]
  )
  if (!row) return refuseMissingDocument(id)
  if (row.status === "draft") return row
  throw new ConsignmentError(
    "DOCUMENT_POSTED",
    "A posted delivery is not changed; reverse it or take the goods back.",
    { id }
  )
}

interface DraftLine {
  id: string
  inventory_item_id: string
  sku: string | null
  quantity: string
  unit_price: string | null
  terms: LineTerms | undefined
  hire_until: string | null
  batch: string | null
  expires_at: string | null
  serial_numbers: string[] | null
}

const loadLines = async (sql: Sql, id: string): Promise<DraftLine[]> => {
  const rows = await sql<
    Omit<DraftLine, "terms" | "hire_until" | "expires_at"> & {
      terms: LineTerms | null
      hire_until: Instant | null
      expires_at: Instant | null
    }
  >(
    `select id, inventory_item_id, sku, quantity::text, unit_cost::text as unit_price, terms, hire_until, batch, expires_at, serial_numbers
     from consignment_document_line where document_id = ? order by index`,
    [id]
  )
  return rows.map((row) => ({
    ...row,
    terms: row.terms ?? undefined,
    hire_until: toDateOrNull(row.hire_until)?.toISOString() ?? null,
    expires_at: toDateOrNull(row.expires_at)?.toISOString() ?? null,
  }))
}

const deleteLines = async (sql: Sql, id: string): Promise<void> => {
  await sql(`delete from consignment_document_line where document_id = ?`, [id])
}

const toRows = async (
  sql: Sql,
  documentId: string,
  warehouseId: string,
  lines: PostDelivery["lines"]
) => {
  const warehouse = requireOutbound(await requireParties(sql, { warehouse_id: warehouseId }))
  const party = { contractorId: warehouse.contractorId, direction: "outbound" } as const
  const now = new Date()
  const untilOf = await toLastInstants(
    sql,
    party,
    now,
    lines.map((line) => line.hire_until)
  )
  const expiryOf = await toInstants(
    sql,
    party,
    now,
    lines.map((line) => line.expires_at)
  )
  return lines.map((line, index) => ({
    ...emptyLine,
    id: newId("condocl"),
    document_id: documentId,
    index,
    inventory_item_id: line.inventory_item_id,
    sku: line.sku,
    quantity: line.quantity,
    unit_cost: line.unit_price ?? null,
    terms: line.terms ?? defaultTerms(warehouse),
    hire_until: line.hire_until ? untilOf(line.hire_until).toISOString() : null,
    ...toDetailColumns(toLotDetails(line, expiryOf)),
  }))
}

const toCommand = (draft: DraftRow, lines: DraftLine[]): PostDelivery => ({
  warehouse_id: draft.warehouse_id,
  from_stock_location_id: draft.own_stock_location_id,
  currency_code: draft.currency_code ?? undefined,
  order_id: draft.order_id,
  order_read_at: toDate(draft.updated_at).toISOString(),
  effective_at: toDateOrNull(draft.effective_at)?.toISOString(),
  reference: draft.reference,
  note: draft.note,
  metadata: draft.metadata,
  created_by: draft.created_by,
  lines,
})
