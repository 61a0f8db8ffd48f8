import { refuseWithoutAgreement } from "./agreement"
import { ConsignmentError, refuseLines } from "./errors"
import type { Warehouse } from "./stock"

/** Conditions for receiving a contractor's goods. */
interface Received {
  warehouse: Warehouse
  currencyCode: string
  contractorId: string
  lines: { index: number; inventoryItemId: string; sku: string | null }[]
  /** Items whose card names the contractor as consignment owner. */
  ownedItemIds: ReadonlySet<string>
  /** One is in force on the date of the document. */
  hasAgreement: boolean
}

/** Throws: NOT_ITEM_OWNER, NO_AGREEMENT, NOT_CONSIGNMENT_WAREHOUSE. */
export const guardReceipt = (receipt: Received): void => {
  refuseLines(
    "NOT_ITEM_OWNER",
    receipt.lines
      .filter((line) => !receipt.ownedItemIds.has(line.inventoryItemId))
      .map((line) => ({
        index: line.index,
        code: "NOT_ITEM_OWNER",
        message: `The contractor is not marked as consignment owner of ${line.sku ?? line.inventoryItemId}.`,
        inventory_item_id: line.inventoryItemId,
        sku: line.sku,
      }))
  )
  refuseWithoutAgreement({ ...receipt, direction: "inbound" })
  if (receipt.warehouse.direction !== "inbound") {
    throw new ConsignmentError(
      "NOT_CONSIGNMENT_WAREHOUSE",
      "Goods of contractors are received into inbound consignment warehouses only.",
      { warehouse_id: receipt.warehouse.id }
    )
  }
}
