import type { MedusaContainer } from "@medusajs/framework/types"
import {
  emptyCard,
  policyByField,
  toBlankFields,
  type ArticleFieldName,
  type FieldPolicy,
  type ItemCardFields,
} from "../../modules/consignment/domain/article-fields"
import { notFound } from "../../modules/consignment/domain/errors"
import { toMedusaError } from "../../modules/consignment/to-medusa-error"
import { findItemIds, readFilledFields } from "../host/articles/filled-fields"
import { ledgerOf } from "../posting/post-document"

export interface ItemCardAnswer {
  inventory_item_id: string
  link: { peer_id: string; state: "linked" | "broken"; locked_by: string | null } | null
  fields: ItemCardFields
  policies: Record<ArticleFieldName, FieldPolicy>
  blank_fields: ArticleFieldName[]
}

/** Throws: NOT_FOUND. */
export const requireItem = async (container: MedusaContainer, id: string): Promise<void> => {
  const [found] = await findItemIds(container, [id])
  if (found === undefined) toMedusaError(notFound("inventory item", id))
}

/** The card of an inventory item. Throws: NOT_FOUND. */
export const readItemCard = async (
  container: MedusaContainer,
  id: string
): Promise<ItemCardAnswer> => {
  await requireItem(container, id)
  const { articles } = ledgerOf(container)
  const fields = (await articles.readItemCards([id])).get(id) ?? emptyCard
  const [link] = await articles.findLinksOfHeldItem(id)
  const blank = await readBlankFields(container, [id])
  return {
    inventory_item_id: id,
    link: link
      ? {
          peer_id: link.peer_id,
          state: link.state === "broken" ? "broken" : "linked",
          locked_by: link.locked ? await nameOfPeer(container, link.peer_id) : null,
        }
      : null,
    fields,
    policies: policyByField,
    blank_fields: blank.get(id) ?? [],
  }
}

/** The fields to complete that are empty, by item. */
export const readBlankFields = async (
  container: MedusaContainer,
  ids: string[]
): Promise<Map<string, ArticleFieldName[]>> => {
  const cards = await ledgerOf(container).articles.readItemCards(ids)
  const filled = await readFilledFields(container, ids)
  return new Map(ids.map((id) => [id, toBlankFields({ ...cards.get(id), ...filled.get(id) })]))
}

/** The name of the store, or of its company until it has told one. */
const nameOfPeer = async (container: MedusaContainer, peerId: string): Promise<string> => {
  const ledger = ledgerOf(container)
  const { name, contractor_id: contractorId } = await ledger.peers.retrieve(peerId)
  return name ?? (await ledger.retrieveContractor(contractorId)).name
}
