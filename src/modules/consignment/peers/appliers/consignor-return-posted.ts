import { bodyOf } from "../bodies"
import { beginPosting } from "../../database/begin-posting"
import { newId } from "../../database/new-id"
import { insertRows, type Sql } from "../../database/sql"
import { groupBy } from "../../domain/group-by"
import { insertLines } from "../../ledger/posting/document-head"
import { requireWarehouse } from "../../ledger/posting/references"
import { toFollowingDate, type Applier } from "../applying"
import type { ConsignorReturnPostedBody } from "../bodies"
import { withOwnersLots } from "../lots"
import { emptyLine } from "../../database/tables"

/** The holder has sent goods back: a draft of a take-back with what it announces, to be posted with what arrives. */
export const consignorReturnPosted: Applier = {
  apply: async (applying) => {
    const { sql, peer } = applying
    const body = bodyOf<ConsignorReturnPostedBody>(applying.message)
    const lines = await withOwnersLots(sql, peer, body.lines)
    const effective_at = await toFollowingDate(applying, body.currency_code, body.effective_at)
    await beginPosting(sql)
    for (const [warehouseId, ofWarehouse] of groupBy(lines, (line) => line.lot.warehouse_id)) {
      const warehouse = await requireWarehouse(sql, warehouseId)
      const id = newId("condoc")
      const sourceKey = `take_back:peer:${peer.id}:consignor_return:${body.document_id}:${warehouseId}`
      if (await isKnown(sql, sourceKey)) continue
      await insertRows(sql, "consignment_document", [
        {
          id,
          type: "take_back",
          status: "draft",
          late: false,
          source_key: sourceKey,
          contractor_id: peer.contractor_id,
          warehouse_id: warehouseId,
          stock_location_id: warehouse.stockLocationId,
          branch_code: warehouse.branchCode,
          effective_at,
          reference: body.number,
          origin: "peer",
          peer_id: peer.id,
        },
      ])
      await insertLines(
        sql,
        ofWarehouse.map(({ lot, quantity, origin_line_id, serial_numbers }, index) => ({
          ...emptyLine,
          id: newId("condocl"),
          document_id: id,
          index,
          inventory_item_id: lot.inventory_item_id,
          stock_location_id: warehouse.stockLocationId,
          sku: lot.sku,
          quantity,
          announced_quantity: quantity,
          lot_id: lot.id,
          serial_numbers: serial_numbers.length > 0 ? serial_numbers : null,
          origin_line_id,
        }))
      )
    }
    return []
  },
}

const isKnown = async (sql: Sql, sourceKey: string): Promise<boolean> => {
  const rows = await sql(`select id from consignment_document where source_key = ?`, [sourceKey])
  return rows.length > 0
}
