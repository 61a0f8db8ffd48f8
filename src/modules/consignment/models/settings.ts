import { model } from "@medusajs/framework/utils"

/** Settings of the whole store; one row. */
export const ConsignmentSettings = model.define("consignment_settings", {
  id: model.id({ prefix: "consettings" }).primaryKey(),
  issue_strategy_by_sales_channel: model.json().nullable(),
  allow_backdating_days: model.number().nullable(),
  time_zone: model.text().nullable(),
  units: model.json().nullable(),
  company: model.json().nullable(),
  number_prefixes: model.json().nullable(),
})
