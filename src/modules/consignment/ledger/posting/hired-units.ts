import type { Decimal } from "decimal.js"
import { groupBy } from "../../domain/group-by"
import {
  activeOf,
  endedOutOf,
  heldEnded,
  heldUnchecked,
  type HiredLot,
  type Lent,
} from "../../domain/loan"
import type { LentUnits } from "../../domain/stock-count"
import { exact, notBelowZero, sumOf } from "../../domain/quantity"
import { toDateOrNull, type Instant } from "../../database/column-table"
import type { Sql } from "../../database/sql"
import type { HostLevels } from "./host-levels"

/** A lot of hired units with the line of the goods receipt that made it. */
export interface LoadedLot extends HiredLot {
  stockLocationId: string
  inventoryItemId: string
  sku: string | null
  /** The line of the goods receipt. */
  lineId: string
  hireUntil: Date | null
  /** Units that went back to their owner. */
  gone: Decimal
  /** Units whose hire has ended, those that went back included. */
  endedOfLine: Decimal
}

export interface LoadedLent extends Lent {
  loanId: string
  stockLocationId: string
  inventoryItemId: string
}

/** Hired lots, oldest first, and all that is lent of them. */
export interface HiredState {
  lots: LoadedLot[]
  lents: LoadedLent[]
}

interface LotRow {
  id: string
  stock_location_id: string
  inventory_item_id: string
  sku: string | null
  line_id: string
  remaining: string
  gone: string
  ended: string
  unchecked: string
  hire_until: Instant | null
}

const toLot = (row: LotRow): LoadedLot => {
  const gone = exact(row.gone)
  const endedOfLine = exact(row.ended)
  return {
    id: row.id,
    stockLocationId: row.stock_location_id,
    inventoryItemId: row.inventory_item_id,
    sku: row.sku,
    lineId: row.line_id,
    remaining: exact(row.remaining),
    gone,
    endedOfLine,
    ended: notBelowZero(endedOfLine.minus(gone)),
    unchecked: notBelowZero(exact(row.unchecked)),
    hireUntil: toDateOrNull(row.hire_until),
  }
}

interface LentRow {
  id: string
  loan_id: string
  line_id: string
  loan_number: number
  stock_location_id: string
  inventory_item_id: string
  lot_id: string | null
  quantity: string
  returned: string
  ended: string
  collected: string
  taken: string
  serial_numbers: string[]
  gone_serial_numbers: string[]
}

const toLent = (row: LentRow): LoadedLent => ({
  id: row.id,
  loanId: row.loan_id,
  lineId: row.line_id,
  loanNumber: row.loan_number,
  stockLocationId: row.stock_location_id,
  inventoryItemId: row.inventory_item_id,
  lotId: row.lot_id,
  quantity: exact(row.quantity),
  returned: exact(row.returned),
  ended: exact(row.ended),
  collected: exact(row.collected),
  taken: exact(row.taken),
  serials: row.serial_numbers,
  goneSerials: row.gone_serial_numbers,
})

const selectLents = (condition: string): string =>
  `select a.id, a.loan_id, a.line_id, n.sequence::float8 as loan_number, n.stock_location_id, line.inventory_item_id,
     a.lot_id, a.quantity::text, a.returned::text, a.ended::text, a.collected::text, a.taken::text, a.serial_numbers,
     a.gone_serial_numbers
   from consignment_loan_allocation a join consignment_loan_line line on line.id = a.line_id
   join consignment_loan n on n.id = a.loan_id
   where ${condition} order by n.sequence, line.index, a.index`

/** Allocations of these lines, in the order in which they were made. */
export const loadLentOfLines = async (sql: Sql, lineIds: string[]): Promise<LoadedLent[]> =>
  (await sql<LentRow>(selectLents("a.line_id = any(?::text[])"), [lineIds])).map(toLent)

/** Own units of items that are lent from a location. */
export const loadOwnLent = async (
  sql: Sql,
  stockLocationId: string,
  itemIds: string[]
): Promise<LoadedLent[]> =>
  (
    await sql<LentRow>(
      selectLents(
        `a.lot_id is null and a.returned < a.quantity and n.stock_location_id = ? and line.inventory_item_id = any(?::text[])`
      ),
      [stockLocationId, itemIds]
    )
  ).map(toLent)

const selectLots = (condition: string): string =>
  `select l.id, l.stock_location_id, l.inventory_item_id, l.sku, l.line_id, l.quantity_remaining::text as remaining,
     l.quantity_returned_to_consignor::text as gone, line.ended_quantity::text as ended,
     (case when line.checked_quantity is null then 0 else line.quantity - line.checked_quantity end)::text as unchecked,
     line.hire_until
   from consignment_lot l join consignment_document_line line on line.id = l.line_id
   where l.direction = 'inbound' and ${condition}
   order by l.received_at, l.sequence`

const withLents = async (sql: Sql, lots: LoadedLot[]): Promise<HiredState> => ({
  lots,
  lents: (
    await sql<LentRow>(
      selectLents(
        `a.lot_id = any(?::text[]) and a.returned + greatest(a.collected, a.taken) < a.quantity`
      ),
      [lots.map(({ id }) => id)]
    )
  ).map(toLent),
})

/** Read after the stock of the lots' places was locked. */
export const loadHired = async (sql: Sql, lotIds: string[]): Promise<HiredState> =>
  await withLents(
    sql,
    (await sql<LotRow>(selectLots("l.id = any(?::text[])"), [lotIds])).map(toLot)
  )

/** Hired lots of items at a location that are not empty. */
export const loadHiredAt = async (
  sql: Sql,
  stockLocationId: string,
  itemIds: string[]
): Promise<HiredState> =>
  await withLents(
    sql,
    (
      await sql<LotRow>(
        selectLots(
          `l.stock_location_id = ? and l.inventory_item_id = any(?::text[]) and l.quantity_remaining > 0`
        ),
        [stockLocationId, itemIds]
      )
    ).map(toLot)
  )

/** Units of items that are lent from a location, in the books there and with their borrowers. */
export const loadLentUnits = async (
  sql: Sql,
  stockLocationId: string,
  itemIds: string[]
): Promise<LentUnits> => {
  const { lents } = await loadHiredAt(sql, stockLocationId, itemIds)
  const own = await loadOwnLent(sql, stockLocationId, itemIds)
  const outOfBooks = (lent: LoadedLent) => activeOf(lent).plus(endedOutOf(lent))
  const sumBy = (all: LoadedLent[], keyOf: (lent: LoadedLent) => string) =>
    new Map([...groupBy(all, keyOf)].map(([key, some]) => [key, sumOf(some, outOfBooks)]))
  return {
    ofLots: sumBy(lents, ({ lotId }) => lotId ?? ""),
    own: sumBy(own, ({ inventoryItemId }) => inventoryItemId),
  }
}

/** Reservation of a line of a loan in the host. */
export const loanHoldId = (lineId: string): string => `resitem_${lineId}`
const endedHoldId = (lotId: string): string => `resitem_ended_${lotId}`
const uncheckedHoldId = (lotId: string): string => `resitem_check_${lotId}`

/** Reservations that the ledger keeps; the host's own ids have no second prefix. */
export const isHoldId = (id: string): boolean => /^resitem_(csloanl|ended|check)_/.test(id)

/**
 * Sets the reservations in the host to what is lent, ended and not checked of these lots, and lent by these lines of
 * loans. The caller holds the host's locks of the items.
 */
export const syncHolds = async (
  sql: Sql,
  host: HostLevels,
  { lotIds, lineIds }: { lotIds: string[]; lineIds: string[] }
): Promise<void> => {
  const { lots, lents } = await loadHired(sql, [...new Set(lotIds)])
  const lines = [...new Set([...lineIds, ...lents.map(({ lineId }) => lineId)])]
  const byLine = groupBy(await loadLentOfLines(sql, lines), ({ lineId }) => lineId)
  await host.hold(sql, [
    ...lots.flatMap((lot) => [
      {
        ...placeOf(lot),
        id: endedHoldId(lot.id),
        quantity: heldEnded(lot, lents),
        description: "Hire ended: to go back to the owner",
      },
      {
        ...placeOf(lot),
        id: uncheckedHoldId(lot.id),
        quantity: heldUnchecked(lot, lents),
        description: "Received: to be checked",
      },
    ]),
    ...[...byLine].flatMap(([lineId, ofLine]) => {
      const [first] = ofLine
      return first
        ? [
            {
              ...placeOf(first),
              id: loanHoldId(lineId),
              quantity: sumOf(ofLine, activeOf),
              description: "Lent",
            },
          ]
        : []
    }),
  ])
}

const placeOf = (one: { stockLocationId: string; inventoryItemId: string }) => ({
  stockLocationId: one.stockLocationId,
  inventoryItemId: one.inventoryItemId,
})

/** Units that the ledger itself keeps reserved at a position and that a return to the owner may take. */
export const reservedByHire = ({ lots, lents }: HiredState): Decimal =>
  sumOf(lots, (lot) =>
    heldEnded(lot, lents)
      .plus(heldUnchecked(lot, lents))
      .plus(
        sumOf(
          lents.filter(({ lotId }) => lotId === lot.id),
          activeOf
        )
      )
  )

/** Ends what is reserved of the lots of a goods receipt because they have ended or are to be checked. */
export const releaseHolds = async (
  sql: Sql,
  host: HostLevels,
  documentId: string
): Promise<void> => {
  const lots = await sql<{ id: string; stock_location_id: string; inventory_item_id: string }>(
    `select id, stock_location_id, inventory_item_id from consignment_lot where document_id = ?
       and exists (select 1 from consignment_document_line line where line.id = line_id
         and (line.checked_quantity is not null or line.ended_quantity > 0))`,
    [documentId]
  )
  await host.hold(
    sql,
    lots.flatMap((lot) =>
      [endedHoldId(lot.id), uncheckedHoldId(lot.id)].map((id) => ({
        id,
        stockLocationId: lot.stock_location_id,
        inventoryItemId: lot.inventory_item_id,
        quantity: exact(0),
        description: "",
      }))
    )
  )
}
