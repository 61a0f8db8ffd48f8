import type { HostLevels, Released } from "../../../modules/consignment/ledger/posting/host-levels"
import type { Sql } from "../../../modules/consignment/database/sql"
import { promisedIn, rawOf, reservedIn } from "./quantities"

const promised = promisedIn("reservation")
const reserved = reservedIn("level")
const raw = rawOf

/** Reservations of the host's orders, ended and renewed inside the ledger's transaction, with the levels' reserved quantity. */
export const orderReservations: Pick<HostLevels, "release" | "reserveAgain"> = {
  release: async (sql, { orderId, stockLocationId, items }) =>
    await change(
      sql,
      `with wanted as (
         select * from unnest(?::text[], ?::numeric[]) as wanted (inventory_item_id, quantity)),
       held as (
         select reservation.id, reservation.inventory_item_id, ${promised} as quantity,
           sum(${promised}) over (
             partition by reservation.inventory_item_id
             order by reservation.location_id = ? desc, reservation.created_at, reservation.id) - ${promised} as before
         from reservation_item reservation
         where reservation.deleted_at is null
           and reservation.line_item_id in (select item_id from order_item where order_id = ?)),
       taken as (
         select held.id, least(held.quantity, wanted.quantity - held.before) as quantity,
           held.quantity - least(held.quantity, wanted.quantity - held.before) as kept
         from held join wanted using (inventory_item_id) where held.before < wanted.quantity),
       changed as (
         update reservation_item reservation set updated_at = now(),
           deleted_at = case when taken.kept = 0 then now() end,
           quantity = case when taken.kept = 0 then reservation.quantity else taken.kept end,
           raw_quantity = case when taken.kept = 0 then reservation.raw_quantity else ${raw("taken.kept")} end
         from taken where reservation.id = taken.id and reservation.deleted_at is null
         returning reservation.id, reservation.location_id, reservation.inventory_item_id, taken.quantity)`,
      [
        items.map((item) => item.inventoryItemId),
        items.map((item) => item.quantity),
        stockLocationId,
        orderId,
      ],
      "-"
    ),

  reserveAgain: async (sql, released) => {
    await change(
      sql,
      `with given as (select * from unnest(?::text[], ?::numeric[]) as given (id, quantity)),
       changed as (
         update reservation_item reservation set updated_at = now(), deleted_at = null,
           quantity = given.quantity + case when reservation.deleted_at is null then ${promised} else 0 end,
           raw_quantity = ${raw(`given.quantity + case when reservation.deleted_at is null then ${promised} else 0 end`)}
         from given where reservation.id = given.id
           and exists (select 1 from order_item item join "order" on "order".id = item.order_id
             where item.item_id = reservation.line_item_id and "order".canceled_at is null)
         returning reservation.id, reservation.location_id, reservation.inventory_item_id, given.quantity)`,
      [released.map(({ id }) => id), released.map(({ quantity }) => quantity)],
      "+"
    )
  },
}

/** Carries changes of reservations on to their levels; answers them. */
const change = async (
  sql: Sql,
  changed: string,
  parameters: unknown[],
  sign: "+" | "-"
): Promise<Released[]> =>
  await sql<Released>(
    `${changed},
     total as (
       select location_id, inventory_item_id, sum(quantity) as quantity from changed group by 1, 2),
     levels as (
       update inventory_level level set
         reserved_quantity = ${reserved} ${sign} total.quantity,
         raw_reserved_quantity = ${raw(`(${reserved} ${sign} total.quantity)`)},
         updated_at = now()
       from total
       where level.deleted_at is null and level.location_id = total.location_id
         and level.inventory_item_id = total.inventory_item_id)
     select id, trim_scale(quantity)::text as quantity from changed`,
    parameters
  )
