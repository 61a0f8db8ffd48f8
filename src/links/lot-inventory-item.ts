import { defineLink } from "@medusajs/framework/utils"
import InventoryModule from "@medusajs/medusa/inventory"
import ConsignmentModule from "../modules/consignment"

/** `inventory_item` of a lot. */
export const lotInventoryItem = defineLink(
  { linkable: ConsignmentModule.linkable.consignmentLot, field: "inventory_item_id" },
  InventoryModule.linkable.inventoryItem,
  { readOnly: true }
)

/** `consignment_lots` of an inventory item. */
export const inventoryItemLots = defineLink(
  { linkable: InventoryModule.linkable.inventoryItem, field: "id", isList: true },
  { ...ConsignmentModule.linkable.consignmentLot.id, primaryKey: "inventory_item_id" },
  { readOnly: true }
)
