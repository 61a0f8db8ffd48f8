import type { Deleted } from "../../../http-contract/common"
import type {
  CreateWarehouseBody,
  UpdateWarehouseBody,
  Warehouse,
} from "../../../http-contract/warehouse"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, useReadingOne, type Listed, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type One = { warehouse: Warehouse }
export type WarehouseList = Listed<"warehouses", Warehouse>

export const useWarehouses = (query?: Parameters, options?: ReadingOptions<WarehouseList>) =>
  useReading("warehouses", query, options)

export const useWarehouse = (id?: string, options?: ReadingOptions<One>) =>
  useReadingOne("warehouses", id, options)

export const useCreateWarehouse = (options?: WritingOptions<One, CreateWarehouseBody>) =>
  useWriting((body) => request<One>("warehouses", { method: "POST", body }), options)

export const useUpdateWarehouse = (
  id: string,
  options?: WritingOptions<One, UpdateWarehouseBody>
) => useWriting((body) => request<One>(`warehouses/${id}`, { method: "POST", body }), options)

export const useDeleteWarehouse = (
  id: string,
  options?: WritingOptions<Deleted<"warehouse">, void>
) =>
  useWriting(() => request<Deleted<"warehouse">>(`warehouses/${id}`, { method: "DELETE" }), options)
