import type { CreateProductDTO, CreateProductVariantDTO } from "@medusajs/framework/types"
import { generateEntityId, toHandle } from "@medusajs/framework/utils"
import {
  lockedValues,
  type DescribedArticle,
  type OptionValues,
} from "../../../modules/consignment/articles/article"
import { createItemCards } from "../../../modules/consignment/articles/item-cards"
import { findProductsOf, saveLinks } from "../../../modules/consignment/articles/links"
import type { Sql } from "../../../modules/consignment/database/sql"
import { groupBy } from "../../../modules/consignment/domain/group-by"
import { retrieveSettings } from "../../../modules/consignment/master-data/settings"
import {
  inInventory,
  inPricing,
  inProducts,
  linkVariantsToItems,
  linkVariantsToPriceSets,
  type World,
} from "./article-world"
import { followProduct, showImages, toImages, type PlaceOfVariant } from "./follow-article"

/** Articles that are not here yet: each gets an inventory item, a card, and a variant if its owner sells it as one. */
export const createArticles = async (world: World, articles: DescribedArticle[]): Promise<void> => {
  const itemIds = await createItems(world, articles)
  const places = await createVariants(world, articles)
  const itemOf = ({ link_id: id }: DescribedArticle): string => itemIds.get(id) ?? ""
  await linkVariantsToItems(
    world,
    articles.flatMap((article) => {
      const place = places.get(article.link_id)
      return place ? { variant_id: place.variant_id, inventory_item_id: itemOf(article) } : []
    })
  )
  await createCards(
    world,
    articles.map((article) => ({ inventory_item_id: itemOf(article), unit: article.unit }))
  )
  await saveLinks(
    world.sql,
    articles.map((article) => ({
      ...newLink(world, article),
      inventory_item_id: itemOf(article),
      variant_id: places.get(article.link_id)?.variant_id ?? null,
      product_id: places.get(article.link_id)?.product_id ?? null,
      locked: true,
      agreed_variant_sku: article.variant?.sku ?? null,
    }))
  )
}

export const newLink = ({ peer }: World, article: DescribedArticle) => ({
  id: article.link_id,
  peer_id: peer.id,
  role: "consignee" as const,
  state: "linked" as const,
  their_product_id: article.product?.id ?? null,
  sku: article.sku,
  agreed_sku: article.sku,
  their_sku: article.sku,
  is_changed_here: false,
  is_changed_there: false,
  described_hash: article.hash,
  described: article,
})

/** A unit that this store does not know stays empty. */
export const createCards = async (
  { sql }: World,
  cards: { inventory_item_id: string; unit: string | null }[]
): Promise<void> => {
  const { units } = await retrieveSettings(sql)
  await createItemCards(
    sql,
    cards.map(({ unit, ...card }) => ({
      ...card,
      unit: unit !== null && units.includes(unit) ? unit : null,
    }))
  )
}

/** Answers the items by link. */
export const createItems = async (
  world: World,
  articles: DescribedArticle[]
): Promise<Map<string, string>> => {
  const ids = new Map(articles.map(({ link_id: id }) => [id, generateEntityId("", "iitem")]))
  await inInventory(world, async (inventory, shared) => {
    const items = articles.map((article) => ({
      ...lockedValues(article).item,
      id: ids.get(article.link_id),
      sku: article.sku,
      metadata: article.item.metadata ?? null,
    }))
    await inventory.createInventoryItems(items, shared)
  })
  return ids
}

/** Variants by link, in the products that were made for the owner's products, or in new ones. */
const createVariants = async (
  world: World,
  articles: DescribedArticle[]
): Promise<Map<string, PlaceOfVariant>> => {
  const sold = articles.filter(({ variant, product }) => variant && product)
  const byProduct = groupBy(sold, ({ product }) => product?.id ?? "")
  const known = await findProductsOf(world.sql, world.peer.id, [...byProduct.keys()])
  const places = new Map<string, PlaceOfVariant>()
  for (const [theirId, ofProduct] of byProduct) {
    const productId = known.get(theirId)
    if (productId === undefined) continue
    for (const article of ofProduct) {
      places.set(article.link_id, await addVariant(world, productId, article))
    }
  }
  const unknown = [...byProduct].flatMap(([theirId, group]) => (known.has(theirId) ? [] : [group]))
  for (const [linkId, place] of await createProducts(world, unknown)) places.set(linkId, place)
  for (const article of sold) {
    const place = places.get(article.link_id)
    const hasImages = ((article.variant?.images ?? []) as string[]).length > 0
    if (place && hasImages) await showImages(world, place, article)
  }
  await createPriceSets(
    world,
    [...places.values()].map((place) => place.variant_id)
  )
  return places
}

/** The other store's values are checked against the contract of articles when they arrive. */
const variantValues = (article: DescribedArticle) => {
  const { images: _, options, ...values } = lockedValues(article).variant ?? {}
  return {
    ...values,
    ...(options ? { options } : {}),
    sku: article.variant?.sku ?? null,
    metadata: article.variant?.metadata ?? null,
    manage_inventory: true,
  } as CreateProductVariantDTO
}

const productValues = (article: DescribedArticle) => {
  const { images, options: _, ...values } = lockedValues(article).product ?? {}
  return { ...values, images: toImages(images) } as CreateProductDTO
}

/** One product for each group of variants; the last article tells the product as it is now. */
const createProducts = async (
  world: World,
  groups: DescribedArticle[][]
): Promise<Map<string, PlaceOfVariant>> => {
  const places = new Map<string, PlaceOfVariant>()
  if (groups.length === 0) return places
  const category = await findFirstCategory(world.sql)
  const latest = groups.flatMap((group) => group.at(-1) ?? [])
  const handles = await findFreeHandles(world.sql, latest.map(wantedHandle))
  const products = groups.map((group, index) => {
    const article = latest[index] as DescribedArticle
    const options = (article.product?.options ?? []) as OptionValues[]
    const id = generateEntityId("", "prod")
    return {
      ...productValues(article),
      id,
      handle: handles[index],
      status: "draft" as const,
      metadata: article.product?.metadata ?? null,
      ...(options.length > 0 ? { options } : {}),
      ...(category ? { categories: [{ id: category }] } : {}),
      variants: group.map((one) => {
        const variantId = generateEntityId("", "variant")
        places.set(one.link_id, { variant_id: variantId, product_id: id })
        return { ...variantValues(one), id: variantId }
      }),
    }
  })
  await inProducts(world, async (service, shared) => {
    await service.createProducts(products, shared)
  })
  return places
}

const addVariant = async (
  world: World,
  productId: string,
  article: DescribedArticle
): Promise<PlaceOfVariant> => {
  await followProduct(world, productId, article, [])
  const created = await inProducts(
    world,
    async (products, shared) =>
      await products.createProductVariants(
        { ...variantValues(article), product_id: productId },
        shared
      )
  )
  return { product_id: productId, variant_id: created.id }
}

/** The article group: the first root category that this store has. */
const findFirstCategory = async (sql: Sql): Promise<string | null> => {
  const [row] = await sql<{ id: string }>(
    `select id from product_category where parent_category_id is null and deleted_at is null
     order by rank, created_at, id limit 1`
  )
  return row?.id ?? null
}

const wantedHandle = ({ product }: DescribedArticle): string =>
  product?.handle ?? toHandle((product?.title as string | null | undefined) ?? "")

/** Handles that nothing has yet, with a suffix where it must be. */
const findFreeHandles = async (sql: Sql, wanted: string[]): Promise<string[]> => {
  const taken = await sql<{ handle: string }>(
    `select handle from product where deleted_at is null
       and (handle = any(?::text[]) or handle like any(?::text[]))`,
    [wanted, wanted.map((handle) => `${handle.replace(/[\\%_]/g, "\\$&")}-%`)]
  )
  const handles = new Set(taken.map(({ handle }) => handle))
  return wanted.map((handle) => {
    let free = handle
    for (let suffix = 2; handles.has(free); suffix += 1) free = `${handle}-${suffix}`
    handles.add(free)
    return free
  })
}

/** The host sets prices of a variant only if it has a price set. */
const createPriceSets = async (world: World, variantIds: string[]): Promise<void> => {
  if (variantIds.length === 0) return
  const sets = await inPricing(
    world,
    async (pricing, shared) =>
      await pricing.createPriceSets(
        variantIds.map(() => ({ prices: [] })),
        shared
      )
  )
  await linkVariantsToPriceSets(
    world,
    variantIds.map((variant_id, index) => ({ variant_id, price_set_id: sets[index]?.id ?? "" }))
  )
}
