import { useQuery } from "@tanstack/react-query"
import { queryKey } from "../lib/query-keys"
import { sdk } from "../lib/sdk"
import { useContractors } from "./api/contractors"
import { useWarehouses } from "./api/warehouses"

type Id = string | null | undefined

/** Says the name of an id: "…" until the names were read, the id itself if there is none. */
export type NameOf = (id: Id) => string

const toQuery = (ids: readonly Id[]) => {
  const id = [...new Set(ids.filter((one): one is string => Boolean(one)))].sort()
  return { id, limit: Math.max(1, id.length) }
}

const naming = (rows: readonly { id: string; name: string }[] | undefined): NameOf => {
  const names = new Map(rows?.map((row) => [row.id, row.name]))
  return (id) => (id ? (names.get(id) ?? (rows ? id : "…")) : "")
}

/** The names of all contractors of a page in one request. */
export const useContractorNames = (ids: readonly Id[]): NameOf => {
  const query = toQuery(ids)
  return naming(useContractors(query, { enabled: query.id.length > 0 }).contractors)
}

export const useWarehouseNames = (ids: readonly Id[]): NameOf => {
  const query = toQuery(ids)
  return naming(useWarehouses(query, { enabled: query.id.length > 0 }).warehouses)
}

export const useLocationNames = (ids: readonly Id[]): NameOf => {
  const query = toQuery(ids)
  const { data } = useQuery({
    queryKey: queryKey("host/stock-locations", query),
    queryFn: () => sdk.admin.stockLocation.list({ ...query, fields: "id,name" }),
    enabled: query.id.length > 0,
  })
  return naming(data?.stock_locations)
}

/** By the id of an inventory item: its title, which is the product's and the variant's. */
export const useItemTitles = (ids: readonly Id[]): NameOf => useItemTitlesRead(ids).titleOf

/** The same, undefined until the names are loaded. */
export const useItemTitlesRead = (ids: readonly Id[]): { titleOf: NameOf; isRead: boolean } => {
  const query = toQuery(ids)
  const { data } = useQuery({
    queryKey: queryKey("host/inventory-items", query),
    queryFn: () => sdk.admin.inventoryItem.list({ ...query, fields: "id,sku,title" }),
    enabled: query.id.length > 0,
  })
  const titleOf = naming(
    data?.inventory_items.map(({ id, title, sku }) => ({ id, name: title || sku || id }))
  )
  return { titleOf, isRead: query.id.length === 0 || data !== undefined }
}
