import { useQuery } from "@tanstack/react-query"
import { customerNameOf } from "../lib/customer-name"
import { queryKey } from "../lib/query-keys"
import { sdk } from "../lib/sdk"
import { useContractors } from "./api/contractors"
import { useWarehouses } from "./api/warehouses"

type Id = string | null | undefined

/** Says the name of an id: "…" until the names were read, the id itself if there is none or it may not be read. */
export type NameOf = (id: Id) => string

const toQuery = (ids: readonly Id[]) => {
  const id = [...new Set(ids.filter((one): one is string => Boolean(one)))].sort()
  return { id, limit: Math.max(1, id.length) }
}

/** History names what was deleted since. */
const withDeleted = { with_deleted: true }

const naming = (
  rows: readonly { id: string; name: string }[] | undefined,
  error: Error | null
): NameOf => {
  const names = new Map(rows?.map((row) => [row.id, row.name]))
  return (id) => (id ? (names.get(id) ?? (rows || error ? id : "…")) : "")
}

/** The names of all contractors of a page in one request. */
export const useContractorNames = (ids: readonly Id[]): NameOf => {
  const query = toQuery(ids)
  const { contractors, error } = useContractors(
    { ...query, ...withDeleted },
    { enabled: query.id.length > 0 }
  )
  return naming(contractors, error)
}

export const useWarehouseNames = (ids: readonly Id[]): NameOf => {
  const query = toQuery(ids)
  const { warehouses, error } = useWarehouses(
    { ...query, ...withDeleted },
    { enabled: query.id.length > 0 }
  )
  return naming(warehouses, error)
}

/** The names of customers of the host. */
export const useCustomerNames = (ids: readonly Id[]): NameOf => {
  const query = toQuery(ids)
  const { data, error } = useQuery({
    queryKey: queryKey("host/customers", query),
    queryFn: () =>
      sdk.admin.customer.list({ ...query, fields: "id,email,company_name,first_name,last_name" }),
    enabled: query.id.length > 0,
  })
  return naming(
    data?.customers.map((customer) => ({ id: customer.id, name: customerNameOf(customer) })),
    error
  )
}

const API_KEY = /^apk_/

/** The names of those who posted something: users, and API keys by their title. */
export const useUserNames = (ids: readonly Id[]): NameOf => {
  const isKey = (id: Id): boolean => API_KEY.test(id ?? "")
  const users = toQuery(ids.filter((id) => !isKey(id)))
  const keys = toQuery(ids.filter(isKey))
  const readUsers = useQuery({
    queryKey: queryKey("host/users", users),
    queryFn: () => sdk.admin.user.list({ ...users, fields: "id,email,first_name,last_name" }),
    enabled: users.id.length > 0,
    retry: false,
  })
  const readKeys = useQuery({
    queryKey: queryKey("host/api-keys", keys),
    queryFn: () => sdk.admin.apiKey.list({ ...keys, fields: "id,title" }),
    enabled: keys.id.length > 0,
    retry: false,
  })
  const userOf = naming(
    readUsers.data?.users.map((user) => ({ id: user.id, name: customerNameOf(user) })),
    readUsers.error
  )
  const keyOf = naming(
    readKeys.data?.api_keys.map(({ id, title }) => ({ id, name: title })),
    readKeys.error
  )
  return (id) => (isKey(id) ? keyOf(id) : userOf(id))
}

export const useLocationNames = (ids: readonly Id[]): NameOf => {
  const query = toQuery(ids)
  const { data, error } = useQuery({
    queryKey: queryKey("host/stock-locations", query),
    queryFn: () => sdk.admin.stockLocation.list({ ...query, fields: "id,name" }),
    enabled: query.id.length > 0,
  })
  return naming(data?.stock_locations, error)
}

/** By the id of an inventory item: its title, which is the product's and the variant's. */
export const useItemTitles = (ids: readonly Id[]): NameOf => useItemTitlesRead(ids).titleOf

/** The same, undefined until the names are loaded. */
export const useItemTitlesRead = (ids: readonly Id[]): { titleOf: NameOf; isRead: boolean } => {
  const query = toQuery(ids)
  const { data, error } = useQuery({
    queryKey: queryKey("host/inventory-items", query),
    queryFn: () => sdk.admin.inventoryItem.list({ ...query, fields: "id,sku,title" }),
    enabled: query.id.length > 0,
  })
  const titleOf = naming(
    data?.inventory_items.map(({ id, title, sku }) => ({ id, name: title || sku || id })),
    error
  )
  return { titleOf, isRead: query.id.length === 0 || data !== undefined || error !== null }
}
