import { isDue, lockRows } from "../database/locks"
import { notBelowZero } from "../domain/quantity"
import type { Direction } from "../domain/terms"
import { beginPosting } from "../database/begin-posting"
import type { Sql } from "../database/sql"
import type { Ports } from "../ledger/posting/post"
import { endUnits } from "../ledger/posting/end-loans"
import { loadHired } from "../ledger/posting/hired-units"

/** Items of hired lots, ours and our suppliers', whose hire is over. */
export const findDueItems = async (sql: Sql, now: Date): Promise<string[]> =>
  (
    await sql<{ inventory_item_id: string }>(
      `select distinct l.inventory_item_id from consignment_document_line line
       join consignment_lot l on l.document_id = line.document_id and l.line_id = line.id where ${isDue} order by 1`,
      [now]
    )
  ).map((row) => row.inventory_item_id)

interface DueHires {
  itemIds: string[]
  stockLocationId?: string
  /** Ours at customers need no lock of the host. */
  direction?: Direction
}

/**
 * Ends the hires that are over: no unit moves, loans end, and the units stay reserved until they go back. The caller
 * holds the host's locks of the items.
 */
export const endDueHires = async (
  { sql, host, clock }: Ports,
  { itemIds, stockLocationId, direction }: DueHires
): Promise<void> => {
  const now = clock()
  const due = await lockRows<{ id: string; direction: string }>(
    sql,
    "hiredLots",
    "l.id, l.direction",
    [
      now,
      itemIds,
      stockLocationId ?? null,
      stockLocationId ?? null,
      direction ?? null,
      direction ?? null,
    ]
  )
  if (due.length === 0) return
  await beginPosting(sql)
  const ours = due.filter(({ direction }) => direction === "outbound").map(({ id }) => id)
  await sql(
    `update consignment_document_line line set updated_at = now(),
       ended_quantity = l.quantity_remaining + l.quantity_returned_to_consignor
     from consignment_lot l where l.document_id = line.document_id and l.line_id = line.id and l.id = any(?::text[])`,
    [ours]
  )
  const theirs = due.filter(({ direction }) => direction === "inbound").map(({ id }) => id)
  const { lots } = await loadHired(sql, theirs)
  await endUnits(
    sql,
    host,
    lots.map((lot) => ({ lotId: lot.id, quantity: notBelowZero(lot.remaining.minus(lot.ended)) }))
  )
}
