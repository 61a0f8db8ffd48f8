import { ConsignmentError } from "../../domain/errors"
import { beginPosting } from "../../database/begin-posting"
import { refuseOtherKeys } from "../../database/columns"
import { insertRows, updateRow, type Row, type Sql } from "../../database/sql"
import { findBySource, insertLines } from "../posting/document-head"
import { newId } from "../../database/new-id"
import { emptyLine, sourceOfCaller, type Ports, type Posted } from "../posting/post"
import { deliver, toRequest, type PostDelivery } from "./post-delivery"
import { toInstantOf, type AgreementParty } from "../posting/business-date"
import { refuseMissingDocument, requireOutbound, requireParties } from "../posting/references"
import { wasRequested } from "../posting/request-keys"
import { toDate, toDateOrNull, type Instant } from "../../database/rows"
import type { SalePrices } from "./sale-prices"

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
      ...(await toPlaces(sql, command)),
      own_stock_location_id: command.from_stock_location_id,
      currency_code: command.currency_code ?? null,
      order_id: command.order_id ?? null,
      effective_at: await toDraftDate(sql, command),
      reference: command.reference ?? null,
      note: command.note ?? null,
      metadata: command.metadata ?? null,
    },
  ])
  await insertLines(sql, toRows(id, command.lines))
  return { is_new: true, document_id: id }
}

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
  await updateRow<Row>(sql, "consignment_document", id, {
    ...columns,
    ...(change.effective_at === undefined
      ? {}
      : {
          effective_at: await toDraftDate(sql, {
            warehouse_id: warehouse_id ?? draft.warehouse_id,
            effective_at: change.effective_at,
            currency_code: change.currency_code ?? draft.currency_code ?? undefined,
          }),
        }),
    ...(warehouse_id === undefined ? {} : await toPlaces(sql, { warehouse_id })),
    own_stock_location_id: from_stock_location_id,
  })
  if (lines === undefined) return
  await deleteLines(sql, id)
  await insertLines(sql, toRows(id, lines))
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
  /** What the host's price lists say of lines without a price. */
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
  const [row] = await sql<DraftRow>(
    `select status, warehouse_id, own_stock_location_id, currency_code, order_id, effective_at, reference, note,
       metadata, created_by, source_key, request_hash, updated_at
     from consignment_document where id = ? and type = 'delivery' for update`,
    [id]
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
}

const loadLines = (sql: Sql, id: string): Promise<DraftLine[]> =>
  sql<DraftLine>(
    `select id, inventory_item_id, sku, quantity::text, unit_cost::text as unit_price
     from consignment_document_line where document_id = ? order by index`,
    [id]
  )

const deleteLines = async (sql: Sql, id: string): Promise<void> => {
  await sql(`delete from consignment_document_line where document_id = ?`, [id])
}

const toRows = (documentId: string, lines: PostDelivery["lines"]) =>
  lines.map((line, index) => ({
    ...emptyLine,
    id: newId("condocl"),
    document_id: documentId,
    index,
    inventory_item_id: line.inventory_item_id,
    sku: line.sku,
    quantity: line.quantity,
    unit_cost: line.unit_price ?? null,
  }))

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
