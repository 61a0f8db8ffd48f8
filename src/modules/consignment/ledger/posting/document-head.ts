import { createHash } from "node:crypto"
import { ConsignmentError } from "../../domain/errors"
import {
  numberPrefixes,
  type DocumentStatus,
  type DocumentType,
  type NumberSeries,
} from "../../domain/document"
import { beginPosting } from "../../database/begin-posting"
import { toColumnList } from "../../database/columns"
import { insertRows, type Sql, type Write } from "../../database/sql"
import { queryOf, readTogether, type Query } from "../../database/together"
import { announcementOf, announcing, announcingParameters } from "./outbox"
import type { DocumentLineRow } from "../../database/tables"

/** Fields of every document. */
export interface DocumentHead {
  id: string
  type: DocumentType
  effective_at: string
  posted_at: string
  created_by: string | null
  late: boolean
  source_key: string | null
  request_hash: string | null
  contractor_id: string | null
  currency_code: string | null
  warehouse_id: string | null
  stock_location_id: string | null
  branch_code: string | null
  issue_strategy: string | null
  order_id: string | null
  fulfillment_id: string | null
  return_id: string | null
  undoes_document_id: string | null
  to_warehouse_id: string | null
  /** Where own goods came from or went to. */
  own_stock_location_id: string | null
  reason: string | null
  reference: string | null
  note: string | null
  metadata: Record<string, unknown> | null
  /** Result of the decision besides the lines, such as a revaluation's lots. */
  outcome: Record<string, unknown> | null
  origin: "manual" | "import" | "peer"
  /** The connected store whose message it follows. */
  peer_id: string | null
}

export const insertLines = (sql: Sql, lines: DocumentLineRow[]): Promise<void> =>
  insertRows(sql, "consignment_document_line", lines)

/** Takes the next number of a series; the row stays locked to the end of the transaction, so this comes last in it. */
export const nextNumber = async (sql: Sql, series: NumberSeries): Promise<string> =>
  await takeNext(sql, series, `${chosenPrefix} as prefix`, [series, numberPrefixes[series]])

/** The next number of a series with a prefix of its own. */
export const nextOf = async (sql: Sql, series: string, prefix: string): Promise<string> =>
  await takeNext(sql, series, `?::text as prefix`, [prefix])

const takeNext = async (
  sql: Sql,
  series: string,
  prefix: string,
  parameters: string[]
): Promise<string> => {
  const [row] = await sql<{ number: string }>(
    `with next as (${takeNumber}), chosen as (select ${prefix})
     select chosen.prefix || '-' || next.digits as number from next, chosen`,
    [series, 0, 0, ...parameters]
  )
  return row?.number ?? ""
}

/** The prefix of a series that the store has chosen last, else its original one. */
const chosenPrefix = `coalesce((select number_prefixes -> ?::text ->> -1 from consignment_settings
  where deleted_at is null order by created_at limit 1), ?::text)`

const takeNumber = `insert into consignment_number_series as series (key, last_number, lots, movements) values (?, 1, ?, ?)
  on conflict (key) do update set last_number = series.last_number + 1, lots = series.lots + excluded.lots,
    movements = series.movements + excluded.movements
  returning lpad(last_number::text, greatest(6, length(last_number::text)), '0') as digits`

/** How many rows of the ledger a document has written, by which its lists are counted. */
export interface Written {
  lots: number
  movements: number
}

/** Writes the head of a document with its number, and what is told of it; last in its transaction, because of the number. */
export const insertHead = async (
  sql: Sql,
  head: DocumentHead,
  { lots, movements }: Written,
  alongside?: Write
): Promise<string> => {
  const values = { ...head, status: "posted" }
  const columns = toColumnList("consignment_document", values)
  const [inserted] = await sql<{ number: string }>(
    `with next as (${takeNumber}), announced as (${announcing})
       ${alongside ? `, alongside as (${alongside.statement})` : ""}
     insert into consignment_document (${columns}, number)
     select ${columns}, ${chosenPrefix} || '-' || next.digits
     from next, json_populate_record(null::consignment_document, ?::json)
     returning number`,
    [
      head.type,
      lots,
      movements,
      ...announcingParameters(announcementOf(head), head.id),
      ...(alongside?.parameters ?? []),
      head.type,
      numberPrefixes[head.type],
      JSON.stringify(values),
    ]
  )
  return inserted?.number ?? ""
}

/** Writes the head of a document that is taken back at once: it takes no number, for which others would have to wait. */
export const insertRehearsedHead = async (sql: Sql, head: DocumentHead): Promise<string> => {
  const number = head.id
  await insertRows(sql, "consignment_document", [{ ...head, status: "posted", number }])
  return number
}

export const setStatus = async (
  sql: Sql,
  documentId: string,
  status: DocumentStatus
): Promise<void> => {
  await sql(`update consignment_document set status = ?, updated_at = now() where id = ?`, [
    status,
    documentId,
  ])
}

/** The request that posted the document has failed as a whole: when it is repeated, it posts anew. */
export const freeSourceKey = async (sql: Sql, documentId: string): Promise<void> => {
  await beginPosting(sql)
  await sql(`update consignment_document set source_key = null, updated_at = now() where id = ?`, [
    documentId,
  ])
}

/** The fingerprint of a request, by which a repeated key is told from a reused one. */
export const hashOf = (request: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify(sorted(request)))
    .digest("hex")

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== "object" || value === null) return value
  const record = value as Record<string, unknown>
  return Object.fromEntries(
    Object.keys(record)
      .sort()
      .filter((key) => record[key] !== undefined)
      .map((key) => [key, sorted(record[key])])
  )
}

/** Key that makes a posting happen once: the caller's key of one kind of document, or a fact of the host. */
export interface DocumentSource {
  key: string | null
  /** Null for facts of the host, which are the same fact whatever they bring. */
  requestHash: string | null
}

/**
 * The document an earlier call with the same source has posted. A fact of the host whose document was reversed may be
 * posted again; a caller's key answers its first document for ever.
 * Throws: IDEMPOTENCY_MISMATCH.
 */
export const findBySource = async (sql: Sql, source: DocumentSource): Promise<string | null> =>
  (await readTogether(sql, { posted: postedBy(source) })).posted ?? null

/** As `findBySource`, to be asked with other queries; nothing is asked for a source without a key. */
export const postedBy = ({
  key,
  requestHash,
}: DocumentSource): Query<string | null> | undefined => {
  if (key === null) return undefined
  return queryOf<{ id: string; request_hash: string | null }, string | null>(
    `select id, request_hash from consignment_document
     where source_key = ? and (status <> 'reversed' or ?::boolean) order by created_at desc limit 1`,
    [key, requestHash !== null],
    ([row]) => {
      if (!row) return null
      refuseOtherRequest(key, row.request_hash, requestHash)
      return row.id
    }
  )
}

export const refuseOtherRequest = (
  key: string,
  known: string | null,
  requestHash: string | null
): void => {
  if (requestHash !== null && known !== requestHash) {
    throw new ConsignmentError(
      "IDEMPOTENCY_MISMATCH",
      "The idempotency key was used with another body.",
      {
        source_key: key,
      }
    )
  }
}
