import { useQuery } from "@tanstack/react-query"
import { ownLocationsOf } from "../../lib/own-locations"
import { queryKey } from "../../lib/query-keys"
import { sdk } from "../../lib/sdk"
import { useWarehouses } from "./warehouses"

const ALL = 1_000

/** The stock locations of the host where goods of ours may lie and are ours alone, by name. */
export const useOwnLocations = () => {
  const { warehouses } = useWarehouses({
    fields: "stock_location_id,own_stock_location_id,direction",
    limit: ALL,
  })
  const query = { limit: ALL, order: "name", fields: "id,name" }
  const { data } = useQuery({
    queryKey: queryKey("host/stock-locations", query),
    queryFn: () => sdk.admin.stockLocation.list(query),
  })
  return { locations: warehouses && data && ownLocationsOf(data.stock_locations, warehouses) }
}
