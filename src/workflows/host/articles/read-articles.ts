import {
  describe,
  type Article,
  type DescribedArticle,
  type PartOfArticle,
} from "../../../modules/consignment/articles/article"
import type { Sql } from "../../../modules/consignment/database/sql"
import { columnsOf, type ArticlePart } from "../../../modules/consignment/domain/article-fields"
import { variantOfItem } from "./filled-fields"

/** The options of a product `p`, by title, with its values. */
const optionsOfProduct = `(
  select json_agg(json_build_object('title', o.title, 'values', (
      select json_agg(value.value order by value.rank nulls last, value.value)
      from product_product_option_value chosen
      join product_option_value value on value.id = chosen.product_option_value_id and value.deleted_at is null
      where chosen.product_product_option_id = po.id and chosen.deleted_at is null))
    order by o.title, o.id)
  from product_product_option po
  join product_option o on o.id = po.product_option_id and o.deleted_at is null
  where po.product_id = p.id and po.deleted_at is null)`

const optionsOfVariant = `(
  select json_object_agg(o.title, value.value)
  from product_variant_option chosen
  join product_option_value value on value.id = chosen.option_value_id and value.deleted_at is null
  join product_option o on o.id = value.option_id and o.deleted_at is null
  where chosen.variant_id = v.id)`

const imagesOfProduct = `(
  select json_agg(image.url order by image.rank, image.id) from image
  where image.product_id = p.id and image.deleted_at is null)`

/** Images that are the variant's alone; all others are shown for every variant. */
const imagesOfVariant = `(
  select json_agg(image.url order by image.rank, image.id) from product_variant_product_image shown
  join image on image.id = shown.image_id and image.deleted_at is null
  where shown.variant_id = v.id and shown.deleted_at is null)`

interface ArticleRow {
  id: string
  item: PartOfArticle
  variant: PartOfArticle | null
  product: Article["product"]
  variant_options: unknown
  variant_images: unknown
  product_options: unknown
  product_images: unknown
  unit: string | null
}

/** Articles by inventory item, as this store has them. Items that are gone are left out. */
export const readArticles = async (
  sql: Sql,
  inventoryItemIds: string[]
): Promise<Map<string, Article>> => {
  if (inventoryItemIds.length === 0) return new Map()
  const rows = await sql<ArticleRow>(
    `select i.id, to_jsonb(i) as item, to_jsonb(v) as variant, to_jsonb(p) as product, card.unit,
       ${optionsOfVariant} as variant_options, ${imagesOfVariant} as variant_images,
       ${optionsOfProduct} as product_options, ${imagesOfProduct} as product_images
     from inventory_item i
     left join lateral ${variantOfItem} v on true
     left join product p on p.id = v.product_id and p.deleted_at is null
     left join consignment_item_card card on card.inventory_item_id = i.id
     where i.id = any(?::text[]) and i.deleted_at is null`,
    [inventoryItemIds]
  )
  return new Map(rows.map((row) => [row.id, toArticle(row)]))
}

const toArticle = (row: ArticleRow): Article => {
  const hasProduct = row.variant !== null && row.product !== null
  return {
    item: pick("item", row.item),
    variant: hasProduct
      ? pick("variant", {
          ...(row.variant as PartOfArticle),
          options: row.variant_options,
          images: row.variant_images ?? [],
        })
      : null,
    product: hasProduct
      ? {
          ...pick("product", {
            ...(row.product as PartOfArticle),
            options: row.product_options ?? [],
            images: row.product_images ?? [],
          }),
          handle: row.product?.handle,
        }
      : null,
    unit: row.unit,
  }
}

const pick = (part: ArticlePart, values: PartOfArticle): PartOfArticle => {
  const columns = [
    ...columnsOf(part, "locked"),
    ...columnsOf(part, "link"),
    ...columnsOf(part, "copy_editable"),
  ]
  return {
    id: values.id,
    ...Object.fromEntries(columns.map((column) => [column, values[column] ?? null])),
  }
}

/** An article as it crosses to a connected store; null if the item is gone. */
export const describeArticle = async (
  sql: Sql,
  linkId: string,
  inventoryItemId: string
): Promise<DescribedArticle | null> => {
  const article = (await readArticles(sql, [inventoryItemId])).get(inventoryItemId)
  return article ? describe(linkId, article) : null
}
