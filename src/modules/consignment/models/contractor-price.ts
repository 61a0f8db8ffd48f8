import { model } from "@medusajs/framework/utils"

/** A supplier's own price of an item from a local day on, "2026-03-30". `unit_price` is a decimal string. */
export const ConsignmentContractorPrice = model
  .define("consignment_contractor_price", {
    id: model.id({ prefix: "conprice" }).primaryKey(),
    contractor_id: model.text(),
    inventory_item_id: model.text(),
    sku: model.text().searchable().nullable(),
    currency_code: model.text(),
    unit_price: model.text(),
    valid_from: model.text(),
  })
  .indexes([
    {
      name: "IDX_consignment_contractor_price_day",
      on: ["contractor_id", "inventory_item_id", "currency_code", "valid_from"],
      unique: true,
      where: "deleted_at is null",
    },
  ])
