import { lockRows } from "../../database/locks"
import type { Sql, Write } from "../../database/sql"
import { ConsignmentError } from "../../domain/errors"

export type FlowKind = "fulfillment" | "cancellation" | "return"

/** A reservation as a flow of the host found it, and what the flow takes from it or adds to it. */
export interface ReservationBefore {
  /** Null if there was none, so that the flow makes one. */
  id: string | null
  line_item_id: string
  inventory_item_id: string
  /** Reserved before the flow. */
  before: string
  /** Change by the flow; below zero where it takes. */
  change: string
}

/** A flow of the host that posted a document and still has to do its own part. */
export interface PostedFlow {
  kind: FlowKind
  key: string
  document_id: string
  /** The fulfilment, or the order change by which the return is received. */
  host_id: string
  reservations?: ReservationBefore[]
}

/** Written with the document, in its transaction: whatever kills the flow afterwards leaves this row behind. */
export const noteFlow = async (sql: Sql, flow: PostedFlow): Promise<void> => {
  await sql(
    `insert into consignment_unfinished_flow (key, kind, document_id, order_id, host_id, return_id, reservations)
     select ?, ?, id, order_id, ?, return_id, ?::jsonb from consignment_document
     where id = ? and order_id is not null
     on conflict (key) do update set document_id = excluded.document_id, reservations = excluded.reservations,
       created_at = excluded.created_at`,
    [flow.key, flow.kind, flow.host_id, JSON.stringify(flow.reservations ?? []), flow.document_id]
  )
}

/** As `noteFlow`, of the fulfilment of an order, to be written with the document. */
export const notingFulfillment = (
  flow: Omit<PostedFlow, "kind"> & { order_id: string }
): Write => ({
  statement: `insert into consignment_unfinished_flow (key, kind, document_id, order_id, host_id, reservations)
     values (?, 'fulfillment', ?, ?, ?, ?::jsonb)
     on conflict (key) do update set document_id = excluded.document_id, reservations = excluded.reservations,
       created_at = excluded.created_at`,
  parameters: [
    flow.key,
    flow.document_id,
    flow.order_id,
    flow.host_id,
    JSON.stringify(flow.reservations ?? []),
  ],
})

export interface ReceivingReturn {
  order_id: string
  return_id: string
  order_change_id: string
}

export const toReturnKey = (receiving: Pick<ReceivingReturn, "return_id" | "order_change_id">) =>
  `return:${receiving.return_id}:${receiving.order_change_id}`

/**
 * The host confirms a received return and raises its level side by side. Written before either, the row tells a return
 * that was confirmed and never put on the shelf from one that the host received while this plugin was away.
 */
export const noteReceiving = async (sql: Sql, receiving: ReceivingReturn): Promise<void> => {
  await sql(
    `insert into consignment_unfinished_flow (key, kind, order_id, host_id, return_id)
     select ?::text, 'return', ?, ?, ?
     where not exists (select 1 from consignment_document where source_key = ? and status <> 'reversed')
     on conflict (key) do update set created_at = excluded.created_at
       where consignment_unfinished_flow.document_id is null`,
    [
      toReturnKey(receiving),
      receiving.order_id,
      receiving.order_change_id,
      receiving.return_id,
      toReturnKey(receiving),
    ]
  )
}

/** The host's part is done, or undone. */
export const forgetFlows = async (sql: Sql, keys: string[]): Promise<void> => {
  if (keys.length === 0) return
  await sql(`delete from consignment_unfinished_flow where key = any(?::text[])`, [keys])
}

/** Holds the flow for the rest of the transaction; false if somebody has finished or undone it meanwhile. */
export const holdFlow = async (sql: Sql, key: string): Promise<boolean> => {
  const rows = await lockRows(sql, "unfinishedFlow", "key", [key])
  return rows.length > 0
}

/** Throws: DOCUMENT_POSTED (the goods issue of the fulfilment was undone meanwhile). */
export const requireIssued = async (sql: Sql, fulfillmentId: string): Promise<void> => {
  const [undone] = await sql<{ id: string; number: string }>(
    `select id, number from consignment_document issue where source_key = ? and status = 'reversed'
       and not exists (select 1 from consignment_document other
         where other.source_key = issue.source_key and other.status <> 'reversed')`,
    [`fulfillment:${fulfillmentId}`]
  )
  if (undone) {
    throw new ConsignmentError(
      "DOCUMENT_POSTED",
      `${undone.number} of fulfilment ${fulfillmentId} was undone because the fulfilment took too long; fulfil again.`,
      { document_id: undone.id }
    )
  }
}
