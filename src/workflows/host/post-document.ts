import type { MedusaContainer } from "@medusajs/framework/types"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../modules/consignment"
import type { DocumentType } from "../../modules/consignment/domain/document"
import { findItems } from "./find-items"
import { hostLevels } from "./levels"
import { withItemLocks } from "./locks"

type Posted = Awaited<ReturnType<ConsignmentModuleService["postGoodsReceipt"]>>

/** What a step needs to undo a document it has posted. */
export interface PostedPaper {
  document_id: string
  type: DocumentType
}

export const ledgerOf = (container: MedusaContainer): ConsignmentModuleService =>
  container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)

/** A line of a command that names its item by id, by SKU or by both. */
export interface NamedItem {
  inventory_item_id?: string
  sku?: string | null
}

export type WithItem<Line extends NamedItem> = Omit<Line, keyof NamedItem> & {
  inventory_item_id: string
  sku: string | null
}

/** Throws: UNKNOWN_ITEM, naming every line whose item does not exist. */
export const withItems = async <Line extends NamedItem>(
  container: MedusaContainer,
  lines: Line[]
): Promise<WithItem<Line>[]> => {
  const items = await findItems(
    container,
    lines.map((line, index) => ({
      index,
      inventory_item_id: line.inventory_item_id,
      sku: line.sku ?? undefined,
    }))
  )
  return lines.map((line, index) => ({
    ...line,
    inventory_item_id: items[index]?.inventory_item_id ?? "",
    sku: items[index]?.sku ?? null,
  }))
}

/** Posts under the host's locks of the items. */
export const postUnderLocks = async (
  container: MedusaContainer,
  inventoryItemIds: string[],
  post: (ledger: ConsignmentModuleService) => Promise<Posted>
): Promise<Posted> =>
  await withItemLocks(container, inventoryItemIds, () => post(ledgerOf(container)))

/** What the undo gets: the document, only if this call has posted it. */
export const toPostedPaper = ({ is_new: isNew, document }: Posted): PostedPaper | null =>
  isNew ? { document_id: document.id, type: document.type } : null

/** The undo of a posting step is a reversal, never a delete: the ledger is append-only. */
export const reverseIfPosted = async (
  posted: PostedPaper | null | undefined,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  if (!posted) return
  await reverseUnderLocks(container, posted)
}

export const reverseUnderLocks = async (
  container: MedusaContainer,
  command: Parameters<ConsignmentModuleService["reverseDocument"]>[0]
) => {
  const ledger = ledgerOf(container)
  const document = await ledger.retrieveDocument(command.document_id, command.type)
  const itemIds = document.lines.map((line) => line.inventory_item_id)
  return await withItemLocks(container, itemIds, () => ledger.reverseDocument(command, hostLevels))
}
