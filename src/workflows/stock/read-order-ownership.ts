import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { readGraph } from "../host/read-graph"
import { ledgerOf } from "../posting/post-document"

/** Sources of an order's units and destinations of its returns. Throws: NOT_FOUND. */
export const readOrderOwnership = async (container: MedusaContainer, orderId: string) => {
  const lines = await ledgerOf(container).readOrderOwnership(orderId)
  if (lines.length === 0) await requireOrder(container, orderId)
  return { order_id: orderId, lines }
}

const requireOrder = async (container: MedusaContainer, id: string): Promise<void> => {
  const [order] = await readGraph(container, { entity: "order", fields: ["id"], filters: { id } })
  if (!order) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${id} was not found.`, "NOT_FOUND")
  }
}
