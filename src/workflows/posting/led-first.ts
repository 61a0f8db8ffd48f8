import type { MedusaContainer } from "@medusajs/framework/types"
import type { LedRequest } from "../../modules/consignment/peers"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../modules/consignment"
import type { DocumentType } from "../../modules/consignment/domain/document"

/** Throws: LED_BY_PEER, DOCUMENT_POSTED. */
export const refuseLed = async (container: MedusaContainer, request: LedRequest): Promise<void> =>
  await container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE).peers.refuseLed(request)

/**
 * Does the work. If it is refused, what a connected store leads is refused for that, whatever else is wrong with it:
 * the leader is asked for only then, so that a document that is posted costs no further look.
 */
export const ledFirst = async <T>(
  container: MedusaContainer,
  request: LedRequest,
  work: () => Promise<T>
): Promise<T> =>
  await work().catch(async (error: unknown) => {
    await refuseLed(container, request)
    throw error
  })

/** Fields of a command that tell whose goods it concerns. */
interface Command {
  contractor_id?: string | null
  warehouse_id?: string
  from_warehouse_id?: string
  to_warehouse_id?: string
  lines?: { lot_id?: string | null; inventory_item_id?: string; sku?: string | null }[]
}

export const toLedRequest = (type: DocumentType, command: object): LedRequest => {
  const { contractor_id, warehouse_id, from_warehouse_id, to_warehouse_id, lines } =
    command as Command
  return {
    type,
    contractor_id,
    warehouse_ids: [warehouse_id, from_warehouse_id, to_warehouse_id],
    lines,
  }
}
