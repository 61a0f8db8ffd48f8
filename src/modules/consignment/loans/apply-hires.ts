import { lockRows } from "../database/locks"
import { Decimal } from "decimal.js"
import type { ChangedHire } from "../domain/loan"
import { exact, toText } from "../domain/quantity"
import { beginPosting } from "../database/begin-posting"
import type { Ports } from "../ledger/posting/post"
import { endUnits } from "../ledger/posting/end-loans"
import { loadHired, syncHolds } from "../ledger/posting/hired-units"

/**
 * The owner's store has ended or extended hires: `line_id` is the line of its delivery. Ended units stay reserved until
 * they go back; extending revives no loan. The caller holds the host's locks of the items.
 */
export const applyHires = async (
  { sql, host }: Pick<Ports, "sql" | "host">,
  peerId: string,
  hires: ChangedHire[]
): Promise<void> => {
  await beginPosting(sql)
  const rows = await lockRows<{ id: string; line_id: string; origin_line_id: string }>(
    sql,
    "lotsOfTheirDelivery",
    "l.id, l.line_id, line.origin_line_id",
    [hires.map((hire) => hire.line_id), peerId]
  )
  const { lots } = await loadHired(
    sql,
    rows.map(({ id }) => id)
  )
  for (const hire of hires) {
    const row = rows.find(({ origin_line_id }) => origin_line_id === hire.line_id)
    const lot = lots.find(({ id }) => id === row?.id)
    if (!row || !lot) continue
    const wanted = exact(hire.ended_quantity)
    const isExtended = wanted.lt(Decimal.max(lot.endedOfLine, lot.gone))
    await sql(
      `update consignment_document_line set hire_until = ?::timestamptz, updated_at = now(),
         ended_quantity = case when ?::boolean then ?::numeric else ended_quantity end,
         ended_serial_numbers = case when ?::boolean then null else ended_serial_numbers end
       where id = ?`,
      [hire.hire_until, isExtended, toText(wanted), isExtended, row.line_id]
    )
    const more = wanted.minus(Decimal.max(lot.endedOfLine, lot.gone))
    if (more.gt(0)) {
      await endUnits(sql, host, [
        {
          lotId: lot.id,
          quantity: more,
          serials: hire.serial_numbers.slice(-parseInt(toText(more), 10)),
        },
      ])
    }
  }
  await syncHolds(sql, host, { lotIds: rows.map(({ id }) => id), lineIds: [] })
}
