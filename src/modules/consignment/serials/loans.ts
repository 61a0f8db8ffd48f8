import { ConsignmentError, refuseLines, type RefusedLine } from "../domain/errors"
import { groupBy } from "../domain/group-by"
import { serialKey } from "../domain/serial-numbers"
import { newId } from "../database/new-id"
import { givenRows, type Sql } from "../database/sql"
import { lockSerials } from "../database/locks"
import { loadNamed, type SerialRow } from "./rows"
import { refreshStates } from "./refresh"

export interface LentLine {
  /** The line of the loan. */
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  stockLocationId: string
  serials: string[]
}

/** Where a lent unit is: in a lot, or own stock. */
export interface LentSerial {
  line_id: string
  serial: string
  lot_id: string | null
}

/**
 * Marks named units as lent; they stay in their lot or own stock. Own units that the register does not know are added.
 * Runs after `beginPosting`, with the stock of the location locked. The caller checks quantities.
 * Throws: INSUFFICIENT_STOCK naming units that are elsewhere or lent already.
 */
export const lendSerials = async (
  sql: Sql,
  { documentId, lines }: { documentId: string; lines: LentLine[] }
): Promise<LentSerial[]> => {
  const named = lines.flatMap((line) =>
    line.serials.map((serial) => ({ ...line, lineId: line.id, serial }))
  )
  if (named.length === 0) return []
  await lockSerials(
    sql,
    named.map((one) => one.inventoryItemId)
  )
  const rows = new Map(
    (await loadNamed(sql, named)).map((row) => [serialKey(row.inventory_item_id, row.serial), row])
  )
  const seen = new Set<string>()
  const isLendable = (one: (typeof named)[number]): boolean => {
    const key = serialKey(one.inventoryItemId, one.serial)
    const row = rows.get(key)
    const isFirst = !seen.has(key)
    seen.add(key)
    if (!isFirst) return false
    return !row || (isFree(row) && row.stock_location_id === one.stockLocationId)
  }
  const refused = groupBy(
    named.filter((one) => !isLendable(one)),
    (one) => one.lineId
  )
  refuseLines(
    "INSUFFICIENT_STOCK",
    [...refused.values()].flatMap((ofLine): RefusedLine[] => {
      const [line] = ofLine
      if (!line) return []
      const serials = ofLine.map((one) => one.serial)
      return [
        {
          index: line.index,
          code: "INSUFFICIENT_STOCK",
          message: `${line.sku ?? line.inventoryItemId} with the serial number ${serials.join(", ")} cannot be lent from here.`,
          reason: "serial_elsewhere",
          inventory_item_id: line.inventoryItemId,
          sku: line.sku,
          serial_numbers: serials,
        },
      ]
    })
  )
  const units = named.map((one) => {
    const row = rows.get(serialKey(one.inventoryItemId, one.serial))
    return {
      id: row?.id ?? newId("cssn"),
      inventory_item_id: one.inventoryItemId,
      serial: one.serial,
      sku: one.sku,
      lot_id: row?.lot_id ?? null,
      stock_location_id: one.stockLocationId,
      line_id: one.lineId,
    }
  })
  const json = JSON.stringify(units)
  await sql(
    `insert into consignment_serial_number as s
       (id, inventory_item_id, serial, sku, state, is_held, stock_location_id, loan_line_id)
     select id, inventory_item_id, serial, sku, 'lent', true, stock_location_id, line_id
     from json_to_recordset(?::json) as unit (id text, inventory_item_id text, serial text, sku text,
       stock_location_id text, line_id text)
     on conflict (inventory_item_id, serial) do update set state = 'lent', loan_line_id = excluded.loan_line_id,
       loan_ended = false, updated_at = now()`,
    [json]
  )
  await noteMoves(sql, documentId, units)
  return units.map(({ line_id, serial, lot_id }) => ({ line_id, serial, lot_id }))
}

const isFree = (row: SerialRow): boolean =>
  row.is_held && row.loan_line_id === null && ["in_lot", "own", "possible"].includes(row.state)

/** Units that a loan line has lent and that have not come back. */
export const findLentSerials = async (
  sql: Sql,
  loanLineIds: string[]
): Promise<(LentSerial & { loan_ended: boolean })[]> =>
  await sql(
    `select loan_line_id as line_id, serial, lot_id, loan_ended from consignment_serial_number
     where loan_line_id = any(?::text[]) order by serial`,
    [loanLineIds]
  )

/** Marks lent units as ended: they are still with the borrower, and neither free nor lendable until they come back. */
export const endLentSerials = async (
  sql: Sql,
  ended: { loanLineId: string; serials: string[] }[]
): Promise<void> => {
  const units = toPairs(ended)
  if (units.serials.length === 0) return
  await sql(
    `update consignment_serial_number set loan_ended = true, updated_at = now()
     where (loan_line_id, serial) in (select * from unnest(?::text[], ?::text[]))`,
    [units.loanLineIds, units.serials]
  )
}

/**
 * Ends what is lent: the units are free again in their lot or own stock.
 * Throws: EXCEEDS_RETURNABLE naming units that the loan has not lent.
 */
export const returnLentSerials = async (
  sql: Sql,
  { documentId, lines }: { documentId: string; lines: { loanLineId: string; serials: string[] }[] }
): Promise<void> => {
  const units = toPairs(lines)
  if (units.serials.length === 0) return
  const rows = await sql<SerialRow & { line_id: string }>(
    `update consignment_serial_number s set loan_line_id = null, loan_ended = false, updated_at = now()
     from unnest(?::text[], ?::text[]) as returned (line_id, serial)
     where s.loan_line_id = returned.line_id and s.serial = returned.serial
     returning s.*, returned.line_id`,
    [units.loanLineIds, units.serials]
  )
  const known = new Map(rows.map((row) => [`${row.line_id}\n${row.serial}`, row]))
  const found = units.serials.map((serial, index) =>
    known.get(`${units.loanLineIds[index] ?? ""}\n${serial}`)
  )
  const unknown = units.serials.filter((_, index) => !found[index])
  if (unknown.length > 0) {
    throw new ConsignmentError(
      "EXCEEDS_RETURNABLE",
      `The loan has not lent the serial number ${unknown.join(", ")}.`,
      { serial_numbers: unknown }
    )
  }
  await refreshStates(
    sql,
    rows.map((row) => ({
      lotId: row.lot_id,
      stockLocationId: row.stock_location_id ?? "",
      inventoryItemId: row.inventory_item_id,
    }))
  )
  await noteMoves(
    sql,
    documentId,
    found.flatMap((row) => row ?? [])
  )
}

const toPairs = (lines: { loanLineId: string; serials: string[] }[]) => ({
  loanLineIds: lines.flatMap((line) => line.serials.map(() => line.loanLineId)),
  serials: lines.flatMap((line) => line.serials),
})

/** A loan moves no unit out of its lot, so the history needs only its name. */
const noteMoves = async (
  sql: Sql,
  documentId: string,
  units: { inventory_item_id: string; serial: string; line_id: string }[]
): Promise<void> => {
  const moved = givenRows(
    "unit",
    { inventory_item_id: "text", serial: "text", line_id: "text" },
    units
  )
  await sql(
    `insert into consignment_serial_move (serial_id, document_id, line_id, after)
     select s.id, ?, unit.line_id, jsonb_build_object('state', s.state)
     from ${moved.statement}
     join consignment_serial_number s on s.inventory_item_id = unit.inventory_item_id and s.serial = unit.serial
     order by unit.position`,
    [documentId, ...moved.parameters]
  )
}
