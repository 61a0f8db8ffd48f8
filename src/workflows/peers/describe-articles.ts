import type { MedusaContainer } from "@medusajs/framework/types"
import { ensureLinks } from "../../modules/consignment/articles/links"
import { readArticles } from "../host/articles/read-articles"
import { tellOfArticles } from "../host/articles/tell-of-articles"
import { ledgerOf } from "../posting/post-document"

/** Tells connected customers of the articles that they do not know as they are now. */
export const describeArticles = async (
  container: MedusaContainer,
  inventoryItemIds: string[],
  filter: { warehouse_id?: string } = {}
): Promise<void> => {
  const { peers } = ledgerOf(container)
  for (const peerId of await peers.listForArticles(filter)) {
    await peers.during(async (sql) => {
      const links = await ensureLinks(sql, peerId, inventoryItemIds)
      await tellOfArticles(sql, links, await readArticles(sql, inventoryItemIds))
    })
  }
}
