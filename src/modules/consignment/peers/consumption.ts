import type { Decimal } from "decimal.js"
import { isSettled, movementsOf } from "../database/settled"
import type { Sql } from "../database/sql"
import { effectOf, type MovementType } from "../domain/movement"
import { exact, ZERO } from "../domain/quantity"
import type { PeerRow } from "./rows"

interface ConsumedRow {
  origin_line_id: string
  terms: string
  unit_cost: string
  type: MovementType
  liable: boolean
  quantity: string
  /** The document was told of by itself. */
  told_as: string | null
}

export interface Consumed {
  origin_line_id: string
  unit_cost: string
  quantity: Decimal
}

export interface SettledLine extends Consumed {
  /** Units that were there when the period began and are not any more, and the other way round. */
  serial_numbers_out: string[]
  serial_numbers_in: string[]
}

export interface Consumption<Line = Consumed> {
  /** By line and cost, net of returns. */
  lines: Line[]
  /** Consumption that was reported before. */
  includes: string[]
}

const selectConsumed = (movements: string, condition: string): string =>
  `select line.origin_line_id, root.terms, trim_scale(m.unit_cost)::text as unit_cost, m.type, m.liable,
     sum(m.quantity)::text as quantity, told.document_id as told_as
   from ${movements}
   join consignment_lot l on l.id = m.lot_id
   join consignment_lot root on root.id = coalesce(l.origin_lot_id, l.id)
   join consignment_document_line line on line.id = root.line_id and line.origin_line_id is not null
   left join consignment_peer_message told on told.document_id = m.document_id and told.feed = 'sent'
     and told.type in ('stock_count.posted', 'document.reversed')
   where not m.technical and ${condition}
   group by 1, 2, 3, 4, 5, 7`

const settledMovements = `consignment_settlement s cross join ${movementsOf("s")} m`

/** Goods of the connected owner in the holder's settlement. */
export const loadSettledConsumption = async (
  sql: Sql,
  settlementId: string
): Promise<Consumption<SettledLine>> => {
  const { lines, includes } = toConsumption(
    await sql<ConsumedRow>(selectConsumed(settledMovements, "s.id = ? and s.status = 'closed'"), [
      settlementId,
    ]),
    { withZero: true }
  )
  const serials = await loadSettledSerials(sql, settlementId)
  return {
    lines: lines.flatMap((line): SettledLine[] => {
      const { out = [], back = [] } = serials.get(keyOf(line)) ?? {}
      const isNothing = line.quantity.isZero() && out.length === 0 && back.length === 0
      return isNothing ? [] : [{ ...line, serial_numbers_out: out, serial_numbers_in: back }]
    }),
    includes,
  }
}

const keyOf = ({
  origin_line_id,
  unit_cost,
}: Pick<Consumed, "origin_line_id" | "unit_cost">): string => `${origin_line_id}\n${unit_cost}`

interface SettledSerialRow {
  origin_line_id: string
  unit_cost: string
  serial: string
  type: MovementType
  liable: boolean
  has_left: boolean
}

/** Whether a unit is in the lot of the movement `m`, before or after a move of the register. */
const isInLot = (when: "before" | "after"): string =>
  `coalesce((moved.${when} ->> 'is_held')::boolean and moved.${when} ->> 'lot_id' = m.lot_id, false)`

/** By line and cost: the known units that were consumed, and those that came back, net. */
const loadSettledSerials = async (
  sql: Sql,
  settlementId: string
): Promise<Map<string, { out: string[]; back: string[] }>> => {
  const rows = await sql<SettledSerialRow>(
    `select distinct on (moved.id) line.origin_line_id, trim_scale(m.unit_cost)::text as unit_cost, n.serial, m.type,
       m.liable, not ${isInLot("after")} as has_left
     from ${settledMovements}
     join consignment_lot l on l.id = m.lot_id
     join consignment_lot root on root.id = coalesce(l.origin_lot_id, l.id) and root.terms is distinct from 'sale'
     join consignment_document_line line on line.id = root.line_id and line.origin_line_id is not null
     join consignment_serial_move moved on moved.document_id = m.document_id
       and (${isInLot("before")} or ${isInLot("after")} or moved.before is null and moved.after ->> 'lot_id' = m.lot_id)
     join consignment_serial_number n on n.id = moved.serial_id
     where s.id = ? and s.status = 'closed' and not m.technical and not exists (
       select 1 from consignment_peer_message told where told.document_id = m.document_id and told.feed = 'sent'
         and told.type in ('stock_count.posted', 'document.reversed'))
     order by moved.id, (moved.line_id is not distinct from m.line_id) desc`,
    [settlementId]
  )
  const net = new Map<string, { line: string; serial: string; left: number }>()
  for (const row of rows) {
    if (effectOf(row).kind !== "consumed") continue
    const line = keyOf(row)
    const key = `${line}\n${row.serial}`
    const { left } = net.get(key) ?? { left: 0 }
    net.set(key, { line, serial: row.serial, left: left + (row.has_left ? 1 : -1) })
  }
  const serials = new Map<string, { out: string[]; back: string[] }>()
  for (const { line, serial, left } of net.values()) {
    if (left === 0) continue
    const { out, back } = serials.get(line) ?? { out: [], back: [] }
    ;(left > 0 ? out : back).push(serial)
    serials.set(line, { out, back })
  }
  for (const { out, back } of serials.values()) [out, back].forEach((ofLine) => ofLine.sort())
  return serials
}

/** Units that the holder has consumed and not settled. */
export const loadUnsettledConsumption = async (
  sql: Sql,
  { contractor_id }: Pick<PeerRow, "contractor_id">
): Promise<Consumption> =>
  toConsumption(
    await sql<ConsumedRow>(
      selectConsumed(
        "consignment_movement m",
        `m.contractor_id = ? and m.direction = 'inbound' and not ${isSettled("m")}`
      ),
      [contractor_id]
    )
  )

const toConsumption = (rows: ConsumedRow[], { withZero = false } = {}): Consumption => {
  const lines = new Map<string, Consumed>()
  const includes = new Set<string>()
  for (const row of rows) {
    if (effectOf(row).kind !== "consumed") continue
    if (row.terms === "sale") includes.add(row.origin_line_id)
    else if (row.told_as) includes.add(row.told_as)
    else {
      const key = keyOf(row)
      const { origin_line_id, unit_cost } = row
      const before = lines.get(key)?.quantity ?? ZERO
      lines.set(key, { origin_line_id, unit_cost, quantity: before.minus(exact(row.quantity)) })
    }
  }
  return {
    lines: [...lines.values()].filter(({ quantity }) => withZero || !quantity.isZero()),
    includes: [...includes].sort(),
  }
}

/** Units by line, whatever they cost. */
export const byLine = (consumed: Consumed[]): Map<string, Decimal> => {
  const sums = new Map<string, Decimal>()
  for (const { origin_line_id: id, quantity } of consumed) {
    sums.set(id, (sums.get(id) ?? ZERO).plus(quantity))
  }
  return sums
}
