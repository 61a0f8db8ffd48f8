import { useQueries, useQuery } from "@tanstack/react-query"
import type { ItemCard, PeerLink, UpdateItemCardBody } from "../../../http-contract/item-card"
import { queryKey } from "../../lib/query-keys"
import { request } from "../../lib/request"
import { sdk } from "../../lib/sdk"
import { useReadingOne, type Listed } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type One = { item_card: ItemCard }

export const useItemCard = (inventoryItemId: string) =>
  useReadingOne<One>("item-cards", inventoryItemId)

export const readItemCard = async (inventoryItemId: string): Promise<ItemCard> =>
  (await request<One>(`item-cards/${inventoryItemId}`)).item_card

export const useUpdateItemCard = (
  inventoryItemId: string,
  options?: WritingOptions<One, UpdateItemCardBody>
) =>
  useWriting(
    (body) => request<One>(`item-cards/${inventoryItemId}`, { method: "POST", body }),
    options
  )

/** An article with its link to a connected store. */
export interface LinkedCard {
  card: ItemCard & { link: NonNullable<ItemCard["link"]> }
  link: PeerLink | undefined
}

const readLinked = async (inventoryItemId: string): Promise<LinkedCard | null> => {
  const { item_card: card } = await request<One>(`item-cards/${inventoryItemId}`)
  if (!card.link) return null
  const query = { inventory_item_id: inventoryItemId, limit: 1 }
  const path = `peers/${card.link.peer_id}/links`
  const { links } = await request<Listed<"links", PeerLink>>(path, { query })
  return { card: { ...card, link: card.link }, link: links[0] }
}

/** Those of the items that came from a connected store; undefined until all were read. */
export const useLinkedCards = (inventoryItemIds: readonly string[]): LinkedCard[] | undefined => {
  const read = useQueries({
    queries: inventoryItemIds.map((id) => ({
      queryKey: queryKey(`linked-cards/${id}`),
      queryFn: () => readLinked(id),
      retry: false,
    })),
  })
  if (read.some(({ isPending }) => isPending)) return undefined
  return read.flatMap(({ data }) => data ?? [])
}

const MOST_VARIANTS = 50

interface WithItems {
  inventory_items?: { inventory_item_id: string }[] | null
}

/** The inventory items of a product's variants. */
export const useItemsOfProduct = (productId: string): string[] => {
  const { data } = useQuery({
    queryKey: queryKey(`host/products/${productId}/items`),
    queryFn: () =>
      sdk.admin.product.retrieve(productId, {
        fields: "id,variants.id,variants.inventory_items.inventory_item_id",
      }),
  })
  const variants = (data?.product.variants ?? []) as WithItems[]
  const ids = variants.flatMap(({ inventory_items: items }) =>
    (items ?? []).map((item) => item.inventory_item_id)
  )
  return [...new Set(ids)].slice(0, MOST_VARIANTS)
}
