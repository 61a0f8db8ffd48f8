import { defineLink } from "@medusajs/framework/utils"
import InventoryModule from "@medusajs/medusa/inventory"
import ConsignmentModule from "../modules/consignment"

/** `inventory_item` of a line of a document. */
export const documentLineInventoryItem = defineLink(
  { linkable: ConsignmentModule.linkable.consignmentDocumentLine, field: "inventory_item_id" },
  InventoryModule.linkable.inventoryItem,
  { readOnly: true }
)

/** `consignment_document_lines` of an inventory item. */
export const inventoryItemDocumentLines = defineLink(
  { linkable: InventoryModule.linkable.inventoryItem, field: "id", isList: true },
  { ...ConsignmentModule.linkable.consignmentDocumentLine.id, primaryKey: "inventory_item_id" },
  { readOnly: true }
)
