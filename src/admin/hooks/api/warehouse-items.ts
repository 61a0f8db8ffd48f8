import type { SetWarehouseItemsBody, WarehouseItem } from "../../../http-contract/warehouse-item"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, type Listed, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type WarehouseItemList = Listed<"items", WarehouseItem>

export const useWarehouseItems = (
  warehouseId: string,
  query?: Parameters,
  options?: ReadingOptions<WarehouseItemList>
) => useReading(`warehouses/${warehouseId}/items`, query, options)

/** Says what is agreed of items at the warehouse; what is left out of one that is there already stays. */
export const useSetWarehouseItems = (
  warehouseId: string,
  options?: WritingOptions<{ items: WarehouseItem[] }, SetWarehouseItemsBody>
) =>
  useWriting(
    (body) => request(`warehouses/${warehouseId}/items`, { method: "POST", body }),
    options
  )

export const useRemoveWarehouseItem = (
  warehouseId: string,
  options?: WritingOptions<unknown, string>
) =>
  useWriting(
    (inventoryItemId: string) =>
      request(`warehouses/${warehouseId}/items/${inventoryItemId}`, { method: "DELETE" }),
    options
  )
