import { model } from "@medusajs/framework/utils"

/**
 * Terms of an item at one warehouse: minimum and maximum stock, and the price the customer pays for a unit.
 * `minimum`, `maximum` and `unit_price` are decimal strings.
 */
export const ConsignmentWarehouseItem = model
  .define("consignment_warehouse_item", {
    id: model.id({ prefix: "conwhi" }).primaryKey(),
    warehouse_id: model.text(),
    inventory_item_id: model.text(),
    sku: model.text().searchable().nullable(),
    minimum: model.text().nullable(),
    maximum: model.text().nullable(),
    unit_price: model.text().nullable(),
    currency_code: model.text().nullable(),
  })
  .indexes([
    {
      name: "IDX_consignment_warehouse_item_place",
      on: ["warehouse_id", "inventory_item_id"],
      unique: true,
    },
  ])
