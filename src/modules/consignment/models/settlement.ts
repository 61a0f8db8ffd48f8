import { model } from "@medusajs/framework/utils"
import { directions } from "../domain/terms"
import { ConsignmentSettlementLine } from "./settlement-line"
import { ConsignmentSettlementStock } from "./settlement-stock"

/** Closes a period of one contractor, direction and currency. Amounts are decimal strings of the currency's places. */
export const ConsignmentSettlement = model
  .define("consignment_settlement", {
    id: model.id({ prefix: "conset" }).primaryKey(),
    number: model.text().searchable(),
    contractor_id: model.text(),
    direction: model.enum([...directions]),
    currency_code: model.text(),
    period_from: model.dateTime().nullable(),
    cut_off: model.dateTime(),
    /** The highest movement sequence when it closed, and that of the settlement before. */
    watermark: model.text().nullable(),
    watermark_from: model.text().nullable(),
    status: model.enum(["closed", "cancelled"]),
    closed_at: model.dateTime(),
    created_by: model.text().nullable(),
    net_value: model.text(),
    amount: model.text(),
    source_key: model.text().nullable(),
    request_hash: model.text().nullable(),
    lines: model.hasMany(() => ConsignmentSettlementLine, { mappedBy: "settlement" }),
    stock: model.hasMany(() => ConsignmentSettlementStock, { mappedBy: "settlement" }),
  })
  .indexes([
    { name: "IDX_consignment_settlement_number", on: ["number"], unique: true },
    {
      name: "IDX_consignment_settlement_account",
      on: ["contractor_id", "direction", "currency_code", "cut_off"],
    },
    { name: "IDX_consignment_settlement_closed", on: ["closed_at"] },
    {
      name: "IDX_consignment_settlement_source_key",
      on: ["source_key"],
      unique: true,
      where: "source_key IS NOT NULL",
    },
  ])
