import {
  describe,
  type Article,
  type DescribedArticle,
} from "../../../modules/consignment/articles/article"
import { saveLinks, type LinkRow } from "../../../modules/consignment/articles/links"
import type { Sql } from "../../../modules/consignment/database/sql"
import { groupBy } from "../../../modules/consignment/domain/group-by"
import { aboutArticle } from "../../../modules/consignment/domain/peers"
import { tellAll } from "../../../modules/consignment/peers/feed"

/** Describes our articles to the stores that do not know them as they are now. */
export const tellOfArticles = async (
  sql: Sql,
  links: LinkRow[],
  articles: Map<string, Article>
): Promise<void> => {
  const changed = links.flatMap((link) => {
    const article = articles.get(link.inventory_item_id ?? "")
    if (!article || link.role !== "consignor") return []
    const body = describe(link.id, article)
    return body.hash === link.described_hash ? [] : [{ link, body }]
  })
  const isFirst = ({ link }: (typeof changed)[number]) =>
    link.agreed_sku === null && link.agreed_variant_sku === null
  await saveLinks(
    sql,
    changed.filter(isFirst).map(({ link, body }) => ({
      ...toDescribed(link, body),
      sku: body.sku,
      agreed_sku: body.sku,
      agreed_variant_sku: body.variant?.sku ?? null,
      their_sku: body.sku,
    }))
  )
  await saveLinks(
    sql,
    changed.filter((one) => !isFirst(one)).map(({ link, body }) => toDescribed(link, body))
  )
  for (const [peerId, ofPeer] of groupBy(changed, ({ link }) => link.peer_id)) {
    await tellAll(
      sql,
      peerId,
      ofPeer.map(({ link, body }) => ({
        type: "article.described",
        about: [aboutArticle(link.id)],
        body: { ...body },
      }))
    )
  }
}

const toDescribed = ({ id, peer_id }: LinkRow, body: DescribedArticle) => ({
  id,
  peer_id,
  described_hash: body.hash,
  product_id: body.product?.id ?? null,
  variant_id: body.variant?.id ?? null,
})
