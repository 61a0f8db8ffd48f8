import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/**
 * Something the host did and the ledger does not know:
 * - fulfillment: an order was fulfilled from a consignment warehouse and no goods issue was posted;
 * - return: goods were received back and no return was posted;
 * - cancellation: a fulfilment was cancelled, the stock put back, and no reversal was posted;
 * - unrestocked_cancellation: the fulfilment was cancelled without putting the stock back;
 * - orphaned_sale: the order of a sales invoice was made, and a crash kept the invoice from being posted with it.
 */
export type UnpostedKind =
  "fulfillment" | "return" | "cancellation" | "unrestocked_cancellation" | "orphaned_sale"

export interface Unposted {
  kind: UnpostedKind
  /** The fulfilment, the order change by which the return was received, or the order. */
  id: string
  order_id: string | null
  return_id: string | null
}

/** What is younger may still be under way. */
export const GRACE_SECONDS = 120

/** Something of the issue is still out; when all has come back there is nothing left to explain. */
const isOpen = `exists (select 1 from consignment_allocation a
  where a.document_id = d.id and a.quantity > a.quantity_undone)`

/** Facts since the warehouse was marked as one, or of orders that the ledger knows; no other needs a document. */
export const findUnposted = async (
  container: MedusaContainer,
  graceSeconds = GRACE_SECONDS
): Promise<Unposted[]> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: Unposted[] }>(
    `with finished as materialized (select now() - make_interval(secs => ?) as before)
     select 'fulfillment' as kind, f.id, l.order_id, null as return_id
     from finished, fulfillment f
     join order_fulfillment l on l.fulfillment_id = f.id and l.deleted_at is null
     join consignment_warehouse w on w.stock_location_id = f.location_id and w.deleted_at is null
     where f.canceled_at is null and f.deleted_at is null and f.created_at > w.created_at
       and f.created_at < finished.before
       and exists (select 1 from fulfillment_item i
         where i.fulfillment_id = f.id and i.inventory_item_id is not null)
       and not exists (select 1 from consignment_document d
         where d.source_key = 'fulfillment:' || f.id)
     union all
     select 'return', c.id, c.order_id, c.return_id
     from finished, order_change c
     join return r on r.id = c.return_id
     left join consignment_warehouse w on w.stock_location_id = r.location_id and w.deleted_at is null
     where c.change_type = 'return_receive' and c.status = 'confirmed' and c.deleted_at is null
       and c.confirmed_at < finished.before
       and (c.confirmed_at > w.created_at or exists (select 1 from consignment_document d
         where d.order_id = c.order_id and d.type = 'goods_issue' and d.posted_at < c.confirmed_at))
       and exists (select 1 from order_change_action a
         where a.order_change_id = c.id and a.action = 'RECEIVE_RETURN_ITEM' and a.deleted_at is null)
       and not exists (select 1 from consignment_document d
         where d.source_key = 'return:' || c.return_id || ':' || c.id and d.status <> 'reversed')
       and not exists (select 1 from consignment_unfinished_flow u
         where u.key = 'return:' || c.return_id || ':' || c.id)
     union all
     select case when exists (select 1 from order_change_action a
         where a.action = 'CANCEL_ITEM_FULFILLMENT' and a.reference_id = f.id and a.deleted_at is null)
       then 'cancellation' else 'unrestocked_cancellation' end, f.id, d.order_id, null
     from finished, consignment_document d
     join fulfillment f on f.id = d.fulfillment_id
     where d.status <> 'reversed' and f.canceled_at < finished.before and ${isOpen}
     union all
     select distinct 'orphaned_sale', o.id, o.id, null
     from finished, consignment_contractor c
     join "order" o on o.customer_id = c.customer_id
     left join consignment_invoice i on i.id = o.metadata ->> 'consignment_invoice_id'
     where o.metadata ->> 'consignment_invoice_id' is not null and o.deleted_at is null and o.canceled_at is null
       and o.created_at < finished.before and i.order_id is distinct from o.id
     order by 1, 2`,
    [graceSeconds]
  )
  return rows
}
