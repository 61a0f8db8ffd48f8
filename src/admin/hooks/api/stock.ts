import type {
  LeakedReservation,
  Lot,
  Movement,
  OrderOwnership,
  Ownership,
  Reconciliation,
  Stock,
  StockTotal,
} from "../../../http-contract/stock"
import type { Parameters } from "../../lib/to-search"
import { request } from "../../lib/request"
import { useReading, withoutPage, type Listed, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

export const useStock = (query?: Parameters, options?: ReadingOptions<Listed<"stock", Stock>>) =>
  useReading("stock", query, options)

/** Totals of all pages of the same list. */
export const useStockTotals = (query?: Parameters) =>
  useReading<{ totals: StockTotal[] }>("stock/totals", withoutPage(query))

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

/** The first rows of each list; unposted facts among those found before and what Medusa did since. */
export const useReconciliation = (limit: number) =>
  useReading<Reconciliation>("reconciliation", { limit, recent: true })

export const useReleaseLeakedReservation = (options?: WritingOptions<LeakedReservation, string>) =>
  useWriting(async (id: string) => {
    const path = `reconciliation/leaked-reservations/${id}/release`
    const answer = await request<{ leaked_reservation: LeakedReservation }>(path, {
      method: "POST",
    })
    return answer.leaked_reservation
  }, options)
