import { bodyOf } from "../bodies"
import type { Sql } from "../../database/sql"
import { ConsignmentError } from "../../domain/errors"
import { groupBy } from "../../domain/group-by"
import { exact, least, toText, ZERO } from "../../domain/quantity"
import { postConsignorReturn } from "../../ledger/documents/post-consignor-return"
import { following, toFollowingDate, type Applier, type Applying } from "../applying"
import type { TakeBackPostedBody, TakenLineBody } from "../bodies"
import { findLotsOfLines, type PeerLot } from "../lots"
import { requirePairedWarehouse } from "../paired-warehouses"

/** The owner has fetched goods: they go back from the lots that its delivery lines have become here. */
export const takeBackPosted: Applier = {
  apply: async (applying) => {
    const { sql, peer } = applying
    const body = bodyOf<TakeBackPostedBody>(applying.message)
    const warehouseId = await requirePairedWarehouse(sql, peer.id, body.pair_id)
    const lines = await toReturnLines(applying, body, warehouseId)
    const posted = await postConsignorReturn(following(applying, `take_back:${body.document_id}`), {
      contractor_id: peer.contractor_id,
      warehouse_id: warehouseId,
      effective_at: await toFollowingDate(applying, body.currency_code, body.effective_at),
      reference: body.number,
      lines,
    })
    return [posted]
  },
}

interface Part {
  lot: PeerLot
  quantity: string
  serials: string[] | null
}

/** Throws: INSUFFICIENT_STOCK, naming each line. */
const toReturnLines = async (
  { sql, peer }: Applying,
  { lines }: TakeBackPostedBody,
  warehouseId: string
) => {
  const lots = await findLotsOfLines(
    sql,
    peer,
    lines.map((line) => line.origin_line_id)
  )
  const here = lots.filter((lot) => lot.warehouse_id === warehouseId)
  const units = await findUnits(sql, lines, here)
  const taken = lines.map((line) => {
    const ofLine = here.filter((lot) => lot.origin_line_id === line.origin_line_id)
    if (line.serial_numbers.length > 0) return takeNamed(line, ofLine, units)
    let left = exact(line.quantity)
    const parts: Part[] = []
    for (const lot of ofLine) {
      const quantity = least(left, exact(lot.quantity_remaining))
      if (quantity.lte(ZERO)) continue
      parts.push({ lot, quantity: toText(quantity), serials: null })
      left = left.minus(quantity)
    }
    return { line, parts, left }
  })
  const short = taken.flatMap(({ line, left }, index) =>
    left.gt(ZERO)
      ? {
          index,
          code: "INSUFFICIENT_STOCK" as const,
          message: `${line.quantity} were taken back, ${toText(exact(line.quantity).minus(left))} are here.`,
        }
      : []
  )
  const [first] = short
  if (first) throw new ConsignmentError("INSUFFICIENT_STOCK", first.message, { lines: short })
  return taken.flatMap(({ parts }) =>
    parts.map(({ lot, quantity, serials }) => ({
      inventory_item_id: lot.inventory_item_id,
      sku: lot.sku,
      quantity,
      lot_id: lot.id,
      serial_numbers: serials,
    }))
  )
}

/** Named units that are in these lots. */
const findUnits = async (
  sql: Sql,
  lines: TakenLineBody[],
  lots: PeerLot[]
): Promise<ReadonlySet<string>> => {
  const rows = await sql<{ serial: string; lot_id: string }>(
    `select serial, lot_id from consignment_serial_number
     where is_held and lot_id = any(?::text[]) and serial = any(?::text[])`,
    [lots.map(({ id }) => id), lines.flatMap((line) => line.serial_numbers)]
  )
  return new Set(rows.map((row) => unitKey(row.lot_id, row.serial)))
}

const unitKey = (lotId: string, serial: string): string => `${lotId}\n${serial}`

/** Takes named units from the lots that they are in; those that are in none are refused with the first lot. */
const takeNamed = (line: TakenLineBody, lots: PeerLot[], units: ReadonlySet<string>) => {
  const lotsOfUnits = groupBy(
    line.serial_numbers,
    (serial) => (lots.find((lot) => units.has(unitKey(lot.id, serial))) ?? lots[0])?.id ?? ""
  )
  const parts = lots.flatMap((lot): Part[] => {
    const serials = lotsOfUnits.get(lot.id)
    return serials ? [{ lot, quantity: String(serials.length), serials }] : []
  })
  return { line, parts, left: lots.length === 0 ? exact(line.quantity) : ZERO }
}
