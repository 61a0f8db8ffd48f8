import { toText } from "../../../modules/consignment/domain/quantity"
import type { HostLevels } from "../../../modules/consignment/ledger/posting/host-levels"

const quantityOf = (row: string, column: string) =>
  `coalesce((${row}.raw_${column} ->> 'value')::numeric, ${row}.${column})`
const raw = (quantity: string) =>
  `jsonb_build_object('value', trim_scale(${quantity})::text, 'precision', 20)`
const reserved = quantityOf("level", "reserved_quantity")

/** Reservations that the ledger keeps in the host, written in the ledger's transaction. */
export const holds: Pick<HostLevels, "hold"> = {
  hold: async (sql, wanted) => {
    if (wanted.length === 0) return
    await sql(
      `with wanted as (
         select * from unnest(?::text[], ?::text[], ?::text[], ?::numeric[], ?::text[])
           as wanted (id, location_id, inventory_item_id, quantity, description)),
       known as (
         select reservation.id, case when reservation.deleted_at is null
           then ${quantityOf("reservation", "quantity")} else 0 end as quantity
         from reservation_item reservation join wanted using (id)),
       written as (
         insert into reservation_item as reservation
           (id, location_id, inventory_item_id, quantity, raw_quantity, description, allow_backorder, deleted_at)
         select id, location_id, inventory_item_id, quantity, ${raw("quantity")}, description, false,
           case when quantity = 0 then now() end
         from wanted where quantity > 0 or id in (select id from known)
         on conflict (id) do update set quantity = excluded.quantity, raw_quantity = excluded.raw_quantity,
           description = excluded.description, deleted_at = excluded.deleted_at, updated_at = now()),
       change as (
         select location_id, inventory_item_id, sum(wanted.quantity - coalesce(known.quantity, 0)) as quantity
         from wanted left join known using (id) group by 1, 2)
       update inventory_level level set
         reserved_quantity = ${reserved} + change.quantity,
         raw_reserved_quantity = ${raw(`(${reserved} + change.quantity)`)},
         updated_at = now()
       from change
       where change.quantity <> 0 and level.deleted_at is null and level.location_id = change.location_id
         and level.inventory_item_id = change.inventory_item_id`,
      [
        wanted.map((hold) => hold.id),
        wanted.map((hold) => hold.stockLocationId),
        wanted.map((hold) => hold.inventoryItemId),
        wanted.map((hold) => toText(hold.quantity)),
        wanted.map((hold) => hold.description),
      ]
    )
  },
}
