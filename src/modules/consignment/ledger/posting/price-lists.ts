import { groupBy } from "../../domain/group-by"
import type { PriceList } from "../../domain/price-list"
import { exact } from "../../domain/quantity"

export interface PriceRow {
  inventory_item_id: string
  valid_from: string
  unit_price: string
}

/** The prices of an account `a` for items, the latest first; none is an empty list. */
export const pricesOfAccount = `select coalesce(json_agg(json_build_object('inventory_item_id', p.inventory_item_id,
    'valid_from', p.valid_from, 'unit_price', p.unit_price::text) order by p.valid_from desc), '[]'::json)
  from consignment_contractor_price p
  where p.contractor_id = a.contractor_id and p.currency_code = a.currency_code
    and p.inventory_item_id = any(?::text[]) and p.deleted_at is null`

export const toPriceList = (rows: PriceRow[]): PriceList =>
  new Map(
    [...groupBy(rows, (row) => row.inventory_item_id)].map(([itemId, prices]) => [
      itemId,
      prices.map((price) => ({
        validFrom: price.valid_from,
        unitPrice: exact(price.unit_price),
      })),
    ])
  )
