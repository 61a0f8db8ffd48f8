import { withMidnights } from "../../domain/fingerprint"
import { ConsignmentError } from "../../domain/errors"
import type { Facts, Posting } from "../../domain/posting"
import type { Stock } from "../../domain/stock"
import { postingBegun } from "../../database/begin-posting"
import { newId } from "../../database/new-id"
import type { Sql, Write } from "../../database/sql"
import { readTogether, type Query } from "../../database/together"
import { appendPosting } from "./append-posting"
import {
  hashOf,
  insertHead,
  insertRehearsedHead,
  postedBy,
  type DocumentHead,
  type DocumentSource,
} from "./document-head"
import type { HostLevels } from "./host-levels"
import {
  dateByStock,
  earliestOf,
  refuseTooOld,
  toBusinessDate,
  type AgreementParty,
} from "./business-date"
import type { ChangedHire } from "../../domain/loan"
import { syncHolds } from "./hired-units"
import { lockStockIn, type StockRequest } from "./lock-stock"
import { warehousesOf } from "./stock-queries"
import { emptyRegister, type SerialLine, type SerialRegister } from "../../domain/serial-register"
import { loadRegister } from "../../serials/load-register"
import { recordSerials } from "../../serials/record"
import { toDate, type Instant } from "../../database/column-table"
import { UNDER_WAY_SECONDS } from "./under-way"
import { warnOfReference, withWarnings } from "./warn-of-reference"
import type { DocumentLineRow } from "../../database/tables"

/** Context of a posting: its transaction, the host's levels in it, and the clock. */
export interface Ports {
  sql: Sql
  host: HostLevels
  clock: () => Date
  /** The posting is rolled back. */
  isRehearsal?: boolean
  /** The stores that ours is connected with; none for documents that follow one of their messages. */
  peers?: PeerPorts
  /** The message of a connected store that the document follows: its origin, and what makes it happen once. */
  follows?: { peerId: string; key: string }
}

/** Hooks of a posting for connected stores. */
export interface PeerPorts {
  /** A check that needs the database is answered as a query that throws the refusal. Throws: LED_BY_PEER, DOCUMENT_POSTED. */
  guard: (
    sql: Sql,
    wanted: Pick<DocumentToPost, "head" | "stock">
  ) => Promise<Query<void> | undefined>
  /** Writes the message about a document, if a store is to know of it; answers what its lines say of that. */
  tell: (
    sql: Sql,
    written: NonNullable<Posted["written"]>
  ) => Promise<Pick<DocumentLineRow, "peer_state"> | null>
  /** Writes the message about a hire that was ended or extended, if a store is to know of it. */
  tellHire?: (sql: Sql, deliveryId: string, hires: ChangedHire[]) => Promise<void>
}

/** Fields that every command may carry. */
export interface DocumentCommand {
  /** Business date, a day or an instant; default now. */
  effective_at?: string
  reference?: string | null
  note?: string | null
  metadata?: Record<string, unknown> | null
  idempotency_key?: string
  created_by?: string | null
}

type HeadDefaults = Omit<
  DocumentHead,
  | "id"
  | "type"
  | "effective_at"
  | "posted_at"
  | "late"
  | "source_key"
  | "request_hash"
  | "outcome"
  | "origin"
  | "peer_id"
>

/** A document about to be posted. */
export interface DocumentToPost {
  command: DocumentCommand
  source: DocumentSource
  /** A draft that is posted keeps its id. */
  documentId?: string
  head: Pick<DocumentHead, "type"> & Partial<HeadDefaults>
  /** The party whose agreement gives the time zone of a day; default: that of the goods, else the store's. */
  party?: AgreementParty
  /** Fields of the head that follow from the locked stock. */
  headOf?: (stock: Stock) => Partial<HeadDefaults>
  stock: Omit<StockRequest, "at" | "changesSince">
  /** Movements are dated from here on; default: the document's business date. */
  datedFrom?: Date | null
  /** Lines that may name their units. */
  named?: Pick<SerialLine, "inventoryItemId" | "serialNumbers">[]
  /** A count compares all units that are there. */
  countsUnits?: boolean
  decide: (stock: Stock, facts: Facts, register: SerialRegister) => Posting | Promise<Posting>
  /** Result of the decision that the document keeps besides its lines. */
  outcome?: (
    posting: Posting,
    stock: Stock,
    facts: Facts
  ) => Record<string, unknown> | null | Promise<Record<string, unknown> | null>
  /** Other changes, made once movements and levels are written. */
  finish?: (posting: Posting) => Promise<void>
  /** Written with the head, with the same statement. */
  alongside?: (documentId: string) => Write
  /** The document's lines; a receipt learns its lots from the posting. */
  lines: (documentId: string, posting: Posting) => DocumentLineRow[]
}

export interface Posted {
  is_new: boolean
  document_id: string
  /** Levels of the host that changed by our hand. */
  level_ids: string[]
  /** Rows that were written; absent if an earlier call had posted the document. */
  written?: { head: DocumentHead & { number: string }; lines: DocumentLineRow[]; posting: Posting }
  /** The documents, where one was posted along with another; they are answered from the database then. */
  parts?: Posted[]
}

/** Lock, load, decide, append: the frame of every posting, in the caller's one transaction. */
export const post = async (ports: Ports, given: DocumentToPost): Promise<Posted> => {
  const { sql, host, clock, follows } = ports
  const wanted = follows ? { ...given, source: sourceOfFollowing(follows, given) } : given
  const { earlier, warehouses } = await readTogether(sql, {
    guarded: await ports.peers?.guard(sql, wanted),
    begun: postingBegun,
    // A fact of the host hardly ever comes twice: it is looked for under lock only.
    earlier: wanted.source.requestHash ? postedBy(wanted.source) : undefined,
    warehouses: warehousesOf(wanted.stock),
  })
  if (earlier) return { is_new: false, document_id: earlier, level_ids: [] }

  const named = await toBusinessDate(sql, wanted.command, wanted.party ?? null, clock())
  const request = {
    ...wanted.stock,
    at: named?.at ?? clock(),
    changesSince: wanted.datedFrom ?? (named ? earliestOf(named) : null),
  }
  const { stock, found } = await lockStockIn(sql, host, request, warehouses, {
    postedMeanwhile: postedBy(wanted.source),
  })
  if (found.postedMeanwhile) {
    return { is_new: false, document_id: found.postedMeanwhile, level_ids: [] }
  }

  const now = clock()
  const date = dateByStock(named, stock, now)
  if (!follows) await refuseTooOld(sql, date, now)
  const facts = toFacts(date?.at ?? now, now, wanted.documentId, date?.day)
  const known = await loadRegister(sql, {
    stock,
    named: wanted.named ?? [],
    withHeld: wanted.countsUnits,
  })
  const register = known ?? emptyRegister()
  const posting = await wanted.decide(stock, facts, register)
  const lines = wanted.lines(facts.documentId, posting)
  const outcome = (await wanted.outcome?.(posting, stock, facts)) ?? null
  const decided = toHead(wanted, stock, facts, posting, outcome, follows?.peerId)
  const warnings = await warnOfReference(sql, decided)
  const head = { ...decided, outcome: withWarnings(outcome, warnings) }
  const document = { id: head.id, type: head.type, postedAt: now, sourceKey: head.source_key }
  await appendPosting(sql, posting, document, lines)
  const levelIds = posting.levels.length > 0 ? await host.change(sql, posting.levels) : []
  await host.adjust?.()
  let units: ReadonlyMap<string, string[]> = new Map()
  if (known) {
    units = await recordSerials(sql, {
      document: { ...head, reversedType: await loadReversedType(sql, head) },
      lines,
      posting,
      stock,
      register,
      levels: host.table,
    })
  }
  await wanted.finish?.(posting)
  const lotIds = lotsWithHolds(stock, posting)
  if (lotIds.length > 0) await syncHolds(sql, host, { lotIds, lineIds: [] })
  const number = ports.isRehearsal
    ? await insertRehearsedHead(sql, head)
    : await insertHead(
        sql,
        head,
        { lots: posting.lots.length, movements: posting.movements.length },
        wanted.alongside?.(head.id)
      )
  const answered = lines.map((line) => ({
    ...line,
    serial_numbers: line.serial_numbers ?? units.get(line.id) ?? null,
  }))
  const written = { head: { ...head, number }, lines: answered, posting }
  const told = ports.isRehearsal ? null : await ports.peers?.tell(sql, written)
  if (told) written.lines = answered.map((line) => ({ ...line, ...told }))
  return { is_new: true, document_id: head.id, level_ids: levelIds, written }
}

const loadReversedType = async (
  sql: Sql,
  { type, undoes_document_id: id }: DocumentHead
): Promise<DocumentHead["type"] | null> => {
  if (type !== "reversal" || id === null) return null
  const [row] = await sql<Pick<DocumentHead, "type">>(
    `select type from consignment_document where id = ?`,
    [id]
  )
  return row?.type ?? null
}

/** Lots that moved and of which the ledger keeps units reserved: hired ones, and those that are checked on arrival. */
const lotsWithHolds = (stock: Stock, { lots, movements }: Posting): string[] => {
  const checking = new Set(
    stock.warehouses.filter(({ checksOnArrival }) => checksOnArrival).map(({ id }) => id)
  )
  const moved = new Set(movements.map(({ lotId }) => lotId))
  return [...stock.lots, ...lots]
    .filter((lot) => moved.has(lot.id) && (lot.terms === "hire" || checking.has(lot.warehouseId)))
    .filter((lot) => lot.direction === "inbound")
    .map(({ id }) => id)
}

export const toFacts = (
  effectiveAt: Date,
  now: Date,
  documentId: string = newId("condoc"),
  day: Facts["day"] = null
): Facts => ({
  documentId,
  now,
  effectiveAt,
  day,
  newId,
})

const toHead = (
  wanted: DocumentToPost,
  stock: Stock,
  facts: Facts,
  posting: Posting,
  outcome: DocumentHead["outcome"],
  peerId: string | undefined
): DocumentHead => ({
  contractor_id: null,
  currency_code: null,
  warehouse_id: null,
  stock_location_id: null,
  branch_code: null,
  issue_strategy: null,
  order_id: null,
  fulfillment_id: null,
  return_id: null,
  undoes_document_id: null,
  to_warehouse_id: null,
  own_stock_location_id: null,
  reason: null,
  created_by: wanted.command.created_by ?? null,
  reference: wanted.command.reference ?? null,
  note: wanted.command.note ?? null,
  metadata: wanted.command.metadata ?? null,
  ...wanted.head,
  ...wanted.headOf?.(stock),
  id: facts.documentId,
  effective_at: facts.effectiveAt.toISOString(),
  posted_at: facts.now.toISOString(),
  outcome,
  late: posting.movements.some(
    (movement) => movement.late && movement.documentId === facts.documentId
  ),
  source_key: wanted.source.key,
  request_hash: wanted.source.requestHash,
  origin: peerId === undefined ? originOf(wanted.source) : "peer",
  peer_id: peerId ?? null,
})

/** A message may be followed by several documents: of several kinds, at several warehouses, undoing several others. */
const sourceOfFollowing = (
  { key }: NonNullable<Ports["follows"]>,
  { head }: DocumentToPost
): DocumentSource => ({
  key: `${head.type}:${key}:${head.undoes_document_id ?? head.warehouse_id ?? ""}`,
  requestHash: null,
})

const originOf = ({ key }: DocumentSource): DocumentHead["origin"] =>
  key?.includes(":import:") ? "import" : "manual"

/** The source of a caller's request: his key, if he sent one, and the fingerprint of what he asked for. */
export const sourceOfCaller = (
  type: string,
  command: DocumentCommand & { lines?: object[] },
  target?: string
): DocumentSource => {
  const { idempotency_key: key, created_by: _, ...request } = command
  if (key === undefined) return { key: null, requestHash: null }
  // Items go by their id: an SKU may change before the request is repeated.
  const lines = request.lines?.map((line) => ({ ...line, sku: undefined }))
  return {
    key: `${type}:${key}`,
    requestHash: hashOf(withMidnights({ ...request, lines, target })),
  }
}

/**
 * Refuses a step of the host that a simultaneous request has just posted. One that was left behind by a crash is done
 * and may be finished by the host; its levels must not change a second time either way.
 * Throws: DOCUMENT_POSTED.
 */
export const refuseRacing = async (
  { sql, clock }: Ports,
  { is_new: isNew, document_id: documentId }: Posted,
  fact: string
): Promise<void> => {
  if (isNew) return
  const [row] = await sql<{ posted_at: Instant }>(
    `select posted_at from consignment_document where id = ?`,
    [documentId]
  )
  const age = row ? clock().getTime() - toDate(row.posted_at).getTime() : 0
  if (age > UNDER_WAY_SECONDS * 1000) return
  throw new ConsignmentError(
    "DOCUMENT_POSTED",
    `${fact} has just been posted by another request; this one changes nothing.`,
    { document_id: documentId }
  )
}

/** The source of a fact of the host. */
export const sourceOfHost = (key: string): DocumentSource => ({ key, requestHash: null })
