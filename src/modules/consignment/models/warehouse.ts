import { model } from "@medusajs/framework/utils"
import { expiredLotPolicies } from "../domain/terms"
import { directions, warehousePurposes } from "../domain/terms"

/** A stock location of the host where consigned goods may lie. Dedicated if `own_stock_location_id` is another location. */
export const ConsignmentWarehouse = model
  .define("consignment_warehouse", {
    id: model.id({ prefix: "conwhs" }).primaryKey(),
    stock_location_id: model.text(),
    name: model.text().searchable(),
    direction: model.enum([...directions]),
    contractor_id: model.text().nullable(),
    own_stock_location_id: model.text(),
    branch_code: model.text().nullable(),
    issue_strategy: model.text().nullable(),
    contractor_priority: model.json().nullable(),
    notification_email: model.text().nullable(),
    expired_lots: model.enum([...expiredLotPolicies]).default("warn"),
    purpose: model.enum([...warehousePurposes]).default("sale"),
    check_on_arrival: model.boolean().default(false),
    metadata: model.json().nullable(),
  })
  .indexes([
    { name: "IDX_consignment_warehouse_location", on: ["stock_location_id"], unique: true },
  ])
