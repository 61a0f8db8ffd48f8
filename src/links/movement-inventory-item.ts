import { defineLink } from "@medusajs/framework/utils"
import InventoryModule from "@medusajs/medusa/inventory"
import ConsignmentModule from "../modules/consignment"

/** `inventory_item` of a movement. */
export const movementInventoryItem = defineLink(
  { linkable: ConsignmentModule.linkable.consignmentMovement, field: "inventory_item_id" },
  InventoryModule.linkable.inventoryItem,
  { readOnly: true }
)

/** `consignment_movements` of an inventory item. */
export const inventoryItemMovements = defineLink(
  { linkable: InventoryModule.linkable.inventoryItem, field: "id", isList: true },
  { ...ConsignmentModule.linkable.consignmentMovement.id, primaryKey: "inventory_item_id" },
  { readOnly: true }
)
