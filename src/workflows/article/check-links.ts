import type { MedusaContainer } from "@medusajs/framework/types"
import { followSkus } from "../../modules/consignment/articles/follow-skus"
import { endLinks, holdNextLinks, type LinkRow } from "../../modules/consignment/articles/links"
import { applyRestored } from "../host/articles/apply-restored"
import { readArticles } from "../host/articles/read-articles"
import { tellOfArticles } from "../host/articles/tell-of-articles"
import { ledgerOf } from "../posting/post-document"

const LINKS_AT_ONCE = 200

/** Catches up with articles that were changed past the host's flows: their values, their SKUs, and those that are gone. */
export const checkLinks = async (container: MedusaContainer): Promise<void> => {
  const { peers } = ledgerOf(container)
  const restored: LinkRow[] = []
  for (let last: LinkRow | null = null; ;) {
    const after: LinkRow | null = last
    const links = await peers.during(async (sql) => {
      const next = await holdNextLinks(sql, after, LINKS_AT_ONCE)
      const ids = next.flatMap((link) => link.inventory_item_id ?? [])
      const articles = await readArticles(sql, ids)
      await endLinks(
        sql,
        ids.filter((id) => !articles.has(id))
      )
      restored.push(...(await followSkus(sql, next, articles)))
      await tellOfArticles(sql, next, articles)
      return next
    })
    last = links.at(-1) ?? null
    if (last === null) break
  }
  await applyRestored(container, restored)
}
