import type { MedusaContainer } from "@medusajs/framework/types"
import type { LinkFilter } from "../../modules/consignment/articles/links"
import { findPlaces } from "../host/articles/filled-fields"
import { ledgerOf } from "../posting/post-document"
import { readBlankFields } from "./read-item-card"

/** The articles that a connection ties together, the oldest first. Throws: NOT_FOUND. */
export const readLinks = async (
  container: MedusaContainer,
  filter: LinkFilter,
  page: { limit: number; offset: number }
) => {
  await ledgerOf(container).peers.retrieve(filter.peer_id)
  const { links, count } = await ledgerOf(container).articles.listLinks(filter, page)
  const ids = links.flatMap((link) => link.inventory_item_id ?? [])
  const [blank, places] = [await readBlankFields(container, ids), await findPlaces(container, ids)]
  return {
    count,
    links: links.map((link) => {
      const itemId = link.inventory_item_id ?? ""
      return {
        id: link.id,
        state: link.state === "broken" ? ("broken" as const) : ("linked" as const),
        inventory_item_id: itemId,
        sku: link.sku,
        their_sku: link.their_sku,
        variant_id: places.get(itemId)?.variant_id ?? null,
        product_id: places.get(itemId)?.product_id ?? null,
        locked: link.locked,
        blank_fields: link.role === "consignee" ? (blank.get(itemId) ?? []) : [],
      }
    }),
  }
}
