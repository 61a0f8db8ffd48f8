import type { Context, MedusaContainer } from "@medusajs/framework/types"
import type { DescribedArticle } from "../../../modules/consignment/articles/article"
import type { Sql } from "../../../modules/consignment/database/sql"
import { markContractorItems } from "../../../modules/consignment/master-data/contractor-items"
import { emitterOf, openWorld, type EmitEvents, type SendingPeer } from "./article-world"
import { createArticles } from "./create-articles"

export interface NewArticles {
  /** How many were made, from the first one on; what follows has to be applied one by one. */
  count: number
  emitEvents: EmitEvents
}

/**
 * Makes articles that this store does not know, in the caller's transaction, many at once: up to the first one that has
 * a link already, or whose SKU or barcode is here or was named before.
 * The caller lets no other article of the connection be applied meanwhile.
 */
export const applyNewArticles = async (
  container: MedusaContainer,
  context: Context,
  peer: SendingPeer,
  articles: DescribedArticle[]
): Promise<NewArticles> => {
  const world = openWorld(container, context, peer)
  const made = await takeUnknown(world.sql, peer.id, articles)
  if (made.length > 0) {
    await createArticles(world, made)
    await markOwner(world.sql, peer, made)
  }
  return { count: made.length, emitEvents: emitterOf(world) }
}

const takeUnknown = async (
  sql: Sql,
  peerId: string,
  articles: DescribedArticle[]
): Promise<DescribedArticle[]> => {
  const present = await readPresent(sql, peerId, articles)
  const firstKnown = articles.findIndex((article) => {
    const keys = keysOf(article)
    const isKnown = keys.some((key) => present.has(key))
    for (const key of keys) present.add(key)
    return isKnown
  })
  return firstKnown === -1 ? articles : articles.slice(0, firstKnown)
}

const barcodes = ["barcode", "ean", "upc"] as const

/** Values that are unique in the host or in a connection. */
const keysOf = ({ link_id: linkId, sku, variant }: DescribedArticle): string[] => [
  `link ${linkId}`,
  ...new Set([sku, variant?.sku].flatMap((one) => (one ? `sku ${one}` : []))),
  ...barcodes.flatMap((kind) => {
    const code = variant?.[kind]
    return typeof code === "string" && code !== "" ? `${kind} ${code}` : []
  }),
]

/** Keys that are here already. */
const readPresent = async (
  sql: Sql,
  peerId: string,
  articles: DescribedArticle[]
): Promise<Set<string>> => {
  const skus = articles.flatMap(({ sku, variant }) => [sku, variant?.sku ?? null])
  const codes = barcodes.map((kind) => articles.map(({ variant }) => variant?.[kind] ?? null))
  const rows = await sql<{ key: string }>(
    `select 'link ' || id as key from consignment_peer_link where peer_id = ? and id = any(?::text[])
     union all select 'sku ' || sku from inventory_item where sku = any(?::text[]) and deleted_at is null
     union all select 'sku ' || sku from product_variant where sku = any(?::text[]) and deleted_at is null
     ${barcodes
       .map(
         (kind) => `union all select '${kind} ' || ${kind} from product_variant
           where ${kind} = any(?::text[]) and deleted_at is null`
       )
       .join("\n     ")}`,
    [peerId, articles.map(({ link_id }) => link_id), skus, skus, ...codes]
  )
  return new Set(rows.map(({ key }) => key))
}

const markOwner = async (
  sql: Sql,
  peer: SendingPeer,
  articles: DescribedArticle[]
): Promise<void> => {
  const items = await sql<{
    inventory_item_id: string
    sku: string | null
    contractor_sku: string | null
  }>(
    `select inventory_item_id, sku, their_sku as contractor_sku from consignment_peer_link
     where peer_id = ? and id = any(?::text[]) order by inventory_item_id`,
    [peer.id, articles.map(({ link_id }) => link_id)]
  )
  await markContractorItems(
    sql,
    { contractor_id: peer.contractor_id, items },
    { singleOwner: false }
  )
}
