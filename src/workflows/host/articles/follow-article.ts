import {
  isSame,
  lockedValues,
  type Article,
  type DescribedArticle,
  type OptionValues,
  type Values,
} from "../../../modules/consignment/articles/article"
import { saveLink, type LinkRow } from "../../../modules/consignment/articles/links"
import type { Sql } from "../../../modules/consignment/database/sql"
import { inInventory, inProducts, type World } from "./article-world"
import { readArticles } from "./read-articles"

export interface PlaceOfVariant {
  variant_id: string
  product_id: string
}

export const toImages = (urls: unknown) => ((urls ?? []) as string[]).map((url) => ({ url }))

/** Writes what differs of the locked fields; all else is the holder's. */
export const follow = async (
  world: World,
  link: LinkRow,
  here: Article,
  article: DescribedArticle
): Promise<void> => {
  if (link.locked) {
    const itemChanges = changesOf(lockedValues(here).item, lockedValues(article).item)
    if (itemChanges) {
      await inInventory(world, async (inventory, shared) => {
        await inventory.updateInventoryItems([{ id: here.item.id, ...itemChanges }], shared)
      })
    }
    const made = { product_id: here.product?.id ?? "", variant_id: here.variant?.id ?? "" }
    if (here.product && article.product) {
      await followProduct(world, made.product_id, article, optionsOf(link.described))
    }
    if (here.variant && article.variant) {
      await followVariant(world, made.variant_id, article)
      await showImages(world, made, article)
    }
    if (here.product && article.product) {
      await removeOptionValues(world, made.product_id, article, optionsOf(link.described))
    }
  }
  if (link.described_hash === article.hash) return
  await saveLink(world.sql, {
    id: link.id,
    peer_id: link.peer_id,
    their_product_id: article.product?.id ?? null,
    described_hash: article.hash,
    described: article,
  })
}

const optionsOf = (described: unknown): OptionValues[] =>
  ((described as DescribedArticle | null)?.product?.options ?? []) as OptionValues[]

/** The values that differ; null if none does. */
const changesOf = (here: Values | null, there: Values | null): Values | null => {
  const changed = Object.entries(there ?? {}).filter(([key, value]) => !isSame(here?.[key], value))
  return changed.length > 0 ? Object.fromEntries(changed) : null
}

const followVariant = async (
  world: World,
  variantId: string,
  article: DescribedArticle
): Promise<void> => {
  const here = await readVariant(world.sql, variantId)
  const { images: _, ...values } = lockedValues(article).variant ?? {}
  const changes = changesOf(here, values)
  if (!changes) return
  await inProducts(world, async (products, shared) => {
    await products.updateProductVariants(variantId, changes, shared)
  })
}

const readVariant = async (sql: Sql, variantId: string): Promise<Values | null> => {
  const [row] = await sql<{ inventory_item_id: string }>(
    `select inventory_item_id from product_variant_inventory_item where variant_id = ? and deleted_at is null`,
    [variantId]
  )
  const article = (await readArticles(sql, [row?.inventory_item_id ?? ""])).values().next().value
  return article ? lockedValues(article).variant : null
}

interface OptionRow {
  id: string
  title: string
  values: { id: string; value: string; is_used: boolean }[]
}

/** Options of a product; a value is used if a variant has it. */
const readOptions = async (sql: Sql, productId: string): Promise<OptionRow[]> =>
  await sql<OptionRow>(
    `select o.id, o.title, coalesce(json_agg(json_build_object('id', value.id, 'value', value.value, 'is_used', exists (
         select 1 from product_variant_option used
         join product_variant v on v.id = used.variant_id and v.deleted_at is null
         where used.option_value_id = value.id)) order by value.rank nulls last, value.value)
       filter (where value.id is not null), '[]') as values
     from product_product_option po
     join product_option o on o.id = po.product_option_id and o.deleted_at is null
     left join product_option_value value on value.option_id = o.id and value.deleted_at is null
     where po.product_id = ? and po.deleted_at is null group by o.id, o.title order by o.title, o.id`,
    [productId]
  )

/** Product fields, images and options that follow the owner's. */
export const followProduct = async (
  world: World,
  productId: string,
  article: DescribedArticle,
  before: OptionValues[]
): Promise<void> => {
  const { sql } = world
  const [row] = await sql<{ product: Values }>(
    `select to_jsonb(p) as product from product p where id = ?`,
    [productId]
  )
  const images = await sql<{ url: string }>(
    `select url from image where product_id = ? and deleted_at is null order by rank, id`,
    [productId]
  )
  const { options: _, images: urls, ...values } = lockedValues(article).product ?? {}
  const changes = changesOf(row?.product ?? null, values)
  const hasOtherImages = !isSame(
    images.map(({ url }) => url),
    urls ?? []
  )
  if (changes || hasOtherImages) {
    const update = { ...changes, ...(hasOtherImages ? { images: toImages(urls) } : {}) }
    await inProducts(world, async (products, shared) => {
      await products.updateProducts(productId, update, shared)
    })
  }
  await addOptionValues(world, productId, article, before)
}

/** Makes the owner's options and values available; what the holder has added stays. */
const addOptionValues = async (
  world: World,
  productId: string,
  { product }: DescribedArticle,
  before: OptionValues[]
): Promise<void> => {
  const wanted = (product?.options ?? []) as OptionValues[]
  const here = await readOptions(world.sql, productId)
  for (const [index, option] of wanted.entries()) {
    const formerTitle = before.length === wanted.length ? before[index]?.title : undefined
    const known =
      here.find(({ title }) => title === option.title) ??
      here.find(
        ({ title }) => title === formerTitle && !wanted.some((other) => other.title === title)
      )
    if (!known) await addOption(world, productId, option)
    else await extendOption(world, productId, known, option)
  }
}

const addOption = async (
  world: World,
  productId: string,
  { title, values }: OptionValues
): Promise<void> => {
  await inProducts(world, async (products, shared) => {
    const { id: optionId } = await products.createProductOptions(
      { title, values, is_exclusive: true },
      shared
    )
    await products.addProductOptionToProduct(
      { product_id: productId, product_option_id: optionId },
      shared
    )
  })
}

const extendOption = async (
  world: World,
  productId: string,
  known: OptionRow,
  { title, values }: OptionValues
): Promise<void> => {
  const present = known.values.map(({ value }) => value)
  const missing = values.filter((value) => !present.includes(value))
  if (known.title === title && missing.length === 0) return
  await inProducts(world, async (products, shared) => {
    await products.updateProductOptions(
      known.id,
      { title, ...(missing.length > 0 ? { values: [...present, ...missing] } : {}) },
      shared
    )
  })
  await chooseValues(world, productId, known.id)
}

/** The host keeps which values of an option a product has. */
const chooseValues = async (world: World, productId: string, optionId: string): Promise<void> => {
  const missing = await world.sql<{ id: string }>(
    `select value.id from product_option_value value
     join product_product_option po on po.product_option_id = value.option_id and po.product_id = ? and po.deleted_at is null
     where value.option_id = ? and value.deleted_at is null and not exists (
       select 1 from product_product_option_value chosen
       where chosen.product_product_option_id = po.id and chosen.product_option_value_id = value.id
         and chosen.deleted_at is null)`,
    [productId, optionId]
  )
  if (missing.length === 0) return
  await inProducts(world, async (products, shared) => {
    await products.updateProductOptionValuesOnProduct(
      { product_id: productId, product_option_id: optionId, add: missing.map(({ id }) => id) },
      shared
    )
  })
}

/** Values that the owner has removed go, unless a variant here still has them. */
const removeOptionValues = async (
  world: World,
  productId: string,
  { product }: DescribedArticle,
  before: OptionValues[]
): Promise<void> => {
  const wanted = new Map(
    ((product?.options ?? []) as OptionValues[]).map(({ title, values }) => [title, values])
  )
  const here = await readOptions(world.sql, productId)
  for (const option of here) {
    const former = before.find(({ title }) => title === option.title)?.values ?? []
    const gone = option.values.filter(
      ({ value, is_used }) =>
        !is_used && former.includes(value) && !(wanted.get(option.title) ?? former).includes(value)
    )
    if (gone.length === 0) continue
    await inProducts(world, async (products, shared) => {
      await products.updateProductOptionValuesOnProduct(
        {
          product_id: productId,
          product_option_id: option.id,
          remove: gone.map(({ id }) => id),
        },
        shared
      )
    })
    await inProducts(world, async (products, shared) => {
      await products.softDeleteProductOptionValues(
        gone.map(({ id }) => id),
        {},
        shared
      )
    })
  }
}

/** Images that are shown for one variant only. */
export const showImages = async (
  world: World,
  { product_id: productId, variant_id: variantId }: PlaceOfVariant,
  article: DescribedArticle
): Promise<void> => {
  const wanted = ((article.variant?.images ?? []) as string[]) ?? []
  const images = await world.sql<{ id: string; url: string; is_shown: boolean }>(
    `select image.id, image.url, exists (
       select 1 from product_variant_product_image shown
       where shown.image_id = image.id and shown.variant_id = ? and shown.deleted_at is null) as is_shown
     from image where image.product_id = ? and image.deleted_at is null order by image.rank, image.id`,
    [variantId, productId]
  )
  const toPairs = (chosen: typeof images) =>
    chosen.map(({ id }) => ({ image_id: id, variant_id: variantId }))
  const added = toPairs(images.filter(({ url, is_shown }) => wanted.includes(url) && !is_shown))
  const removed = toPairs(images.filter(({ url, is_shown }) => !wanted.includes(url) && is_shown))
  if (added.length === 0 && removed.length === 0) return
  await inProducts(world, async (products, shared) => {
    if (added.length > 0) await products.addImageToVariant(added, shared)
    if (removed.length > 0) await products.removeImageFromVariant(removed, shared)
  })
}
