import { withMidnights } from "../../domain/fingerprint"
import { ConsignmentError } from "../../domain/errors"
import type { Facts, Posting } from "../../domain/posting"
import type { Stock } from "../../domain/stock"
import { beginPosting } from "../../database/begin-posting"
import { newId } from "../../database/new-id"
import type { Sql } from "../../database/sql"
import { appendPosting } from "./append-posting"
import {
  findBySource,
  hashOf,
  insertHead,
  insertLines,
  insertRehearsedHead,
  type DocumentHead,
  type DocumentLineRow,
  type Source,
} from "./document-head"
import type { HostLevels } from "./host-levels"
import {
  dateByStock,
  earliestOf,
  refuseTooOld,
  toBusinessDate,
  type AgreementParty,
} from "./business-date"
import { lockStock, type StockRequest } from "./lock-stock"
import { toDate, type Instant } from "../../database/rows"

/** What a posting works with: its transaction, the host's levels in it, and the clock. */
export interface Ports {
  sql: Sql
  host: HostLevels
  clock: () => Date
  /** What is posted will be taken back. */
  isRehearsal?: boolean
}

/** What every document may carry. */
export interface PaperCommand {
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
  "id" | "type" | "effective_at" | "posted_at" | "late" | "source_key" | "request_hash" | "outcome"
>

/** A document about to be posted. */
export interface Paper {
  command: PaperCommand
  source: Source
  /** A draft that is posted keeps its id. */
  documentId?: string
  head: Pick<DocumentHead, "type"> & Partial<HeadDefaults>
  /** Whose agreement says in which time zone a day is read; default: that of the goods, else the store's. */
  party?: AgreementParty
  /** What the head says of the stock that was locked. */
  headOf?: (stock: Stock) => Partial<HeadDefaults>
  stock: Omit<StockRequest, "at" | "changesSince">
  /** Movements are dated from here on; default: the paper's business date. */
  datedFrom?: Date | null
  decide: (stock: Stock, facts: Facts) => Posting | Promise<Posting>
  /** What the document keeps of the decision besides its lines. */
  outcome?: (
    posting: Posting,
    stock: Stock,
    facts: Facts
  ) => Record<string, unknown> | null | Promise<Record<string, unknown> | null>
  /** The paper's lines; a receipt learns its lots from the posting. */
  lines: (documentId: string, posting: Posting) => DocumentLineRow[]
}

export interface Posted {
  is_new: boolean
  document_id: string
  /** Levels of the host that changed by our hand. */
  level_ids: string[]
  /** What was written; absent if an earlier call had posted the document. */
  written?: { head: DocumentHead & { number: string }; lines: DocumentLineRow[]; posting: Posting }
}

/** Lock, load, decide, append: the frame of every posting, in the caller's one transaction. */
export const post = async (ports: Ports, paper: Paper): Promise<Posted> => {
  const { sql, host, clock } = ports
  await beginPosting(sql)
  // A fact of the host hardly ever comes twice: it is looked for under lock only.
  const earlier = paper.source.requestHash ? await findBySource(sql, paper.source) : null
  if (earlier) return { is_new: false, document_id: earlier, level_ids: [] }

  const named = await toBusinessDate(sql, paper.command, paper.party ?? null, clock())
  const stock = await lockStock(sql, host, {
    ...paper.stock,
    at: named?.at ?? clock(),
    changesSince: paper.datedFrom ?? (named ? earliestOf(named) : null),
  })
  const postedMeanwhile = await findBySource(sql, paper.source)
  if (postedMeanwhile) return { is_new: false, document_id: postedMeanwhile, level_ids: [] }

  const now = clock()
  const date = dateByStock(named, stock, now)
  await refuseTooOld(sql, date, now)
  const facts = toFacts(date?.at ?? now, now, paper.documentId, date?.day)
  const posting = await paper.decide(stock, facts)
  const lines = paper.lines(facts.documentId, posting)
  const outcome = (await paper.outcome?.(posting, stock, facts)) ?? null
  const head = toHead(paper, stock, facts, posting, outcome)
  await insertLines(sql, lines)
  await appendPosting(sql, posting, {
    id: head.id,
    type: head.type,
    postedAt: now,
    sourceKey: head.source_key,
  })
  const levelIds = posting.levels.length > 0 ? await host.change(sql, posting.levels) : []
  await host.adjust?.()
  const number = ports.isRehearsal
    ? await insertRehearsedHead(sql, head)
    : await insertHead(sql, head, {
        lots: posting.lots.length,
        movements: posting.movements.length,
      })
  return {
    is_new: true,
    document_id: head.id,
    level_ids: levelIds,
    written: { head: { ...head, number }, lines, posting },
  }
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
  paper: Paper,
  stock: Stock,
  facts: Facts,
  posting: Posting,
  outcome: DocumentHead["outcome"]
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
  created_by: paper.command.created_by ?? null,
  reference: paper.command.reference ?? null,
  note: paper.command.note ?? null,
  metadata: paper.command.metadata ?? null,
  ...paper.head,
  ...paper.headOf?.(stock),
  id: facts.documentId,
  effective_at: facts.effectiveAt.toISOString(),
  posted_at: facts.now.toISOString(),
  outcome,
  late: posting.movements.some(
    (movement) => movement.late && movement.documentId === facts.documentId
  ),
  source_key: paper.source.key,
  request_hash: paper.source.requestHash,
})

/** The source of a caller's request: his key, if he sent one, and the fingerprint of what he asked for. */
export const sourceOfCaller = (
  type: string,
  command: PaperCommand & { lines?: object[] },
  target?: string
): Source => {
  const { idempotency_key: key, created_by: _, ...request } = command
  if (key === undefined) return { key: null, requestHash: null }
  // Items go by their id: an SKU may change before the request is repeated.
  const lines = request.lines?.map((line) => ({ ...line, sku: undefined }))
  return {
    key: `${type}:${key}`,
    requestHash: hashOf(withMidnights({ ...request, lines, target })),
  }
}

/** What is younger was posted by a request that is under way; what is older by one that a crash has ended. */
const RACE_MILLISECONDS = 10_000

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
  if (row && clock().getTime() - toDate(row.posted_at).getTime() > RACE_MILLISECONDS) return
  throw new ConsignmentError(
    "DOCUMENT_POSTED",
    `${fact} has just been posted by another request; this one changes nothing.`,
    { document_id: documentId }
  )
}

/** The source of a fact of the host. */
export const sourceOfHost = (key: string): Source => ({ key, requestHash: null })

export const emptyLine = {
  stock_location_id: null,
  sku: null,
  unit_cost: null,
  sale_price: null,
  counted_quantity: null,
  received_quantity: null,
  lot_id: null,
  line_item_id: null,
  required_quantity: null,
  undoes_line_id: null,
  batch: null,
  expires_at: null,
  serial_numbers: null,
}
