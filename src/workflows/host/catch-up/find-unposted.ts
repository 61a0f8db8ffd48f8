import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { toIdTime } from "../../../modules/consignment/database/new-id"

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

/** Younger flows may still be under way. */
export const GRACE_SECONDS = 120

/** Something of the issue is still out; when all has come back there is nothing left to explain. */
const isOpen = `exists (select 1 from consignment_allocation a
  where a.document_id = d.id and a.quantity > a.quantity_undone)`

/** How far a search goes back: to the beginning, or to the mark of the catch-up (`search-mark.ts`) and what it watches. */
export type Reach = "everything" | "watched" | { since: Date }

/** Facts since the warehouse was marked as one, or of orders that the ledger knows; no other needs a document. */
export const findUnposted = async (
  container: MedusaContainer,
  graceSeconds = GRACE_SECONDS,
  reach: Reach = "everything"
): Promise<Unposted[]> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { statement, parameters } = toSearch(graceSeconds, reach)
  const { rows } = await connection.raw<{ rows: Unposted[] }>(
    `${statement} select * from unposted order by kind, id`,
    parameters
  )
  return rows
}

/** The rows of the host that a search compares with the ledger. */
type Candidates = Record<"link" | "change" | "canceled" | "sale", string>

const columns: Candidates = {
  link: "link.order_id, link.fulfillment_id, link.deleted_at",
  change:
    "change.id, change.order_id, change.return_id, change.status, change.confirmed_at, change.deleted_at",
  canceled: "canceled.reference_id as id",
  sale: "sale.id, sale.customer_id, sale.metadata, sale.created_at, sale.canceled_at, sale.deleted_at",
}

const all: Candidates = {
  link: `select ${columns.link} from order_fulfillment link`,
  change: `select ${columns.change} from order_change change where change_type = 'return_receive'`,
  canceled: `select fulfillment_id as id from consignment_document where fulfillment_id is not null`,
  sale: `select ${columns.sale} from consignment_contractor c join "order" sale on sale.customer_id = c.customer_id`,
}

const watched: Candidates = {
  link: `select ${columns.link} from consignment_catch_up_watch w
    join order_fulfillment link on link.fulfillment_id = w.host_id where w.kind = 'fulfillment'`,
  change: `select ${columns.change} from consignment_catch_up_watch w
    join order_change change on change.id = w.host_id where w.kind = 'return'`,
  canceled: `select host_id as id from consignment_catch_up_watch where kind = 'cancellation'`,
  sale: `select ${columns.sale} from consignment_catch_up_watch w
    join "order" sale on sale.id = w.host_id where w.kind = 'orphaned_sale'`,
}

/** The ids of the host begin with the time at which they were made, so its own indexes find what is new. */
const madeSince = (id: string, prefix: string): string =>
  `${id} >= '${prefix}_' || ?::text and ${id} < '${prefix}_8'`

const recent: Candidates = {
  link: `select ${columns.link} from order_fulfillment link where ${madeSince("link.id", "ordful")}
    union ${watched.link}`,
  change: `select ${columns.change} from order_change change where ${madeSince("change.id", "ordch")}
      and change.change_type = 'return_receive'
    union ${watched.change}`,
  canceled: `select ${columns.canceled} from order_change_action canceled
    where ${madeSince("canceled.id", "ordchact")} and canceled.action = 'CANCEL_ITEM_FULFILLMENT'
    union ${watched.canceled}`,
  sale: `select ${columns.sale} from "order" sale where ${madeSince("sale.id", "order")}
      and sale.metadata ->> 'consignment_invoice_id' is not null
    union ${watched.sale}`,
}

/** The facts that have no document, as a table named `unposted`, and the rows among which they were found. */
export const toSearch = (
  graceSeconds: number,
  reach: Reach
): { statement: string; parameters: string[] } => {
  const isRecent = typeof reach === "object"
  const candidates = isRecent ? recent : reach === "watched" ? watched : all
  return {
    statement: `with link as (${candidates.link}), change as (${candidates.change}),
       canceled as (${candidates.canceled}), sale as (${candidates.sale}),
       finished as materialized (select now() - make_interval(secs => ?) as before),
       unposted as (${unposted})`,
    parameters: [
      ...(isRecent ? Array<string>(4).fill(toIdTime(reach.since.getTime())) : []),
      String(graceSeconds),
    ],
  }
}

const unposted = `
     select 'fulfillment' as kind, f.id, l.order_id, null as return_id
     from finished, link l
     join fulfillment f on f.id = l.fulfillment_id
     join consignment_warehouse w on w.stock_location_id = f.location_id and w.deleted_at is null
     where l.deleted_at is null and f.canceled_at is null and f.deleted_at is null
       and f.created_at > w.created_at and f.created_at < finished.before
       and exists (select 1 from fulfillment_item i
         where i.fulfillment_id = f.id and i.inventory_item_id is not null)
       and not exists (select 1 from consignment_document d
         where d.source_key = 'fulfillment:' || f.id)
     union all
     select 'return', c.id, c.order_id, c.return_id
     from finished, change c
     join return r on r.id = c.return_id
     left join consignment_warehouse w on w.stock_location_id = r.location_id and w.deleted_at is null
     where c.status = 'confirmed' and c.deleted_at is null and c.confirmed_at < finished.before
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
     from finished, canceled
     join fulfillment f on f.id = canceled.id
     join consignment_document d on d.fulfillment_id = f.id
     where d.status <> 'reversed' and f.canceled_at < finished.before and ${isOpen}
     union all
     select distinct 'orphaned_sale', o.id, o.id, null
     from finished, sale o
     join consignment_contractor c on c.customer_id = o.customer_id
     left join consignment_invoice i on i.id = o.metadata ->> 'consignment_invoice_id'
     where o.metadata ->> 'consignment_invoice_id' is not null and o.deleted_at is null and o.canceled_at is null
       and o.created_at < finished.before and i.order_id is distinct from o.id`
