import { lockRows } from "../../database/locks"
import { decideOwnAttribution, type PendingAllocation } from "../../domain/pending"
import { beginPosting } from "../../database/begin-posting"
import { exact } from "../../domain/quantity"
import type { Sql } from "../../database/sql"
import { toSalePrice } from "./sale-prices"
import { appendPosting } from "../posting/append-posting"
import type { HostLevels, PlaceOfItem } from "../posting/host-levels"
import { lockStock } from "../posting/lock-stock"
import { toFacts, type Ports } from "../posting/post"
import { toDate, type Instant } from "../../database/column-table"

/** Units shipped on backorder from a place that still wait, oldest first; locked until the transaction ends. */
export const loadPending = async (
  sql: Sql,
  stockLocationId: string,
  inventoryItemIds: string[]
): Promise<PendingAllocation[]> => {
  const rows = await lockRows<{
    id: string
    document_id: string
    line_id: string
    inventory_item_id: string
    stock_location_id: string
    quantity: string
    quantity_undone: string
    quantity_pending: string
    effective_at: Instant
    branch_code: string | null
    sale_price: string | null
    list_price: string | null
    currency_code: string | null
  }>(
    sql,
    "pendings",
    `a.id, a.document_id, a.line_id, a.inventory_item_id, a.stock_location_id, a.quantity::text,
       a.quantity_undone::text, a.quantity_pending::text, d.effective_at, d.branch_code,
       l.sale_price::text, l.list_price::text, d.currency_code`,
    [stockLocationId, inventoryItemIds]
  )
  return rows.map((row) => ({
    id: row.id,
    documentId: row.document_id,
    lineId: row.line_id,
    inventoryItemId: row.inventory_item_id,
    stockLocationId: row.stock_location_id,
    quantity: exact(row.quantity),
    quantityUndone: exact(row.quantity_undone),
    quantityPending: exact(row.quantity_pending),
    issuedAt: toDate(row.effective_at),
    branchCode: row.branch_code,
    salePrice: toSalePrice(row, row.currency_code),
  }))
}

/** Where something waits and own stock lies, so that it need not wait any longer. */
export const findCoveredPlaces = async (sql: Sql, host: HostLevels): Promise<PlaceOfItem[]> => {
  const rows = await sql<{ stock_location_id: string; inventory_item_id: string }>(
    `select stock_location_id, inventory_item_id
     from (select stock_location_id, inventory_item_id, sum(quantity_pending) as pending
       from consignment_allocation where quantity_pending > 0 group by 1, 2) waiting
     join ${host.table} level using (stock_location_id, inventory_item_id)
     where level.stocked + waiting.pending > (
       select coalesce(sum(l.quantity_remaining), 0) from consignment_lot l
       where l.stock_location_id = waiting.stock_location_id
         and l.inventory_item_id = waiting.inventory_item_id and l.quantity_remaining > 0)
     order by 1, 2`
  )
  return rows.map((row) => ({
    stockLocationId: row.stock_location_id,
    inventoryItemId: row.inventory_item_id,
  }))
}

/** Lets own stock that the host has added cover what waits at a place; there is no document for it, nothing moves. */
export const attributeOwn = async (ports: Ports, place: PlaceOfItem): Promise<void> => {
  const { sql, host, clock } = ports
  const now = clock()
  await beginPosting(sql)
  const stock = await lockStock(sql, host, { places: [place], at: now, changesSince: null })
  const waiting = await loadPending(sql, place.stockLocationId, [place.inventoryItemId])
  const facts = toFacts(now, now)
  const posting = decideOwnAttribution(waiting, stock, facts)
  await appendPosting(sql, posting, {
    id: facts.documentId,
    type: "goods_issue",
    postedAt: now,
    sourceKey: null,
  })
}
