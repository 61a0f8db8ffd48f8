import type { Warehouse } from "../../http-contract/warehouse"

type Place = Pick<Warehouse, "stock_location_id" | "own_stock_location_id" | "direction">

/** Leaves out customers' shops, and warehouses in which nothing of ours may lie. */
export const ownLocationsOf = <Location extends { id: string }>(
  locations: readonly Location[],
  warehouses: readonly Place[]
): Location[] => {
  const others = new Set(
    warehouses.filter((place) => !holdsOwnGoods(place)).map((place) => place.stock_location_id)
  )
  return locations.filter(({ id }) => !others.has(id))
}

const holdsOwnGoods = ({ stock_location_id, own_stock_location_id, direction }: Place): boolean =>
  direction === "inbound" && own_stock_location_id === stock_location_id
