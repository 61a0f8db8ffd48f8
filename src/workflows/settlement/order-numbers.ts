import type { MedusaContainer } from "@medusajs/framework/types"
import { readGraph } from "../host/read-graph"

interface OfOrder {
  order_id: string | null
}

/** The same with the numbers that people know the host's orders by. */
export const withOrderNumbers = async <Sale extends OfOrder>(
  container: MedusaContainer,
  sales: readonly Sale[]
): Promise<(Sale & { order_display_id: number | null })[]> => {
  const ids = [...new Set(sales.flatMap(({ order_id: id }) => id ?? []))]
  const query = { entity: "order", fields: ["id", "display_id"], filters: { id: ids } }
  const orders =
    ids.length === 0 ? [] : await readGraph<{ id: string; display_id: number }>(container, query)
  const numbers = new Map(orders.map((order) => [order.id, order.display_id]))
  return sales.map((sale) => ({
    ...sale,
    order_display_id: numbers.get(sale.order_id ?? "") ?? null,
  }))
}

/** A settlement whose sales say the numbers of their orders. */
export const withNumberedSales = async <Settlement extends { sales?: OfOrder[] }>(
  container: MedusaContainer,
  settlement: Settlement
): Promise<Settlement> =>
  settlement.sales
    ? { ...settlement, sales: await withOrderNumbers(container, settlement.sales) }
    : settlement
