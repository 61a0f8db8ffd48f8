import { Decimal } from "decimal.js"
import { groupBy } from "../../domain/group-by"
import { loanEndedEvent } from "../../domain/announcement"
import { endHire, takeHired, type EndedLoan } from "../../domain/loan"
import { notBelowZero, toText } from "../../domain/quantity"
import { newId } from "../../database/new-id"
import { beginPosting } from "../../database/begin-posting"
import { givenRows, type Sql } from "../../database/sql"
import type { HostLevels } from "./host-levels"
import { endLentSerials } from "../../serials/loans"
import { loadHired, syncHolds, type HiredState, type LoadedLot } from "./hired-units"

/** Units of a lot whose hire ends, or that go back to their owner. */
export interface UnitsOfLot {
  lotId: string
  quantity: Decimal
  serials?: string[]
}

interface Change {
  endedLoans: (EndedLoan & { isTaken: boolean })[]
  takenOut: { lentId: string; quantity: Decimal }[]
}

/** Ends the hire of units: free ones first, then the newest loans. They stay reserved until they go back. */
export const endUnits = async (sql: Sql, host: HostLevels, units: UnitsOfLot[]): Promise<void> =>
  await changeLots(sql, host, units, (lot, { lents }, unit) => {
    const quantity = Decimal.min(unit.quantity, notBelowZero(lot.remaining.minus(lot.ended)))
    const ended = endHire(lot, lents, { quantity, serials: unit.serials })
    return {
      endedOfLine: Decimal.max(lot.endedOfLine, lot.gone).plus(quantity),
      endedLoans: ended.map((one) => ({ ...one, isTaken: false })),
      takenOut: [],
    }
  })

/** Units went back to their owner: ended ones first, then free ones, then the newest loans end. */
export const takeUnits = async (
  sql: Sql,
  host: HostLevels,
  before: HiredState,
  units: UnitsOfLot[]
): Promise<void> => {
  const lots = new Map(before.lots.map((lot) => [lot.id, lot]))
  let lents = before.lents
  for (const unit of units) {
    const lot = lots.get(unit.lotId)
    if (!lot) continue
    const { fromEnded, endedLoans, takenOut } = takeHired(lot, lents, unit)
    await writeChange(sql, {
      endedLoans: endedLoans.map((one) => ({ ...one, isTaken: true })),
      takenOut,
    })
    lots.set(lot.id, {
      ...lot,
      remaining: lot.remaining.minus(unit.quantity),
      gone: lot.gone.plus(unit.quantity),
      ended: lot.ended.minus(fromEnded),
    })
    lents = (await loadHired(sql, [...lots.keys()])).lents
  }
  await syncHolds(sql, host, {
    lotIds: before.lots.map(({ id }) => id),
    lineIds: before.lents.map(({ lineId }) => lineId),
  })
}

const changeLots = async (
  sql: Sql,
  host: HostLevels,
  units: UnitsOfLot[],
  decide: (lot: LoadedLot, state: HiredState, unit: UnitsOfLot) => Change & { endedOfLine: Decimal }
): Promise<void> => {
  if (units.length === 0) return
  await beginPosting(sql)
  const lotIds = units.map(({ lotId }) => lotId)
  for (const [lotId, ofLot] of groupBy(units, (unit) => unit.lotId)) {
    for (const unit of ofLot) {
      const state = await loadHired(sql, [lotId])
      const [lot] = state.lots
      if (!lot) continue
      const { endedOfLine, ...change } = decide(lot, state, unit)
      await writeEnded(sql, lot, endedOfLine, unit.serials)
      await writeChange(sql, change)
    }
  }
  await syncHolds(sql, host, { lotIds, lineIds: [] })
}

const writeEnded = async (
  sql: Sql,
  lot: LoadedLot,
  ended: Decimal,
  serials: string[] = []
): Promise<void> => {
  await sql(
    `update consignment_document_line set ended_quantity = ?::numeric, updated_at = now(),
       ended_serial_numbers = case when ?::jsonb = '[]'::jsonb then ended_serial_numbers
         else coalesce(ended_serial_numbers, '[]'::jsonb) || ?::jsonb end
     where id = ?`,
    [toText(ended), JSON.stringify(serials), JSON.stringify(serials), lot.lineId]
  )
}

const writeChange = async (sql: Sql, { endedLoans, takenOut }: Change): Promise<void> => {
  if (takenOut.length > 0) {
    const given = givenRows(
      "c",
      { id: "text", quantity: "numeric" },
      takenOut.map((one) => ({ id: one.lentId, quantity: toText(one.quantity) }))
    )
    await sql(
      `update consignment_loan_allocation a set taken = greatest(a.collected, a.taken) + c.quantity
       from ${given.statement} where a.id = c.id`,
      given.parameters
    )
  }
  if (endedLoans.length === 0) return
  const ending = givenRows(
    "c",
    { id: "text", quantity: "numeric", is_taken: "boolean", serials: "jsonb" },
    endedLoans.map((one) => ({
      id: one.lentId,
      quantity: toText(one.quantity),
      is_taken: one.isTaken,
      serials: one.serials,
    }))
  )
  const rows = await sql<{ line_id: string; loan_id: string; id: string }>(
    `update consignment_loan_allocation a set ended = a.ended + c.quantity, ended_at = now(),
       taken = case when c.is_taken then greatest(a.collected, a.taken) + c.quantity else a.taken end,
       gone_serial_numbers = a.gone_serial_numbers || c.serials
     from ${ending.statement}
     where a.id = c.id returning a.id, a.line_id, a.loan_id`,
    ending.parameters
  )
  const lineOf = new Map(rows.map((row) => [row.id, row.line_id]))
  await endLentSerials(
    sql,
    endedLoans.flatMap(({ lentId, serials }) => {
      const loanLineId = lineOf.get(lentId)
      return loanLineId && serials.length > 0 ? [{ loanLineId, serials }] : []
    })
  )
  await announceEnded(sql, [...new Set(rows.map((row) => row.loan_id))])
}

/** Told by the job that announces, as the units may end by a document, by a message or by time. */
const announceEnded = async (sql: Sql, loanIds: string[]): Promise<void> => {
  await sql(
    `insert into consignment_outbox (event_id, name, data, written_id, due_at)
     select event_id, ?, jsonb_build_object('id', id, 'event_id', event_id), id, now()
     from json_to_recordset(?::json) as ended (id text, event_id text)`,
    [
      loanEndedEvent,
      JSON.stringify(
        loanIds.map((id) => ({ id, event_id: `${loanEndedEvent}:${newId("csended")}` }))
      ),
    ]
  )
}
