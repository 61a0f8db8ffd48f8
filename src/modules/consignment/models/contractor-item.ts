import { model } from "@medusajs/framework/utils"

/** The mark that a contractor is consignment owner of an item card. `unit_cost` and `pack_size` are decimal strings. */
export const ConsignmentContractorItem = model
  .define("consignment_contractor_item", {
    id: model.id({ prefix: "conitem" }).primaryKey(),
    contractor_id: model.text(),
    inventory_item_id: model.text(),
    sku: model.text().searchable().nullable(),
    contractor_sku: model.text().searchable().nullable(),
    unit_cost: model.text().nullable(),
    pack_size: model.text().nullable(),
  })
  .indexes([
    {
      name: "IDX_consignment_contractor_item_owner",
      on: ["contractor_id", "inventory_item_id"],
      unique: true,
    },
    { name: "IDX_consignment_contractor_item_item", on: ["inventory_item_id"] },
  ])
