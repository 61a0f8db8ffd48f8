import { lockRows } from "../database/locks"
import type { Decimal } from "decimal.js"
import { loanReturnedEvent, type Announcement } from "../domain/announcement"
import { notFound, refuseLines, type RefusedLine } from "../domain/errors"
import { groupBy } from "../domain/group-by"
import { bringBack, outOf } from "../domain/loan"
import { exact, sumOf, toText } from "../domain/quantity"
import { refuseRepeated } from "../domain/repeated"
import { beginPosting } from "../database/begin-posting"
import { givenRows } from "../database/sql"
import { announceAct } from "../ledger/posting/outbox"
import { hashOf } from "../ledger/posting/document-head"
import type { Ports } from "../ledger/posting/post"
import { refuseUnknownOnLines } from "../ledger/posting/references"
import { wasRequested } from "../ledger/posting/request-keys"
import { findLentSerials, returnLentSerials } from "../serials/loans"
import { endDueHires } from "./due"
import { loadLentOfLines, syncHolds } from "../ledger/posting/hired-units"

export interface ReturnLoan {
  loan_id: string
  lines: { line_id: string; quantity: string; serial_numbers?: string[] | null }[]
  idempotency_key?: string
}

/**
 * Units come back from a borrower; ended ones first, which stay reserved until they go back to their owner. Answers
 * the event that tells of it, or null if an earlier call has brought them back.
 * Throws: NOT_FOUND, INVALID_DATA, EXCEEDS_RETURNABLE, IDEMPOTENCY_MISMATCH.
 */
export const returnLoan = async (
  ports: Ports,
  command: ReturnLoan
): Promise<Announcement | null> => {
  const { sql, host } = ports
  const { loan_id: id, lines, idempotency_key: key } = command
  await beginPosting(sql)
  const [loan] = await lockRows<{ stock_location_id: string }>(sql, "loan", "stock_location_id", [
    id,
  ])
  if (!loan) throw notFound("loan", id)
  if (await wasRequested(sql, "loan_return", hashOf({ id, lines }), key)) return null
  const known = await sql<{ id: string; sku: string | null; inventory_item_id: string }>(
    `select id, sku, inventory_item_id from consignment_loan_line where loan_id = ?`,
    [id]
  )
  refuseUnknownOnLines(
    "line_id",
    lines.map((line, index) => ({ index, value: line.line_id })),
    new Set(known.map((line) => line.id))
  )
  refuseRepeated(
    "line_id",
    lines.map((line, index) => ({ index, thing: line.line_id }))
  )
  await endDueHires(ports, {
    stockLocationId: loan.stock_location_id,
    itemIds: known.map((line) => line.inventory_item_id),
  })
  const lents = groupBy(
    await loadLentOfLines(
      sql,
      lines.map((line) => line.line_id)
    ),
    ({ lineId }) => lineId
  )
  const refused: RefusedLine[] = []
  const back: { lentId: string; collected: Decimal; returned: Decimal; serials: string[] }[] = []
  for (const [index, line] of lines.entries()) {
    const serials = line.serial_numbers ?? []
    const quantity = exact(line.quantity)
    if (serials.length > 0 && !quantity.eq(serials.length)) {
      refused.push({
        index,
        code: "INVALID_DATA",
        path: "serial_numbers",
        message: `${serials.length} serial numbers are named for ${toText(quantity)} units.`,
        reason: "serial_count",
      })
    }
    const ofLine = lents.get(line.line_id) ?? []
    const out = sumOf(ofLine, outOf)
    if (quantity.gt(out)) {
      refused.push({
        index,
        code: "EXCEEDS_RETURNABLE",
        message: `${toText(quantity)} came back, ${toText(out)} are out.`,
        quantity: toText(quantity),
        returnable: toText(out),
      })
    }
    back.push(
      ...bringBack(ofLine, { quantity, serials }).map((one) => ({
        ...one,
        serials:
          ofLine
            .find((lent) => lent.id === one.lentId)
            ?.serials.filter((serial) => serials.includes(serial)) ?? [],
      }))
    )
  }
  refuseLines(
    "EXCEEDS_RETURNABLE",
    refused.filter(({ code }) => code === "EXCEEDS_RETURNABLE")
  )
  refuseLines("INVALID_DATA", refused)
  const given = givenRows(
    "back",
    { id: "text", returned: "numeric", collected: "numeric", serials: "jsonb" },
    back.map((one) => ({
      id: one.lentId,
      returned: toText(one.returned),
      collected: toText(one.collected),
      serials: one.serials,
    }))
  )
  await sql(
    `update consignment_loan_allocation a set returned = a.returned + back.returned,
       collected = a.collected + back.collected, gone_serial_numbers = a.gone_serial_numbers || back.serials
     from ${given.statement}
     where a.id = back.id`,
    given.parameters
  )
  await sql(`update consignment_loan set updated_at = now() where id = ?`, [id])
  await returnSerials(ports, id, command)
  const all = [...lents.values()].flat()
  await syncHolds(sql, host, {
    lotIds: all.flatMap(({ lotId }) => lotId ?? []),
    lineIds: all.map(({ lineId }) => lineId),
  })
  return await announceAct(sql, loanReturnedEvent, id)
}

/** Named units are with us again; of a line that names none all come back once nothing is out. */
const returnSerials = async (
  { sql }: Ports,
  documentId: string,
  { lines }: ReturnLoan
): Promise<void> => {
  const lineIds = lines.map((line) => line.line_id)
  const lent = groupBy(await findLentSerials(sql, lineIds), (one) => one.line_id)
  const left = groupBy(await loadLentOfLines(sql, lineIds), ({ lineId }) => lineId)
  const returned = lines.flatMap((line) => {
    const isAllBack = sumOf(left.get(line.line_id) ?? [], outOf).lte(0)
    const serials =
      line.serial_numbers && line.serial_numbers.length > 0
        ? line.serial_numbers
        : isAllBack
          ? (lent.get(line.line_id) ?? []).map(({ serial }) => serial)
          : []
    return serials.length > 0 ? [{ loanLineId: line.line_id, serials }] : []
  })
  await returnLentSerials(sql, { documentId, lines: returned })
}
