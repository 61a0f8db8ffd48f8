import type { Sql } from "../database/sql"

/** Where serial numbers are kept: a lot, or the own stock of an item at a location. */
export interface Holder {
  lotId: string | null
  stockLocationId: string
  inventoryItemId: string
}

/** Known units of a holder `s` that left it without being named. */
export const missingOf = `(select coalesce(sum(g.quantity), 0) from consignment_serial_gap g
  where (s.lot_id is not null and g.lot_id = s.lot_id)
    or (s.lot_id is null and g.lot_id is null and g.stock_location_id = s.stock_location_id
      and g.inventory_item_id = s.inventory_item_id))`

/**
 * Tells again which units these holders hold for certain: all of them while none left without being named, else each of
 * them is possible as long as anything of the lot and its children is left.
 */
export const refreshStates = async (sql: Sql, holders: Holder[]): Promise<void> => {
  const lotIds = holders.flatMap((holder) => holder.lotId ?? [])
  const places = holders.filter((holder) => holder.lotId === null)
  if (holders.length === 0) return
  await sql(
    `with family as (
       select member.id, coalesce(member.origin_lot_id, member.id) as root_id from consignment_lot member
       where coalesce(member.origin_lot_id, member.id) in (
         select coalesce(origin_lot_id, id) from consignment_lot where id = any(?::text[]))),
     held as (
       select s.*, ${missingOf} as missing from consignment_serial_number s
       where s.is_held and (s.lot_id in (select id from family) or (s.lot_id is null
         and (s.stock_location_id, s.inventory_item_id) in (select * from unnest(?::text[], ?::text[]))))),
     families as (
       select f.root_id, sum(l.quantity_remaining) as remaining, sum(l.quantity_consumed) as consumed,
         sum(l.quantity_returned_to_consignor) as returned
       from family f join consignment_lot l on l.id = f.id group by f.root_id),
     certain as (
       select f.root_id, count(*) as quantity from held join family f on f.id = held.lot_id
       where not held.is_exposed or held.missing <= 0 or held.loan_line_id is not null group by f.root_id)
     update consignment_serial_number s set updated_at = now(),
       is_exposed = s.is_exposed and held.missing > 0, state = case
       when s.loan_line_id is not null then 'lent'
       when held.missing <= 0 or not s.is_exposed then case when s.lot_id is null then 'own' else 'in_lot' end
       when s.lot_id is null or of_family.remaining > coalesce(certain.quantity, 0) then 'possible'
       when of_family.consumed > 0 then 'sold'
       when of_family.returned > 0 then 'returned'
       else 'lost' end
     from held left join family f on f.id = held.lot_id
     left join families of_family on of_family.root_id = f.root_id
     left join certain on certain.root_id = f.root_id
     where held.id = s.id`,
    [
      lotIds,
      places.map((place) => place.stockLocationId),
      places.map((place) => place.inventoryItemId),
    ]
  )
}
