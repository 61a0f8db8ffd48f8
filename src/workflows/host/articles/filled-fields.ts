import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ArticleFieldName } from "../../../modules/consignment/domain/article-fields"

/** The ids of these that are inventory items of the host. */
export const findItemIds = async (container: MedusaContainer, ids: string[]): Promise<string[]> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: { id: string }[] }>(
    `select id from inventory_item where id = any(?::text[]) and deleted_at is null`,
    [ids]
  )
  return rows.map(({ id }) => id)
}

/**
 * The variant of an inventory item `i`: the one that consists of one unit of it, so that a kit is not taken for its
 * component. Of several variants the one with the item's SKU comes first.
 */
export const variantOfItem = `(
  select v.* from product_variant_inventory_item part
  join product_variant v on v.id = part.variant_id and v.deleted_at is null
  where part.inventory_item_id = i.id and part.deleted_at is null and part.required_quantity = 1
    and not exists (
      select 1 from product_variant_inventory_item other
      where other.variant_id = part.variant_id and other.inventory_item_id <> i.id and other.deleted_at is null)
  order by v.sku is distinct from i.sku, v.created_at, v.id limit 1)`

type Filled = Partial<Record<ArticleFieldName, unknown>>

/** Values of the fields to complete that are not on the item card, by inventory item. */
export const readFilledFields = async (
  container: MedusaContainer,
  ids: string[]
): Promise<Map<string, Filled>> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: (Filled & { id: string })[] }>(
    `select i.id,
       (select min(category.product_category_id) from product_category_product category
        where category.product_id = v.product_id) as article_group,
       (select min(price.id) from product_variant_price_set link
        join price on price.price_set_id = link.price_set_id and price.deleted_at is null
        where link.variant_id = v.id and link.deleted_at is null) as prices,
       stocked.minimum, stocked.maximum
     from inventory_item i
     left join lateral ${variantOfItem} v on true
     left join lateral (
       select max(minimum)::text as minimum, max(maximum)::text as maximum
       from consignment_warehouse_item where inventory_item_id = i.id) stocked on true
     where i.id = any(?::text[])`,
    [ids]
  )
  return new Map(rows.map(({ id, ...filled }) => [id, filled]))
}

export interface PlaceInCatalogue {
  variant_id: string | null
  product_id: string | null
}

/** The variant and the product of inventory items that have one. */
export const findPlaces = async (
  container: MedusaContainer,
  ids: string[]
): Promise<Map<string, PlaceInCatalogue>> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: (PlaceInCatalogue & { id: string })[] }>(
    `select i.id, v.id as variant_id, v.product_id from inventory_item i
     left join lateral ${variantOfItem} v on true where i.id = any(?::text[])`,
    [ids]
  )
  return new Map(rows.map(({ id, ...place }) => [id, place]))
}
