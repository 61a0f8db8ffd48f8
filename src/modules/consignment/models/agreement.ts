import { model } from "@medusajs/framework/utils"
import { vatCategories } from "../domain/vat"
import {
  commissionBases,
  countLossLiabilities,
  directions,
  priceBases,
  transportPayers,
} from "../domain/terms"

/** The terms with one contractor in one direction and currency. Validity bounds are inclusive instants, null = open. */
export const ConsignmentAgreement = model
  .define("consignment_agreement", {
    id: model.id({ prefix: "conagr" }).primaryKey(),
    contractor_id: model.text(),
    direction: model.enum([...directions]),
    currency_code: model.text(),
    valid_from: model.dateTime().nullable(),
    valid_to: model.dateTime().nullable(),
    net_returns: model.boolean().default(true),
    count_loss_liability: model.enum([...countLossLiabilities]).default("consignee"),
    settlement_every: model.json().nullable(),
    time_zone: model.text().default("UTC"),
    return_within_days: model.number().nullable(),
    grace_days: model.number().nullable(),
    notification_email: model.text().nullable(),
    price_basis: model.enum([...priceBases]).default("lot_cost"),
    commission_percent: model.text().nullable(),
    commission_tiers: model.json().nullable(),
    commission_base: model.enum([...commissionBases]).nullable(),
    vat_rate: model.text().nullable(),
    vat_category: model.enum([...vatCategories]).nullable(),
    transport_paid_by: model.enum([...transportPayers]).nullable(),
    prices_on_notes: model.boolean().default(true),
    allow_hire: model.boolean().default(false),
    return_fee: model.json().nullable(),
    metadata: model.json().nullable(),
  })
  .indexes([
    {
      name: "IDX_consignment_agreement_account",
      on: ["contractor_id", "direction", "currency_code"],
    },
  ])
