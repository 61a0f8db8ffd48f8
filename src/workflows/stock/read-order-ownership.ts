import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { ledgerOf } from "../host/post-document"

/** Whence the pieces of an order came and where its returns went. Throws: NOT_FOUND. */
export const readOrderOwnership = async (container: MedusaContainer, orderId: string) => {
  const lines = await ledgerOf(container).readOrderOwnership(orderId)
  if (lines.length === 0) await requireOrder(container, orderId)
  return { order_id: orderId, lines }
}

const requireOrder = async (container: MedusaContainer, id: string): Promise<void> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: ["id"], filters: { id } })
  if (data.length === 0) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${id} was not found.`, "NOT_FOUND")
  }
}
