import { lockRows } from "../database/locks"
import { Decimal } from "decimal.js"
import { hireChangedEvent, type Announcement } from "../domain/announcement"
import { ConsignmentError, refuseFields, refuseLines, type RefusedLine } from "../domain/errors"
import { endOfDay, isDay, timeZoneOfDay } from "../domain/period"
import { exact, notBelowZero, toText } from "../domain/quantity"
import { refuseRepeated } from "../domain/repeated"
import type { ChangedHire } from "../domain/loan"
import { beginPosting } from "../database/begin-posting"
import { givenRows, type Sql } from "../database/sql"
import { loadStoreTimeZone, loadZoned } from "../ledger/posting/business-date"
import { announceAct } from "../ledger/posting/outbox"
import { hashOf } from "../ledger/posting/document-head"
import type { Ports } from "../ledger/posting/post"
import { refuseMissingDocument, refuseUnknownOnLines } from "../ledger/posting/references"
import { wasRequested } from "../ledger/posting/request-keys"
import { endDueHires } from "./due"

export interface EndHire {
  delivery_id: string
  /** A day, to its end, or an instant; default: now. */
  at?: string
  lines?: { line_id: string; quantity?: string | null; serial_numbers?: string[] | null }[]
  idempotency_key?: string
}

export interface ExtendHire {
  delivery_id: string
  hire_until: string
  lines?: { line_id: string }[]
  idempotency_key?: string
}

/** A hired line of a delivery. */
interface HiredLine {
  id: string
  index: number
  inventory_item_id: string
  sku: string | null
  terms: string | null
  ended: string
  remaining: string
  gone: string
}

/**
 * Ends the hire of delivered units. No unit moves: the customer still has them, and cannot use them any more. In the
 * future, the hire runs until then. Answers the event that tells of it, or null if an earlier call with the same key has
 * done so.
 * Throws: NOT_FOUND, INVALID_DATA, ALREADY_REVERSED, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH.
 */
export const endHire = async (ports: Ports, command: EndHire): Promise<Announcement | null> => {
  const { sql, clock } = ports
  const { delivery_id: id, at, lines, idempotency_key: key } = command
  await beginPosting(sql)
  const contractorId = await lockDelivery(sql, id)
  if (await wasRequested(sql, "end_hire", hashOf({ id, at, lines }), key)) return null
  const hired = await loadLines(ports, id)
  const wanted = lines ?? hired.filter(isRunning).map((line) => ({ line_id: line.id }))
  requireHired(hired, wanted)
  const now = clock()
  const until = at === undefined ? now : await toEnd(sql, contractorId, at)
  if (until.getTime() > now.getTime()) {
    refuseParts(lines)
    await setHireUntil(
      sql,
      wanted.map((line) => line.line_id),
      until
    )
    return await tell(ports, id)
  }
  if (at !== undefined && !isNow(until, now)) {
    refuseFields([{ path: "at", message: "A hire ends now or later.", reason: "in_past" }])
  }
  const byId = new Map(hired.map((line) => [line.id, line]))
  const refused: RefusedLine[] = []
  const ended = wanted.map((line: NonNullable<EndHire["lines"]>[number], index) => {
    const known = byId.get(line.line_id)
    const running = known ? runningOf(known) : exact(0)
    const serials = line.serial_numbers ?? []
    const quantity = line.quantity
      ? exact(line.quantity)
      : serials.length > 0
        ? exact(serials.length)
        : running
    if (quantity.gt(running)) {
      refused.push({
        index,
        code: "INSUFFICIENT_STOCK",
        message: `The hire of ${toText(running)} units runs, ${toText(quantity)} were to end.`,
        inventory_item_id: known?.inventory_item_id,
        sku: known?.sku,
        quantity: toText(quantity),
        available: toText(running),
      })
    }
    if (serials.length > 0 && !quantity.eq(serials.length)) {
      refused.push({
        index,
        code: "INVALID_DATA",
        path: "serial_numbers",
        message: `${serials.length} serial numbers are named for ${toText(quantity)} units.`,
        reason: "serial_count",
      })
    }
    return { id: line.line_id, quantity, serials }
  })
  refuseLines(
    "INSUFFICIENT_STOCK",
    refused.filter(({ code }) => code === "INSUFFICIENT_STOCK")
  )
  refuseLines("INVALID_DATA", refused)
  const given = givenRows(
    "change",
    { id: "text", quantity: "numeric", serials: "jsonb" },
    ended.map(({ id: lineId, quantity, serials }) => ({
      id: lineId,
      quantity: toText(quantity),
      serials,
    }))
  )
  await sql(
    `update consignment_document_line line set updated_at = now(), ended_quantity = greatest(line.ended_quantity, l.gone)
         + change.quantity,
       ended_serial_numbers = case when change.serials = '[]'::jsonb then line.ended_serial_numbers
         else coalesce(line.ended_serial_numbers, '[]'::jsonb) || change.serials end
     from ${given.statement}
     cross join lateral (select coalesce(sum(quantity_returned_to_consignor), 0) as gone from consignment_lot
       where line_id = change.id) l
     where line.id = change.id`,
    given.parameters
  )
  return await tell(ports, id)
}

/**
 * Lets a hire run on: units that had ended and are still with the customer can be used again. Loans that have ended there
 * stay ended.
 * Throws: NOT_FOUND, INVALID_DATA, ALREADY_REVERSED, IDEMPOTENCY_MISMATCH.
 */
export const extendHire = async (
  ports: Ports,
  command: ExtendHire
): Promise<Announcement | null> => {
  const { sql, clock } = ports
  const { delivery_id: id, hire_until, lines, idempotency_key: key } = command
  await beginPosting(sql)
  const contractorId = await lockDelivery(sql, id)
  if (await wasRequested(sql, "extend_hire", hashOf({ id, hire_until, lines }), key)) return null
  const hired = await loadLines(ports, id)
  const wanted = lines ?? hired.filter(isOutstanding).map((line) => ({ line_id: line.id }))
  requireHired(hired, wanted)
  const now = clock()
  const until = await toEnd(sql, contractorId, hire_until)
  if (until.getTime() <= now.getTime()) {
    refuseFields([
      { path: "hire_until", message: "A hire is extended into the future.", reason: "in_past" },
    ])
  }
  const ids = wanted.map((line) => line.line_id)
  await setHireUntil(sql, ids, until)
  await sql(
    `update consignment_document_line line set ended_quantity = least(line.ended_quantity, l.gone),
       ended_serial_numbers = null
     from (select line_id, sum(quantity_returned_to_consignor) as gone from consignment_lot
       where document_id = ? group by line_id) l
     where l.line_id = line.id and line.id = any(?::text[])`,
    [id, ids]
  )
  return await tell(ports, id)
}

/** State of the hire of each line of a delivery. */
export const readHires = async (sql: Sql, deliveryId: string): Promise<ChangedHire[]> => {
  const rows = await sql<{
    id: string
    hire_until: Date | string | null
    ended_quantity: string
    ended_serial_numbers: string[] | null
  }>(
    `select id, hire_until, trim_scale(ended_quantity)::text as ended_quantity, ended_serial_numbers
     from consignment_document_line where document_id = ? and terms = 'hire' order by index`,
    [deliveryId]
  )
  return rows.map((row) => ({
    line_id: row.id,
    hire_until: row.hire_until === null ? null : new Date(row.hire_until).toISOString(),
    ended_quantity: row.ended_quantity,
    serial_numbers: row.ended_serial_numbers ?? [],
  }))
}

/** A connected customer is told in the same transaction. */
const tell = async ({ sql, peers }: Ports, deliveryId: string): Promise<Announcement> => {
  await peers?.tellHire?.(sql, deliveryId, await readHires(sql, deliveryId))
  return await announceAct(sql, hireChangedEvent, deliveryId)
}

const lockDelivery = async (sql: Sql, id: string): Promise<string> => {
  const [delivery] = await lockRows<{ status: string; contractor_id: string }>(
    sql,
    "document",
    "status, contractor_id",
    [id, "delivery"]
  )
  if (!delivery || delivery.status === "draft") return refuseMissingDocument(id)
  if (delivery.status === "reversed") {
    throw new ConsignmentError("ALREADY_REVERSED", "The delivery was reversed.", { id })
  }
  return delivery.contractor_id
}

const loadLines = async (ports: Ports, deliveryId: string): Promise<HiredLine[]> => {
  const read = async () =>
    (
      await lockRows<HiredLine>(
        ports.sql,
        "lotsOfDelivery",
        `line.id, line.index, line.inventory_item_id, line.sku, line.terms, line.ended_quantity::text as ended,
         l.quantity_remaining::text as remaining, l.quantity_returned_to_consignor::text as gone`,
        [deliveryId]
      )
    ).sort((a, b) => a.index - b.index)
  const lines = await read()
  await endDueHires(ports, {
    itemIds: lines.map((line) => line.inventory_item_id),
    direction: "outbound",
  })
  return await read()
}

/** Units whose hire runs. */
const runningOf = ({ remaining, ended, gone }: HiredLine): Decimal =>
  notBelowZero(exact(remaining).minus(Decimal.max(0, exact(ended).minus(exact(gone)))))

const isHired = ({ terms }: HiredLine): boolean => terms === "hire"
const isOutstanding = (line: HiredLine): boolean => isHired(line) && exact(line.remaining).gt(0)
const isRunning = (line: HiredLine): boolean => isHired(line) && runningOf(line).gt(0)

/** Throws: INVALID_DATA (unknown or repeated lines, or nothing that is hired). */
const requireHired = (hired: HiredLine[], wanted: { line_id: string }[]): void => {
  refuseUnknownOnLines(
    "line_id",
    wanted.map((line, index) => ({ index, value: line.line_id })),
    new Set(hired.filter(isHired).map(({ id }) => id))
  )
  refuseRepeated(
    "line_id",
    wanted.map((line, index) => ({ index, thing: line.line_id }))
  )
  if (wanted.length === 0) {
    throw new ConsignmentError("INVALID_DATA", "The delivery has no line whose hire runs.")
  }
}

/** A moment in the future holds for whole lines. Throws: INVALID_DATA. */
const refuseParts = (lines: EndHire["lines"] = []): void =>
  refuseLines(
    "INVALID_DATA",
    lines.flatMap((line, index) =>
      line.quantity || (line.serial_numbers ?? []).length > 0
        ? [
            {
              index,
              code: "INVALID_DATA" as const,
              path: "quantity",
              message: "A hire that ends later ends for whole lines.",
              reason: "whole_lines",
            },
          ]
        : []
    )
  )

const setHireUntil = async (sql: Sql, lineIds: string[], until: Date): Promise<void> => {
  await sql(
    `update consignment_document_line set hire_until = ?::timestamptz, updated_at = now() where id = any(?::text[])`,
    [until, lineIds]
  )
}

const toEnd = async (sql: Sql, contractorId: string, date: string): Promise<Date> => {
  if (!isDay(date)) return new Date(date)
  const zoned = await loadZoned(sql, { contractorId, direction: "outbound" })
  const timeZone =
    timeZoneOfDay(zoned, (zone) => endOfDay(date, zone)) ?? (await loadStoreTimeZone(sql))
  return endOfDay(date, timeZone)
}

/** Clocks differ: what was meant as now may be a moment ago. */
const PATIENCE_MILLISECONDS = 60_000

const isNow = (at: Date, now: Date): boolean =>
  now.getTime() - at.getTime() <= PATIENCE_MILLISECONDS
