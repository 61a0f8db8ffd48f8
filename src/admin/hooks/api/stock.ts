import type {
  LeakedReservation,
  Lot,
  Movement,
  OrderOwnership,
  Ownership,
  Reconciliation,
  Stock,
} from "../../../http-contract/stock"
import type { Parameters } from "../../lib/to-search"
import { request } from "../../lib/request"
import { useReading, type Listed, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

export const useStock = (query?: Parameters, options?: ReadingOptions<Listed<"stock", Stock>>) =>
  useReading("stock", query, options)

export const useOwnership = (
  query: { inventory_item_id?: string; sku?: string; stock_location_id?: string },
  options?: ReadingOptions<{ ownership: Ownership[] }>
) => useReading("stock/ownership", query, options)

export const useLots = (query?: Parameters, options?: ReadingOptions<Listed<"lots", Lot>>) =>
  useReading("lots", query, options)

export const useMovements = (
  query?: Parameters,
  options?: ReadingOptions<Listed<"movements", Movement>>
) => useReading("movements", query, options)

export const useOrderOwnership = (orderId: string) =>
  useReading<{ order_ownership: OrderOwnership }>(`orders/${orderId}`)

export const useReconciliation = () => useReading<Reconciliation>("reconciliation")

export const useReleaseLeakedReservation = (options?: WritingOptions<LeakedReservation, string>) =>
  useWriting(async (id: string) => {
    const path = `reconciliation/leaked-reservations/${id}/release`
    const answer = await request<{ leaked_reservation: LeakedReservation }>(path, {
      method: "POST",
    })
    return answer.leaked_reservation
  }, options)
