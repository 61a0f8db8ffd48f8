import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { queryKey } from "../../lib/query-keys"
import { sdk } from "../../lib/sdk"

interface HostItemQuery {
  q?: string
  limit: number
  offset: number
}

/** The shop's inventory items by title. */
export const useHostItems = (page: HostItemQuery) => {
  const query = { ...page, order: "title", fields: "id,sku,title" }
  const { data, error } = useQuery({
    queryKey: queryKey("host/inventory-items", query),
    queryFn: () => sdk.admin.inventoryItem.list(query),
    placeholderData: keepPreviousData,
  })
  return { items: data?.inventory_items, count: data?.count ?? 0, error }
}
