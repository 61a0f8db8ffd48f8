import type { Sql } from "../database/sql"
import { tell } from "../peers/feed"
import { onlyLinked, type Article } from "./article"
import { saveLink, type LinkRow } from "./links"

/** The state of a link whose SKU is another than agreed, here or there. */
export const toState = (
  link: Pick<LinkRow, "is_changed_here" | "is_changed_there">
): "linked" | "broken" => (link.is_changed_here || link.is_changed_there ? "broken" : "linked")

/** The SKU by which an article goes here, and whether it is another than the link stands on. */
const skuOf = (link: LinkRow, article: Article) => {
  const { item, variant } = link.role === "consignee" ? onlyLinked(link, article) : article
  const [itemSku, variantSku] = [item.sku ?? null, variant?.sku ?? null]
  const isItemChanged = itemSku !== link.agreed_sku
  const isVariantChanged = variant !== null && variantSku !== link.agreed_variant_sku
  return {
    sku: isVariantChanged && !isItemChanged ? variantSku : itemSku,
    isChanged: isItemChanged || isVariantChanged,
  }
}

/**
 * Breaks the links of articles whose SKU was changed here, restores those whose SKU was set back, and tells the other
 * stores. Answers the restored ones.
 */
export const followSkus = async (
  sql: Sql,
  links: LinkRow[],
  articles: Map<string, Article>
): Promise<LinkRow[]> => {
  const restored: LinkRow[] = []
  for (const link of links) {
    const article = articles.get(link.inventory_item_id ?? "")
    if (!article || link.described_hash === null) continue
    const { sku, isChanged } = skuOf(link, article)
    if (isChanged === link.is_changed_here && sku === link.sku) continue
    const state = toState({ ...link, is_changed_here: isChanged })
    await saveLink(sql, {
      id: link.id,
      peer_id: link.peer_id,
      sku,
      is_changed_here: isChanged,
      state,
    })
    if (state === "linked" && link.state === "broken") restored.push(link)
    // About no article: it must not wait behind the messages that wait for the link.
    await tell(sql, link.peer_id, {
      type: isChanged ? "link.broken" : "link.restored",
      about: [],
      body: { link_id: link.id, sku },
    })
  }
  return restored
}
