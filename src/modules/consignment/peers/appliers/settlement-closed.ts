import { bodyOf } from "../bodies"
import { decimalsOf } from "../../currency"
import type { Sql } from "../../database/sql"
import { ConsignmentError } from "../../domain/errors"
import { groupBy } from "../../domain/group-by"
import { PeerException } from "../../domain/peers"
import { exact, least, toText } from "../../domain/quantity"
import { postReportedSaleReturn } from "../../ledger/documents/post-goods-issue-return"
import { postReportedSale } from "../../ledger/documents/post-reported-sale"
import type { Posted } from "../../ledger/posting/post"
import { closeWithin } from "../../ledger/settling/settle"
import { following, type Applier, type Applying } from "../applying"
import type { SettlementClosedBody, SettlementLineBody } from "../bodies"
import { findLotsOfLines, type PeerLot } from "../lots"
import { loadOwnValue } from "../own-consumption"
import { exchangeUnits, loadSettledUnits, type SettledUnits } from "./settled-serials"

type Line = SettlementLineBody & { lot: PeerLot; units: SettledUnits }

/**
 * The holder has settled: what it has consumed becomes a reported sale here, dated at the cut-off, and our settlement to
 * the same cut-off says the same, or nothing is posted.
 */
export const settlementClosed: Applier = {
  apply: async (applying) => {
    const { sql, peer, host } = applying
    const body = bodyOf<SettlementClosedBody>(applying.message)
    // Their clock may be ahead of ours by a little.
    const now = new Date(Math.max(Date.now(), new Date(body.cut_off).getTime()))
    const lines = await withLots(applying, body.lines)
    const posted = [
      ...(await reportSales(applying, body, lines, now)),
      ...(await reportReturns(applying, body, lines, now)),
    ]
    const closed = await closeWithin({ host: host.levels, decimalsOf, clock: () => now }, sql, {
      contractor_id: peer.contractor_id,
      direction: "outbound",
      currency_code: body.currency_code,
      cut_off: body.cut_off,
      idempotency_key: `peer:${peer.id}:settlement:${body.settlement_id}`,
    })
    if (closed.is_new) {
      await refuseDifference(sql, closed.settlement_id, body)
      const exchanged = lines.flatMap((line) => line.units.exchanged)
      await exchangeUnits(sql, closed.settlement_id, exchanged)
    }
    await sql(
      `update consignment_peer_message set document_id = ? where peer_id = ? and feed = 'received' and sequence = ?`,
      [closed.settlement_id, peer.id, applying.message.sequence]
    )
    return posted
  },
}

const withLots = async ({ sql, peer }: Applying, lines: SettlementLineBody[]): Promise<Line[]> => {
  const lots = await findLotsOfLines(
    sql,
    peer,
    lines.map((line) => line.origin_line_id)
  )
  const byOrigin = new Map(lots.map((lot) => [lot.origin_line_id, lot]))
  const found: Line[] = []
  for (const line of lines) {
    const lot = byOrigin.get(line.origin_line_id)
    if (!lot) {
      throw new ConsignmentError("INVALID_DATA", `Line ${line.origin_line_id} is not known here.`)
    }
    found.push({ ...line, lot, units: await loadSettledUnits(sql, { ...line, lot }) })
  }
  return found
}

const reportSales = async (
  applying: Applying,
  body: SettlementClosedBody,
  lines: Line[],
  now: Date
): Promise<Posted[]> => {
  const sold = lines.filter((line) => exact(line.quantity).gt(0))
  const posted: Posted[] = []
  for (const [warehouseId, ofWarehouse] of groupBy(sold, (line) => line.lot.warehouse_id)) {
    posted.push(
      await postReportedSale(following(applying, `settlement:${body.settlement_id}`, now), {
        warehouse_id: warehouseId,
        effective_at: body.cut_off,
        reference: body.number,
        lines: ofWarehouse.map(({ lot, quantity, unit_cost, units }) => ({
          inventory_item_id: lot.inventory_item_id,
          sku: lot.sku,
          quantity,
          lot_id: lot.id,
          unit_price: unit_cost,
          serial_numbers: units.sold,
        })),
      })
    )
  }
  return posted
}

interface SoldRow {
  id: string
  document_id: string
  line_id: string
  quantity: string
}

type ReturnedPart = Omit<SoldRow, "id"> & { serial_numbers?: string[] }

/** More came back than was sold: the newest sales of the lot at that cost are taken back. */
const reportReturns = async (
  applying: Applying,
  body: SettlementClosedBody,
  lines: Line[],
  now: Date
): Promise<Posted[]> => {
  const parts: ReturnedPart[] = []
  for (const line of lines) {
    let left = exact(line.quantity).negated()
    if (left.lte(0)) continue
    const sales = await loadSold(applying.sql, line)
    const named = toNamedParts(line, sales)
    if (named) {
      parts.push(...named)
      continue
    }
    for (const { id: _, ...sold } of sales) {
      const quantity = least(left, exact(sold.quantity))
      if (quantity.lte(0)) break
      parts.push({ ...sold, quantity: toText(quantity) })
      left = left.minus(quantity)
    }
    if (left.gt(0)) {
      throw new PeerException(
        "SETTLEMENT_DIFFERS",
        `${toText(left)} of ${line.lot.sku ?? line.lot.inventory_item_id} came back that were not reported as sold at ${line.unit_cost}.`
      )
    }
  }
  const posted: Posted[] = []
  for (const [documentId, ofSale] of groupBy(parts, (part) => part.document_id)) {
    posted.push(
      await postReportedSaleReturn(following(applying, `settlement:${body.settlement_id}`, now), {
        goods_issue_id: documentId,
        effective_at: body.cut_off,
        reference: body.number,
        lines: ofSale.map(({ document_id: _, ...part }) => part),
      })
    )
  }
  return posted
}

/** The sales by which the units that came back were sold; null if these are not known. */
const toNamedParts = ({ units }: Line, sales: SoldRow[]): ReturnedPart[] | null => {
  if (units.returned.length === 0) return null
  const parts: ReturnedPart[] = []
  for (const [allocationId, ofSale] of groupBy(units.returned, (unit) => unit.allocationId)) {
    const sale = sales.find(({ id }) => id === allocationId)
    if (!sale || exact(sale.quantity).lt(ofSale.length)) return null
    parts.push({
      document_id: sale.document_id,
      line_id: sale.line_id,
      quantity: String(ofSale.length),
      serial_numbers: ofSale.map(({ serial }) => serial),
    })
  }
  return parts
}

const loadSold = async (sql: Sql, { lot, unit_cost }: Line): Promise<SoldRow[]> =>
  await sql<SoldRow>(
    `select a.id, a.document_id, a.line_id, trim_scale(a.quantity - a.quantity_undone)::text as quantity
     from consignment_allocation a join consignment_document d on d.id = a.document_id
     where d.type = 'reported_sale' and d.origin = 'peer' and d.status <> 'reversed' and a.lot_id = ? and a.unit_cost = ?::numeric
       and a.quantity > a.quantity_undone
     order by a.sequence desc`,
    [lot.id, unit_cost]
  )

/** Throws: SETTLEMENT_DIFFERS. */
const refuseDifference = async (
  sql: Sql,
  settlementId: string,
  { net_value: theirs, currency_code, number }: SettlementClosedBody
): Promise<void> => {
  const [settlement] = await sql<{ net_value: string }>(
    `select net_value::text from consignment_settlement where id = ?`,
    [settlementId]
  )
  const ours = exact(settlement?.net_value ?? 0).minus(
    await loadOwnValue(sql, settlementId, decimalsOf(currency_code))
  )
  if (ours.eq(exact(theirs))) return
  throw new PeerException(
    "SETTLEMENT_DIFFERS",
    `Settlement ${number} of the connected store is worth ${theirs} ${currency_code}, ours would be ${toText(ours)}.`,
    { theirs, ours: toText(ours) }
  )
}
