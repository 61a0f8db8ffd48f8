import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Units that are reserved for an order line and that no fulfilment will take. */
export interface LeakedReservation {
  /** Of the reservation. */
  id: string
  order_id: string
  line_item_id: string
  inventory_item_id: string
  sku: string | null
  stock_location_id: string
  /** Reserved in all. */
  reserved: string
  /** Reserved for nothing. */
  leaked: string
}

/**
 * Finds what the host has reserved beyond what is left to fulfil of an order line: it forgets reservations when an order
 * is edited, when an exchange is cancelled, and when a variant takes less of an item than before. The oldest reservations
 * of a line count first; without any units left to fulfil, all of them are leaked.
 */
export const findLeakedReservations = async (
  container: MedusaContainer,
  reservationId: string | null = null
): Promise<LeakedReservation[]> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: LeakedReservation[] }>(
    `with held as (
       select reservation.id, reservation.line_item_id, reservation.inventory_item_id,
         reservation.location_id, ${quantityOf("reservation", "quantity")} as reserved,
         sum(${quantityOf("reservation", "quantity")}) over (
           partition by reservation.line_item_id, reservation.inventory_item_id
           order by reservation.created_at, reservation.id) as up_to
       from reservation_item reservation
       where reservation.deleted_at is null and reservation.line_item_id is not null
         and (?::text is null or reservation.line_item_id =
           (select line_item_id from reservation_item where id = ?))),
     counted as (
       select held.*, line_order.order_id, least(held.reserved, greatest(0, held.up_to -
         case when "order".canceled_at is null and "order".deleted_at is null and current.id is not null
           then greatest(0, ${quantityOf("current", "quantity")} - ${quantityOf("current", "fulfilled_quantity")})
             * coalesce(part.required_quantity, 1)
           else 0 end)) as leaked
       from held
       join order_line_item line on line.id = held.line_item_id
       cross join lateral (
         select order_id from order_item where item_id = line.id limit 1) line_order
       join "order" on "order".id = line_order.order_id
       left join order_item current on current.item_id = line.id
         and current.order_id = "order".id and current.version = "order".version
         and current.deleted_at is null
       left join product_variant_inventory_item part on part.variant_id = line.variant_id
         and part.inventory_item_id = held.inventory_item_id and part.deleted_at is null)
     select counted.id, counted.order_id, counted.line_item_id, counted.inventory_item_id, item.sku,
       counted.location_id as stock_location_id, trim_scale(counted.reserved)::text as reserved,
       trim_scale(counted.leaked)::text as leaked
     from counted left join inventory_item item on item.id = counted.inventory_item_id
     where counted.leaked > 0 and (?::text is null or counted.id = ?)
     order by counted.order_id, counted.id`,
    [reservationId, reservationId, reservationId, reservationId] as string[]
  )
  return rows
}

/** The exact quantity of a column of the host. */
const quantityOf = (table: string, column: string): string =>
  `coalesce((${table}.raw_${column} ->> 'value')::numeric, ${table}.${column})`
