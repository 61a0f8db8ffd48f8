import { ConsignmentError } from "../../domain/errors"
import { toDate, type Instant } from "../../database/column-table"
import type { Sql } from "../../database/sql"
import { liveStatuses } from "../../domain/peers"
import { sourceOfHost, type Ports, type Posted } from "../posting/post"
import { postOwnershipTransfer } from "./post-ownership-transfer"
import { postReportedSale } from "./post-reported-sale"

interface SoldDocument {
  contractor_id: string
  warehouse_id: string
  effective_at: Instant
  created_by: string | null
  lines: SoldLine[]
}

interface SoldLine {
  inventory_item_id: string
  sku: string | null
  quantity: string
  unit_price: string
  lot_id: string
}

/** The lines with the terms `sale` that are not sold yet, at the prices of the document. */
const loadSoldLines = async (sql: Sql, documentId: string): Promise<SoldDocument | null> => {
  const [head] = await sql<Omit<SoldDocument, "lines">>(
    `select contractor_id, warehouse_id, effective_at, created_by from consignment_document
     where id = ? and status = 'posted'`,
    [documentId]
  )
  if (!head) return null
  const lines = await sql<SoldLine>(
    `select l.inventory_item_id, l.sku, trim_scale(l.quantity_remaining)::text as quantity,
       coalesce(line.unit_cost, l.unit_cost)::text as unit_price, l.id as lot_id
     from consignment_lot l join consignment_document_line line on line.id = l.line_id
     where l.document_id = ? and l.terms = 'sale' and l.quantity_remaining > 0 order by l.line_index`,
    [documentId]
  )
  return lines.length === 0 ? null : { ...head, lines }
}

export interface SaleOfDelivery {
  delivery_id: string
  /** When the customer bought the goods; default: the date of the delivery. */
  effective_at?: string
}

/**
 * Reports the lines of a delivery with the terms `sale` as sold, in the caller's transaction; null if there is nothing
 * left to report. For a connected customer it is called once the other store has confirmed the delivery.
 */
export const postSaleOfDelivery = async (
  ports: Ports,
  { delivery_id: id, effective_at }: SaleOfDelivery
): Promise<Posted | null> => {
  const delivery = await loadSoldLines(ports.sql, id)
  if (!delivery) return null
  return await postReportedSale(
    ports,
    {
      warehouse_id: delivery.warehouse_id,
      effective_at: effective_at ?? toDate(delivery.effective_at).toISOString(),
      created_by: delivery.created_by,
      lines: delivery.lines,
    },
    { source: sourceOfHost(`sale-of-delivery:${id}`), terms: "sale" }
  )
}

/** Buys the lines of a goods receipt with the terms `sale`, in the caller's transaction; null if there are none. */
export const postPurchaseOfReceipt = async (
  ports: Ports,
  receiptId: string
): Promise<Posted | null> => {
  const receipt = await loadSoldLines(ports.sql, receiptId)
  if (!receipt) return null
  return await postOwnershipTransfer(
    ports,
    {
      warehouse_id: receipt.warehouse_id,
      contractor_id: receipt.contractor_id,
      effective_at: toDate(receipt.effective_at).toISOString(),
      created_by: receipt.created_by,
      lines: receipt.lines.map(({ unit_price: _, ...line }) => line),
    },
    { source: sourceOfHost(`purchase-of-receipt:${receiptId}`), terms: "sale" }
  )
}

/** Adds what a document has posted along with it. */
export const withFollowing = (posted: Posted, following: Posted | null): Posted =>
  following
    ? {
        is_new: posted.is_new,
        document_id: posted.document_id,
        level_ids: [...new Set([...posted.level_ids, ...following.level_ids])],
        parts: [posted, following],
      }
    : posted

/**
 * Goods that were sold with their delivery are neither returned nor reversed without it.
 * Throws: SOLD_AT_DELIVERY, naming the lines.
 */
export const refuseSoldAtDelivery = async (
  sql: Sql,
  documentId: string,
  lineIds?: string[]
): Promise<void> => {
  const sold = await sql<{ id: string; index: number; sku: string | null }>(
    `select l.id, l.index, l.sku from consignment_document_line l join consignment_document d on d.id = l.document_id
     where l.document_id = ? and l.terms = 'sale' and d.type in ('reported_sale', 'ownership_transfer') order by l.index`,
    [documentId]
  )
  const refused = lineIds === undefined ? sold : sold.filter(({ id }) => lineIds.includes(id))
  if (refused.length === 0) return
  throw new ConsignmentError(
    "SOLD_AT_DELIVERY",
    "The goods were sold with their delivery: they cannot be returned, and the sale is reversed only with the delivery.",
    { line_ids: refused.map(({ id }) => id) }
  )
}

interface SaleOfDocument {
  id: string
  type: "reported_sale" | "ownership_transfer"
  /** The connected store has confirmed it. */
  is_confirmed: boolean
}

/** The document that sold or bought lines of a delivery or a receipt with it, unless it is reversed. */
export const findSaleOf = async (sql: Sql, documentId: string): Promise<SaleOfDocument | null> => {
  const [sale] = await sql<SaleOfDocument>(
    `select d.id, d.type, d.type = 'reported_sale' and exists (
         select 1 from consignment_peer p where p.id = d.peer_id and p.status = any(?::text[])) as is_confirmed
     from consignment_lot l
     join consignment_movement m on m.lot_id = l.id and m.type in ('reported_sale', 'ownership_transfer')
     join consignment_document d on d.id = m.document_id and d.status <> 'reversed'
     where l.document_id = ? and l.terms = 'sale' limit 1`,
    [liveStatuses, documentId]
  )
  return sale ?? null
}
