import type { Decimal } from "decimal.js"
import { loanPostedEvent } from "../domain/announcement"
import { ConsignmentError, refuseFields, refuseLines, type RefusedLine } from "../domain/errors"
import { withMidnights } from "../domain/fingerprint"
import { isHire } from "../domain/hire"
import { activeOf, freeOf, lend, type LendingPart, type Lent } from "../domain/loan"
import { exact, least, notBelowZero, sumOf, toText, ZERO } from "../domain/quantity"
import { availableAt, ownAt, positionAt, toWorkingStock, type Warehouse } from "../domain/stock"
import { beginPosting } from "../database/begin-posting"
import { newId } from "../database/new-id"
import type { Sql } from "../database/sql"
import { announce } from "../ledger/posting/outbox"
import { loadStoreTimeZone } from "../ledger/posting/business-date"
import { hashOf, nextNumber, refuseOtherRequest } from "../ledger/posting/document-head"
import { lockStock } from "../ledger/posting/lock-stock"
import type { Ports } from "../ledger/posting/post"
import { requireInbound, requireParties } from "../ledger/posting/references"
import { endOfDay, isDay, startOfDay } from "../domain/period"
import { lendSerials } from "../serials/loans"
import { endDueHires } from "./due"
import {
  loadHiredAt,
  loadOwnLent,
  syncHolds,
  type HiredState,
  type LoadedLot,
} from "../ledger/posting/hired-units"

export const borrowerKinds = ["customer", "contractor", "staff"] as const
export type BorrowerKind = (typeof borrowerKinds)[number]

export interface PostLoanLine {
  inventory_item_id: string
  sku: string | null
  quantity: string
  lot_id?: string | null
  serial_numbers?: string[] | null
}

export interface PostLoan {
  /** Default: a new one. */
  id?: string
  warehouse_id: string
  borrower: { kind: BorrowerKind; id?: string | null; name?: string | null }
  /** A day or an instant; default: now. */
  from?: string
  /** A day, to its end, or an instant; left out: open. */
  until?: string | null
  reference?: string | null
  note?: string | null
  metadata?: Record<string, unknown> | null
  idempotency_key?: string
  created_by?: string | null
  lines: PostLoanLine[]
}

/** A loan that lasts longer than the owner's hire: it ends with the hire. */
export interface BeyondHire {
  code: "BEYOND_HIRE"
  /** Position of the line. */
  line: number
  hire_until: string
}

export interface PostedLoan {
  is_new: boolean
  loan_id: string
  warnings: BeyondHire[]
}

interface Line {
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  quantity: Decimal
  lotId: string | null
  serials: string[]
}

type Part = LendingPart & { serials: string[] }

/**
 * Lends units of a hire warehouse: hired ones first, then own ones, unless a line names a lot or serial numbers. They
 * stay in the level and are reserved in the host.
 * Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH.
 */
export const postLoan = async (ports: Ports, command: PostLoan): Promise<PostedLoan> => {
  const { sql, host, clock } = ports
  await beginPosting(sql)
  const source = toSource(command)
  const earlier = await findEarlier(sql, source)
  if (earlier) return { is_new: false, loan_id: earlier, warnings: [] }
  const warehouse = requireHire(requireInbound(await requireParties(sql, command)))
  const now = clock()
  const dates = await toDates(sql, command, now)
  const { stockLocationId } = warehouse
  const lines = command.lines.map((line, index): Line => ({
    id: newId("csloanl"),
    index,
    inventoryItemId: line.inventory_item_id,
    sku: line.sku,
    quantity: exact(line.quantity),
    lotId: line.lot_id ?? null,
    serials: line.serial_numbers ?? [],
  }))
  refuseUncounted(lines)
  const itemIds = [...new Set(lines.map((line) => line.inventoryItemId))]
  const places = itemIds.map((inventoryItemId) => ({ stockLocationId, inventoryItemId }))
  const request = { places, at: now, changesSince: null }
  await lockStock(sql, host, request)
  await endDueHires(ports, { stockLocationId, itemIds })
  const stock = toWorkingStock(await lockStock(sql, host, request))
  const postedMeanwhile = await findEarlier(sql, source)
  if (postedMeanwhile) return { is_new: false, loan_id: postedMeanwhile, warnings: [] }

  const hired = await loadHiredAt(sql, stockLocationId, itemIds)
  const ownLent = await loadOwnLent(sql, stockLocationId, itemIds)
  const id = command.id ?? newId("csloan")
  const lotOf = await lendNamed(sql, id, lines, stockLocationId)
  const lents: Lent[] = [...hired.lents, ...ownLent]
  const left = new Map(
    places.map(({ inventoryItemId }) => [
      inventoryItemId,
      availableAt(positionAt(stock, stockLocationId, inventoryItemId)),
    ])
  )
  const parts = new Map<string, Part[]>()
  const refused: RefusedLine[] = []
  for (const line of inServingOrder(lines)) {
    const lots = hired.lots.filter((lot) => lot.inventoryItemId === line.inventoryItemId)
    const position = positionAt(stock, stockLocationId, line.inventoryItemId)
    const own = notBelowZero(
      ownAt(stock, position).minus(
        sumOf(
          lents.filter(
            (lent) => lent.lotId === null && itemOf(lent, ownLent, lines) === line.inventoryItemId
          ),
          activeOf
        )
      )
    )
    const made =
      line.serials.length > 0
        ? lendSerialised(line, lots, own, lents, lotOf)
        : lend(
            line.quantity,
            lots.filter((lot) => line.lotId === null || lot.id === line.lotId),
            line.lotId === null ? own : ZERO,
            lents
          ).map((part) => ({ ...part, serials: [] }))
    const free = least(
      sumOf(made, (part) => part.quantity),
      left.get(line.inventoryItemId) ?? ZERO
    )
    if (line.quantity.gt(free)) {
      refused.push(toRefused(line, free))
      continue
    }
    left.set(line.inventoryItemId, (left.get(line.inventoryItemId) ?? ZERO).minus(line.quantity))
    parts.set(line.id, made)
    lents.push(...made.map((part) => toLent(line, part)))
  }
  refuseLines("INSUFFICIENT_STOCK", refused)

  await insertLoan(sql, { id, command, source, warehouse, dates })
  await insertLines(sql, id, lines, parts)
  await syncHolds(sql, host, {
    lotIds: [],
    lineIds: lines.map((line) => line.id),
  })
  await sql(`update consignment_loan set number = ? where id = ?`, [
    await nextNumber(sql, "loan"),
    id,
  ])
  await announce(sql, loanPostedEvent, id)
  return { is_new: true, loan_id: id, warnings: warnOf(lines, parts, hired, dates.until) }
}

/** Lines that name units or a lot are served first. */
const inServingOrder = (lines: Line[]): Line[] => [
  ...lines.filter((line) => line.serials.length > 0),
  ...lines.filter((line) => line.serials.length === 0 && line.lotId !== null),
  ...lines.filter((line) => line.serials.length === 0 && line.lotId === null),
]

const itemOf = (
  lent: Lent,
  known: { id: string; inventoryItemId: string }[],
  lines: Line[]
): string | undefined =>
  known.find(({ id }) => id === lent.id)?.inventoryItemId ??
  lines.find(({ id }) => id === lent.lineId)?.inventoryItemId

const toLent = (line: Line, part: LendingPart): Lent => ({
  id: newId("csloana"),
  lineId: line.id,
  loanNumber: Number.MAX_SAFE_INTEGER,
  lotId: part.lotId,
  quantity: part.quantity,
  returned: ZERO,
  ended: ZERO,
  collected: ZERO,
  taken: ZERO,
  serials: [],
  goneSerials: [],
})

/** The lot of each named unit, null for own ones; each is marked as lent. */
const lendNamed = async (
  sql: Sql,
  documentId: string,
  lines: Line[],
  stockLocationId: string
): Promise<Map<string, string | null>> => {
  const named = await lendSerials(sql, {
    documentId,
    lines: lines
      .filter(({ serials }) => serials.length > 0)
      .map((line) => ({
        ...line,
        stockLocationId,
      })),
  })
  return new Map(named.map((one) => [`${one.line_id}\n${one.serial}`, one.lot_id]))
}

/** Named units by the lot they are in, as far as that lot has units to lend. */
const lendSerialised = (
  line: Line,
  lots: LoadedLot[],
  own: Decimal,
  lents: Lent[],
  lotOf: ReadonlyMap<string, string | null>
): Part[] => {
  const byLot = new Map<string | null, string[]>()
  for (const serial of line.serials) {
    const lotId = lotOf.get(`${line.id}\n${serial}`) ?? null
    if (line.lotId !== null && lotId !== line.lotId) continue
    byLot.set(lotId, [...(byLot.get(lotId) ?? []), serial])
  }
  return [...byLot].flatMap(([lotId, serials]): Part[] => {
    const lot = lots.find(({ id }) => id === lotId)
    const free = lotId === null ? own : lot ? freeOf(lot, lents) : ZERO
    const quantity = least(exact(serials.length), free)
    return quantity.gt(0) ? [{ lotId, quantity, serials }] : []
  })
}

const requireHire = (warehouse: Warehouse): Warehouse => {
  if (!isHire(warehouse)) {
    refuseFields([
      {
        path: "warehouse_id",
        message: "Units are lent from warehouses with the purpose hire.",
        reason: "not_for_hire",
      },
    ])
  }
  return warehouse
}

const refuseUncounted = (lines: Line[]): void =>
  refuseLines(
    "INVALID_DATA",
    lines.flatMap((line): RefusedLine[] =>
      line.serials.length === 0 || line.quantity.eq(line.serials.length)
        ? []
        : [
            {
              index: line.index,
              code: "INVALID_DATA",
              path: "serial_numbers",
              message: `${line.serials.length} serial numbers are named for ${toText(line.quantity)} units.`,
              reason: "serial_count",
            },
          ]
    )
  )

const toRefused = (line: Line, free: Decimal): RefusedLine => ({
  index: line.index,
  code: "INSUFFICIENT_STOCK",
  message: `${toText(line.quantity)} of ${line.sku ?? line.inventoryItemId} were asked for, ${toText(free)} are free.`,
  inventory_item_id: line.inventoryItemId,
  sku: line.sku,
  quantity: toText(line.quantity),
  available: toText(free),
})

interface Dates {
  from: Date
  until: Date | null
}

/** Throws: INVALID_DATA (it would end before it begins). */
const toDates = async (sql: Sql, { from, until }: PostLoan, now: Date): Promise<Dates> => {
  const timeZone = await loadStoreTimeZone(sql)
  const dates = {
    from: from === undefined ? now : isDay(from) ? startOfDay(from, timeZone) : new Date(from),
    until: !until ? null : isDay(until) ? endOfDay(until, timeZone) : new Date(until),
  }
  const isOver = dates.until !== null && dates.until.getTime() <= dates.from.getTime()
  refuseFields(
    isOver
      ? [
          {
            path: "until",
            message: "The loan would end before it begins.",
            reason: "ends_before_start",
          },
        ]
      : []
  )
  return dates
}

const warnOf = (
  lines: Line[],
  parts: ReadonlyMap<string, Part[]>,
  { lots }: HiredState,
  until: Date | null
): BeyondHire[] =>
  lines.flatMap((line) => {
    const ends = (parts.get(line.id) ?? []).flatMap(
      ({ lotId }) => lots.find(({ id }) => id === lotId)?.hireUntil ?? []
    )
    const [first] = ends.sort((a, b) => a.getTime() - b.getTime())
    return first && (until === null || until.getTime() > first.getTime())
      ? [{ code: "BEYOND_HIRE" as const, line: line.index, hire_until: first.toISOString() }]
      : []
  })

interface LoanSource {
  key: string | null
  requestHash: string | null
}

const toSource = (command: PostLoan): LoanSource => {
  const { id: _id, idempotency_key: key, created_by: _, ...request } = command
  if (key === undefined) return { key: null, requestHash: null }
  const lines = request.lines.map((line) => ({ ...line, sku: undefined }))
  return { key: `loan:${key}`, requestHash: hashOf(withMidnights({ ...request, lines })) }
}

const findEarlier = async (sql: Sql, { key, requestHash }: LoanSource): Promise<string | null> => {
  if (key === null) return null
  const [row] = await sql<{ id: string; request_hash: string | null }>(
    `select id, request_hash from consignment_loan where source_key = ?`,
    [key]
  )
  if (!row) return null
  refuseOtherRequest(key, row.request_hash, requestHash)
  return row.id
}

const insertLoan = async (
  sql: Sql,
  {
    id,
    command,
    source,
    warehouse,
    dates,
  }: { id: string; command: PostLoan; source: LoanSource; warehouse: Warehouse; dates: Dates }
): Promise<void> => {
  const { borrower } = command
  if (!borrower.id && !borrower.name) {
    throw new ConsignmentError("INVALID_DATA", "Name the borrower by id or by name.", {
      path: "borrower.id",
    })
  }
  await sql(
    `insert into consignment_loan (id, number, warehouse_id, stock_location_id, borrower_kind, borrower_id, borrower_name,
       from_at, until_at, reference, note, metadata, created_by, source_key, request_hash)
     values (?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)`,
    [
      id,
      warehouse.id,
      warehouse.stockLocationId,
      borrower.kind,
      borrower.id ?? null,
      borrower.name ?? null,
      dates.from,
      dates.until,
      command.reference ?? null,
      command.note ?? null,
      command.metadata ? JSON.stringify(command.metadata) : null,
      command.created_by ?? null,
      source.key,
      source.requestHash,
    ]
  )
}

const insertLines = async (
  sql: Sql,
  loanId: string,
  lines: Line[],
  parts: ReadonlyMap<string, Part[]>
): Promise<void> => {
  await sql(
    `insert into consignment_loan_line (id, loan_id, index, inventory_item_id, sku, quantity)
     select id, ?, index, inventory_item_id, sku, quantity from json_to_recordset(?::json)
       as line (id text, index integer, inventory_item_id text, sku text, quantity numeric)`,
    [
      loanId,
      JSON.stringify(
        lines.map((line) => ({
          id: line.id,
          index: line.index,
          inventory_item_id: line.inventoryItemId,
          sku: line.sku,
          quantity: toText(line.quantity),
        }))
      ),
    ]
  )
  await sql(
    `insert into consignment_loan_allocation (id, loan_id, line_id, index, lot_id, quantity, serial_numbers)
     select id, ?, line_id, index, lot_id, quantity, serials from json_to_recordset(?::json)
       as part (id text, line_id text, index integer, lot_id text, quantity numeric, serials jsonb)`,
    [
      loanId,
      JSON.stringify(
        lines.flatMap((line) =>
          (parts.get(line.id) ?? []).map((part, index) => ({
            id: newId("csloana"),
            line_id: line.id,
            index,
            lot_id: part.lotId,
            quantity: toText(part.quantity),
            serials: part.serials,
          }))
        )
      ),
    ]
  )
}
