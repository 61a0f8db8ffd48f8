import { model } from "@medusajs/framework/utils"
import { ConsignmentSettlement } from "./settlement"

/** Consumption of one item in the period, gross by column, and the amount due. */
export const ConsignmentSettlementLine = model
  .define("consignment_settlement_line", {
    id: model.id({ prefix: "consetl" }).primaryKey(),
    inventory_item_id: model.text(),
    sku: model.text().nullable(),
    opening: model.text(),
    issued: model.text(),
    internally_issued: model.text(),
    transferred: model.text(),
    counted_lost: model.text(),
    returned: model.text(),
    transfer_reversed: model.text(),
    net: model.text(),
    to_invoice: model.text(),
    carry: model.text(),
    net_value: model.text(),
    amount: model.text(),
    balanced: model.boolean(),
    late_quantity: model.text(),
    branches: model.json(),
    settlement: model.belongsTo(() => ConsignmentSettlement, { mappedBy: "lines" }),
  })
  .indexes([{ name: "IDX_consignment_settlement_line_settlement", on: ["settlement_id"] }])
