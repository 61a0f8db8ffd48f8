import type { HostLevels } from "../../modules/consignment/ledger/host-levels"
import type { Sql } from "../../modules/consignment/sql"

const quantity = "coalesce((reservation.raw_quantity ->> 'value')::numeric, reservation.quantity)"
const reserved =
  "coalesce((level.raw_reserved_quantity ->> 'value')::numeric, level.reserved_quantity)"

/** Reservations of the host's orders, ended and renewed inside the ledger's transaction, with the levels' reserved quantity. */
export const orderReservations: Pick<HostLevels, "release" | "reserveAgain"> = {
  release: async (sql, { orderId, inventoryItemIds }) =>
    await change(
      sql,
      `update reservation_item reservation set deleted_at = now(), updated_at = now()
       where reservation.deleted_at is null and reservation.inventory_item_id = any(?::text[])
         and reservation.line_item_id in (select item_id from order_item where order_id = ?)`,
      [inventoryItemIds, orderId],
      "-"
    ),

  reserveAgain: async (sql, reservationIds) => {
    await change(
      sql,
      `update reservation_item reservation set deleted_at = null, updated_at = now()
       where reservation.deleted_at is not null and reservation.id = any(?::text[])
         and exists (select 1 from order_item item join "order" on "order".id = item.order_id
           where item.item_id = reservation.line_item_id and "order".canceled_at is null)`,
      [reservationIds],
      "+"
    )
  },
}

const change = async (
  sql: Sql,
  update: string,
  parameters: unknown[],
  sign: "+" | "-"
): Promise<string[]> => {
  const rows = await sql<{ ids: string[] }>(
    `with changed as (
       ${update} returning reservation.id, reservation.location_id, reservation.inventory_item_id, ${quantity} as quantity),
     total as (
       select location_id, inventory_item_id, sum(quantity) as quantity from changed group by 1, 2),
     levels as (
       update inventory_level level set
         reserved_quantity = ${reserved} ${sign} total.quantity,
         raw_reserved_quantity =
           jsonb_build_object('value', trim_scale(${reserved} ${sign} total.quantity)::text, 'precision', 20),
         updated_at = now()
       from total
       where level.deleted_at is null and level.location_id = total.location_id
         and level.inventory_item_id = total.inventory_item_id)
     select coalesce(array_agg(id), '{}') as ids from changed`,
    parameters
  )
  return rows[0]?.ids ?? []
}
