import { bodyOf } from "../bodies"
import { groupBy } from "../../domain/group-by"
import { followCount } from "../../ledger/documents/follow-count"
import type { Posted } from "../../ledger/posting/post"
import { following, toFollowingDate, type Applier } from "../applying"
import type { StockCountPostedBody } from "../bodies"
import { withOwnersLots } from "../lots"

/** Count differences of the holder, by the liability that crossed. */
export const stockCountPosted: Applier = {
  apply: async (applying) => {
    const { sql, peer } = applying
    const body = bodyOf<StockCountPostedBody>(applying.message)
    const lines = await withOwnersLots(sql, peer, body.lines)
    const effective_at = await toFollowingDate(applying, body.currency_code, body.effective_at)
    const posted: Posted[] = []
    for (const [warehouseId, counted] of groupBy(lines, (line) => line.lot.warehouse_id)) {
      const ports = following(applying, `stock_count:${body.document_id}:${body.currency_code}`)
      posted.push(
        await followCount(ports, {
          warehouse_id: warehouseId,
          contractor_id: peer.contractor_id,
          effective_at,
          lines: counted.map(({ lot, quantity, unit_cost, liable, serial_numbers }) => ({
            lot_id: lot.id,
            inventory_item_id: lot.inventory_item_id,
            sku: lot.sku,
            quantity,
            unit_cost,
            liable,
            serial_numbers: serial_numbers ?? [],
          })),
        })
      )
    }
    return posted
  },
}
