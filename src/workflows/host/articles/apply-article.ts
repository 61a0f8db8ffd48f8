import type { Context, MedusaContainer } from "@medusajs/framework/types"
import {
  onlyLinked,
  type Article,
  type DescribedArticle,
} from "../../../modules/consignment/articles/article"
import { ArticleException } from "../../../modules/consignment/articles/article-exception"
import { findLink, saveLink, type LinkRow } from "../../../modules/consignment/articles/links"
import { lockName } from "../../../modules/consignment/database/locks"
import type { Sql } from "../../../modules/consignment/database/sql"
import { ConsignmentError } from "../../../modules/consignment/domain/errors"
import { markContractorItems } from "../../../modules/consignment/master-data/contractor-items"
import {
  emitterOf,
  linkVariantsToItems,
  openWorld,
  type EmitEvents,
  type SendingPeer,
  type World,
} from "./article-world"
import { createArticles, createCards, createItems, newLink } from "./create-articles"
import { follow } from "./follow-article"
import { isMedusaRefusal } from "./refusals"
import { variantOfItem } from "./filled-fields"
import { readArticles } from "./read-articles"

export interface AppliedArticle {
  inventory_item_id: string
  sku: string | null
  is_new: boolean
  /** Tells the rest of the host; to be called once the transaction stands. */
  emitEvents: EmitEvents
}

/**
 * Takes over an article of a connected store, in the caller's transaction: makes or finds its product, variant, inventory
 * item and card, ties them to the other store's, marks the contractor as the owner of the item, and lets the locked
 * fields follow. Applying the same article again changes nothing.
 * @param choice "link" ties the article to what has its SKU here, whatever the connection says.
 * Throws: ARTICLE_EXISTS, LINK_BROKEN, INVALID_DATA (the host refuses the values).
 */
export const applyArticle = async (
  container: MedusaContainer,
  context: Context,
  peer: SendingPeer,
  article: DescribedArticle,
  { choice, singleOwner = false }: { choice?: "link"; singleOwner?: boolean } = {}
): Promise<AppliedArticle> => {
  const world = openWorld(container, context, peer)
  const { sql } = world
  // Variants of one product come one after the other.
  await lockName(sql, `article ${peer.id} ${article.product?.id ?? article.link_id}`)
  const link = await findLink(sql, peer.id, article.link_id)
  if (link?.state === "broken") throw brokenLink(article)
  const known = link?.state === "linked" ? await readHere(sql, link) : null
  try {
    if (link && known) await follow(world, link, onlyLinked(link, known), article)
    else await takeOver(world, article, choice)
  } catch (error) {
    if (isMedusaRefusal(error)) throw new ConsignmentError("INVALID_DATA", error.message)
    throw error
  }
  const after = await findLink(sql, peer.id, article.link_id)
  const inventoryItemId = after?.inventory_item_id ?? ""
  await markOwner(world, inventoryItemId, after?.sku ?? null, article.sku, singleOwner)
  return {
    inventory_item_id: inventoryItemId,
    sku: after?.sku ?? null,
    is_new: known === null,
    emitEvents: emitterOf(world),
  }
}

const brokenLink = ({ sku, link_id }: DescribedArticle): ArticleException =>
  new ArticleException(
    "LINK_BROKEN",
    `The SKU of ${sku ?? link_id} was changed; set it back to go on.`,
    { link_id }
  )

const readHere = async (sql: Sql, link: LinkRow): Promise<Article | null> => {
  const itemId = link.inventory_item_id ?? ""
  return (await readArticles(sql, [itemId])).get(itemId) ?? null
}

/** A mark that is there already keeps what was agreed with it. */
const markOwner = async (
  { sql, peer }: World,
  inventoryItemId: string,
  sku: string | null,
  theirSku: string | null,
  singleOwner: boolean
): Promise<void> => {
  const [marked] = await sql(
    `select 1 from consignment_contractor_item
     where contractor_id = ? and inventory_item_id = ? and deleted_at is null`,
    [peer.contractor_id, inventoryItemId]
  )
  if (marked) return
  await markContractorItems(
    sql,
    {
      contractor_id: peer.contractor_id,
      items: [{ inventory_item_id: inventoryItemId, sku, contractor_sku: theirSku }],
    },
    { singleOwner }
  )
}

interface Existing {
  inventory_item_id: string | null
  item_sku: string | null
  variant_id: string | null
  product_id: string | null
  variant_sku: string | null
  barcode: string | null
  ean: string | null
  upc: string | null
}

const existing = `i.id as inventory_item_id, i.sku as item_sku, v.id as variant_id, v.product_id,
  v.sku as variant_sku, v.barcode, v.ean, v.upc`

/** An item or variant that has the SKU here. */
const findBySku = async (sql: Sql, sku: string | null): Promise<Existing | null> => {
  if (sku === null) return null
  const [row] = await sql<Existing>(
    `select ${existing} from inventory_item i left join lateral ${variantOfItem} v on true
     where i.sku = ? and i.deleted_at is null limit 1`,
    [sku]
  )
  return row ?? (await findVariant(sql, "v.sku = ?", [sku]))
}

/** The variant that has one of the barcodes here; the host allows each of them once. */
const findByBarcode = async (sql: Sql, { variant }: DescribedArticle): Promise<Existing | null> => {
  const named = barcodes.filter((kind) => variant?.[kind])
  if (named.length === 0) return null
  const condition = named.map((kind) => `v.${kind} = ?`).join(" or ")
  return await findVariant(
    sql,
    `(${condition})`,
    named.map((kind) => variant?.[kind])
  )
}

/** A variant, with the item that it consists of, unless it is a kit. */
const findVariant = async (
  sql: Sql,
  condition: string,
  parameters: unknown[]
): Promise<Existing | null> => {
  const [row] = await sql<Existing & { parts: number }>(
    `select ${existing}, coalesce(parts.count, 0)::int as parts from product_variant v
     left join lateral (
       select count(*) as count, min(inventory_item_id) as item_id, max(required_quantity) as quantity
       from product_variant_inventory_item where variant_id = v.id and deleted_at is null) parts on true
     left join inventory_item i on i.id = parts.item_id and i.deleted_at is null
     where ${condition} and v.deleted_at is null order by v.created_at limit 1`,
    parameters
  )
  if (row && row.parts > 1) {
    throw new ConsignmentError(
      "INVALID_DATA",
      `The variant ${row.variant_sku ?? row.variant_id} is a kit here, so that no single article can be linked to it.`,
      { variant_id: row.variant_id }
    )
  }
  return row ?? null
}

const barcodes = ["barcode", "ean", "upc"] as const

const hasOtherBarcode = (found: Existing, { variant }: DescribedArticle): boolean =>
  barcodes.some((kind) => {
    const [ours, theirs] = [found[kind], variant?.[kind]]
    return Boolean(ours) && Boolean(theirs) && ours !== theirs
  })

/** An article that is not here yet, or no longer. */
const takeOver = async (
  world: World,
  article: DescribedArticle,
  choice: "link" | undefined
): Promise<void> => {
  const bySku = await findBySku(world.sql, article.sku)
  const found = bySku ?? (await findByBarcode(world.sql, article))
  if (!found) return await createArticles(world, [article])
  const isLinked =
    choice === "link" ||
    (bySku && world.peer.existing_articles === "link" && !hasOtherBarcode(bySku, article))
  if (isLinked) return await linkExisting(world, article, found)
  const known = bySku ? `with the SKU ${article.sku}` : `with the barcode of ${article.sku}`
  throw new ArticleException(
    "ARTICLE_EXISTS",
    `An article ${known} exists here: link it to the supplier's, or skip it.`,
    { link_id: article.link_id, sku: article.sku, choices: ["link", "skip"], existing: found }
  )
}

/** Article that exists keeps all its own fields. */
const linkExisting = async (
  world: World,
  article: DescribedArticle,
  found: Existing
): Promise<void> => {
  const itemId = found.inventory_item_id ?? (await createItemOf(world, article, found))
  const sku = found.inventory_item_id ? found.item_sku : article.sku
  await createCards(world, [{ inventory_item_id: itemId, unit: article.unit }])
  await saveLink(world.sql, {
    ...newLink(world, article),
    inventory_item_id: itemId,
    variant_id: found.variant_id,
    product_id: found.product_id,
    locked: false,
    sku,
    agreed_sku: sku,
    agreed_variant_sku: found.variant_sku,
  })
}

/** A variant whose stock was not managed gets the item that its stock is kept on. */
const createItemOf = async (
  world: World,
  article: DescribedArticle,
  { variant_id: variantId }: Existing
): Promise<string> => {
  const items = await createItems(world, [article])
  const itemId = items.get(article.link_id) ?? ""
  if (variantId) {
    await linkVariantsToItems(world, [{ variant_id: variantId, inventory_item_id: itemId }])
  }
  return itemId
}
