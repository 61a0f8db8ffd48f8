import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Sql } from "../../../../modules/consignment/database/sql"
import type { HostLevels } from "../../../../modules/consignment/ledger/posting/host-levels"
import type {
  FlowKind,
  ReservationBefore,
} from "../../../../modules/consignment/ledger/upkeep/unfinished-flows"

/** A flow of the host that posted to the ledger, and how far the host's part has come. */
export interface UnfinishedFlow {
  key: string
  kind: FlowKind
  /** Null for a return that was confirmed before its goods were put on the shelf. */
  document_id: string | null
  document_number: string | null
  order_id: string
  /** The fulfilment, or the order change by which the return is received. */
  host_id: string
  return_id: string | null
  reservations: ReservationBefore[]
  age_seconds: number
  /** Nothing is left to do. */
  is_finished: boolean
  /** The order counts the units as fulfilled. */
  is_registered: boolean
  /** The order counts the units as no longer fulfilled. */
  is_unregistered: boolean
  is_linked: boolean
  /** Some of the goods of a cancelled fulfilment are reserved for the order again. */
  is_reserved_again: boolean
  /** The order change of the return is confirmed. */
  is_confirmed: boolean
}

export interface UnfinishedFilter {
  order_id?: string
  return_id?: string
  document_id?: string
  host_id?: string
  /** Goods issues that take goods of this account, up to the cut-off if there is one. */
  account?: { contractor_id: string; direction: string; currency_code?: string; cut_off?: Date }
  older_than_seconds?: number
  keys?: string[]
}

const conditions: Record<keyof UnfinishedFilter, string> = {
  order_id: "u.order_id = ?",
  return_id: "u.order_id = (select order_id from return where id = ?)",
  document_id: "u.document_id = ?",
  host_id: "u.host_id = ?",
  account: `u.kind = 'fulfillment' and exists (select 1 from consignment_movement m
    where m.document_id = u.document_id and m.contractor_id = ? and m.direction = ?
      and m.currency_code = coalesce(?, m.currency_code) and m.effective_at <= coalesce(?, m.effective_at))`,
  older_than_seconds: "u.created_at < clock_timestamp() - make_interval(secs => ?)",
  keys: "u.key = any(?::text[])",
}

const parametersOf = ({ account, ...filter }: UnfinishedFilter): unknown[] => [
  ...(account
    ? [
        account.contractor_id,
        account.direction,
        account.currency_code ?? null,
        account.cut_off ?? null,
      ]
    : []),
  ...Object.values(filter),
]

const acted = (action: string) => `exists (select 1 from order_change_action a
  where a.reference_id = u.host_id and a.order_id = u.order_id and a.action = '${action}' and a.deleted_at is null)`

/** A reservation that nobody has touched since the flow posted, although the flow takes from it. */
const isStillReserved = `exists (
  select 1 from jsonb_to_recordset(u.reservations) as noted (id text, before numeric)
  join reservation_item r on r.id = noted.id
  where r.deleted_at is null and r.updated_at < u.created_at
    and coalesce((r.raw_quantity ->> 'value')::numeric, r.quantity) = noted.before)`

/** A reservation that the flow has made or raised. */
const isReservedAgain = `exists (
  select 1 from jsonb_to_recordset(u.reservations)
    as noted (id text, line_item_id text, inventory_item_id text, before numeric)
  where case when noted.id is null
    then exists (select 1 from reservation_item r where r.line_item_id = noted.line_item_id
      and r.inventory_item_id = noted.inventory_item_id and r.created_at >= u.created_at)
    else not exists (select 1 from reservation_item r
      where r.id = noted.id and r.deleted_at is null and r.updated_at < u.created_at
        and coalesce((r.raw_quantity ->> 'value')::numeric, r.quantity) = noted.before) end)`

/** The latest change of a return says what was received of its items; the host writes that besides confirming it. */
const isReceived = `(
  exists (select 1 from order_change later where later.return_id = u.return_id and later.change_type = 'return_receive'
    and later.confirmed_at > c.confirmed_at)
  or (ret.status in ('received', 'partially_received') and not exists (
    select 1 from return_item item
    join (select details ->> 'reference_id' as item_id,
        sum(coalesce(details -> 'quantity' ->> 'value', details ->> 'quantity')::numeric) as quantity
      from order_change_action where order_change_id = u.host_id and deleted_at is null
        and action in ('RECEIVE_RETURN_ITEM', 'RECEIVE_DAMAGED_RETURN_ITEM') group by 1) done using (item_id)
    where item.return_id = u.return_id and item.deleted_at is null
      and item.received_quantity is distinct from done.quantity)))`

/** Flows by what is asked for, oldest first; those that are finished are among them. */
export const findFlows = async (
  container: MedusaContainer,
  filter: UnfinishedFilter
): Promise<UnfinishedFlow[]> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const sql: Sql = async <T>(statement: string, parameters: unknown[] = []) =>
    (await connection.raw<{ rows: T[] }>(statement, parameters as string[])).rows
  return await readFlows(sql, filter)
}

export const unfinishedIssues: HostLevels["unfinishedIssues"] = async (sql, account, cutOff) => {
  const flows = await readFlows(sql, { account: { ...account, cut_off: cutOff } })
  return flows.filter((flow) => !flow.is_finished).map((flow) => flow.key)
}

const readFlows = async (
  sql: Sql,
  { account, ...others }: UnfinishedFilter
): Promise<UnfinishedFlow[]> => {
  const filter = { ...(account && { account }), ...others }
  const wanted = Object.keys(filter).map((name) => conditions[name as keyof UnfinishedFilter])
  const where = wanted.length > 0 ? wanted.join(" and ") : "true"
  // There are hardly ever any, and the question takes the database longer to plan than to answer.
  const [any] = await sql<{ exist: boolean }>(
    `select exists (select 1 from consignment_unfinished_flow u where ${where}) as exist`,
    parametersOf(filter)
  )
  if (!any?.exist) return []
  return await sql<UnfinishedFlow>(
    `with flow as (
       select u.key, u.kind, u.document_id, d.number as document_number, u.order_id, u.host_id, u.return_id,
         u.reservations, u.created_at, extract(epoch from clock_timestamp() - u.created_at)::float8 as age_seconds,
         coalesce(d.status = 'reversed', false) as is_undone, f.canceled_at is not null as is_canceled,
         ${acted("FULFILL_ITEM")} as is_registered, ${acted("CANCEL_ITEM_FULFILLMENT")} as is_unregistered,
         exists (select 1 from order_fulfillment l where l.fulfillment_id = u.host_id and l.deleted_at is null) as is_linked,
         coalesce(c.status = 'confirmed', false) as is_confirmed,
         u.kind = 'fulfillment' and ${isStillReserved} as is_still_reserved,
         u.kind = 'cancellation' and ${isReservedAgain} as is_reserved_again,
         u.kind = 'return' and ${isReceived} as is_received
       from consignment_unfinished_flow u
       left join consignment_document d on d.id = u.document_id
       left join fulfillment f on f.id = u.host_id
       left join order_change c on c.id = u.host_id
       left join return ret on ret.id = u.return_id
       where ${where})
     select *, is_undone or case kind
         when 'fulfillment' then is_registered and is_linked and not is_still_reserved
         when 'cancellation' then is_canceled
         else is_confirmed and is_received and document_id is not null end as is_finished
     from flow order by created_at, key`,
    parametersOf(filter)
  )
}
