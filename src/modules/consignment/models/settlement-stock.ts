import { model } from "@medusajs/framework/utils"
import { ConsignmentSettlement } from "./settlement"

/** One row of the stock statement: opening + received − consumed − returned + counted = closing. */
export const ConsignmentSettlementStock = model
  .define("consignment_settlement_stock", {
    id: model.id({ prefix: "consets" }).primaryKey(),
    inventory_item_id: model.text(),
    sku: model.text().nullable(),
    opening: model.text(),
    received: model.text(),
    consumed: model.text(),
    returned_to_consignor: model.text(),
    counted: model.text(),
    closing: model.text(),
    settlement: model.belongsTo(() => ConsignmentSettlement, { mappedBy: "stock" }),
  })
  .indexes([{ name: "IDX_consignment_settlement_stock_settlement", on: ["settlement_id"] }])
