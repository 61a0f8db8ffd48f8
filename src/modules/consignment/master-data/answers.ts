import type { InferTypeOf } from "@medusajs/framework/types"
import { fromJson } from "../database/from-json"
import { toPrefixes, type ChosenPrefixes } from "../domain/number-prefixes"
import { toCompany } from "../domain/company"
import { exact, toText } from "../domain/quantity"
import type { ReturnFee } from "../domain/return-fee"
import type { AgreedTier } from "../domain/price-terms"
import type { SettlementInterval } from "../domain/settlement-calendar"
import type { ConsignmentAgreement } from "../models/agreement"
import type { ConsignmentContractor } from "../models/contractor"
import type { ConsignmentContractorItem } from "../models/contractor-item"
import type { ConsignmentContractorPrice } from "../models/contractor-price"
import type { ConsignmentSettings } from "../models/settings"
import type { ConsignmentWarehouse } from "../models/warehouse"
import type { ConsignmentWarehouseItem } from "../models/warehouse-item"

export type ContractorRow = InferTypeOf<typeof ConsignmentContractor>
export type ContractorItemRow = InferTypeOf<typeof ConsignmentContractorItem>
export type ContractorPriceRow = InferTypeOf<typeof ConsignmentContractorPrice>
export type AgreementRow = InferTypeOf<typeof ConsignmentAgreement>
export type WarehouseRow = InferTypeOf<typeof ConsignmentWarehouse>
export type WarehouseItemRow = InferTypeOf<typeof ConsignmentWarehouseItem>
export type SettingsRow = InferTypeOf<typeof ConsignmentSettings>

/** An instant as ISO 8601; plain SQL answers it as text, the ORM as a Date. */
const toInstant = (value: Date | string): string => new Date(value).toISOString()

const toInstantOrNull = (value: Date | string | null): string | null =>
  value === null ? null : toInstant(value)

/** The columns are numeric(24,6): "5.000000" is answered as "5". */
const toDecimalOrNull = (value: string | null): string | null =>
  value === null ? null : toText(exact(value))

export const toContractor = (row: ContractorRow) => ({
  id: row.id,
  code: row.code,
  name: row.name,
  email: row.email,
  tax_id: row.tax_id,
  country_code: row.country_code,
  address: row.address,
  customer_id: row.customer_id,
  language: row.language,
  phone: row.phone,
  iban: row.iban,
  registration_number: row.registration_number,
  payment_terms_days: row.payment_terms_days,
  metadata: row.metadata,
  created_at: toInstant(row.created_at),
  updated_at: toInstant(row.updated_at),
})

export const toContractorItem = (row: ContractorItemRow) => ({
  id: row.id,
  contractor_id: row.contractor_id,
  inventory_item_id: row.inventory_item_id,
  sku: row.sku,
  contractor_sku: row.contractor_sku,
  unit_cost: toDecimalOrNull(row.unit_cost),
  pack_size: toDecimalOrNull(row.pack_size),
  created_at: toInstant(row.created_at),
  updated_at: toInstant(row.updated_at),
})

export const toContractorPrice = (row: ContractorPriceRow) => ({
  id: row.id,
  contractor_id: row.contractor_id,
  inventory_item_id: row.inventory_item_id,
  sku: row.sku,
  currency_code: row.currency_code,
  unit_price: toText(exact(row.unit_price)),
  valid_from: row.valid_from,
  created_at: toInstant(row.created_at),
  updated_at: toInstant(row.updated_at),
})

export const toAgreement = (row: AgreementRow) => ({
  id: row.id,
  contractor_id: row.contractor_id,
  direction: row.direction,
  currency_code: row.currency_code,
  valid_from: toInstantOrNull(row.valid_from),
  valid_to: toInstantOrNull(row.valid_to),
  net_returns: row.net_returns,
  count_loss_liability: row.count_loss_liability,
  settlement_every: row.settlement_every as SettlementInterval | null,
  time_zone: row.time_zone,
  return_within_days: row.return_within_days,
  grace_days: row.grace_days,
  notification_email: row.notification_email,
  price_basis: row.price_basis,
  commission_percent: toDecimalOrNull(row.commission_percent),
  commission_tiers: fromJson<AgreedTier[]>(row.commission_tiers),
  commission_base: row.commission_base,
  vat_rate: toDecimalOrNull(row.vat_rate),
  vat_category: row.vat_category,
  transport_paid_by: row.transport_paid_by,
  prices_on_notes: row.prices_on_notes,
  allow_hire: row.allow_hire,
  return_fee: fromJson<ReturnFee>(row.return_fee),
  metadata: row.metadata,
  created_at: toInstant(row.created_at),
  updated_at: toInstant(row.updated_at),
})

export const toWarehouse = (row: WarehouseRow) => ({
  id: row.id,
  stock_location_id: row.stock_location_id,
  name: row.name,
  direction: row.direction,
  contractor_id: row.contractor_id,
  own_stock_location_id: row.own_stock_location_id,
  branch_code: row.branch_code,
  issue_strategy: row.issue_strategy,
  contractor_priority: row.contractor_priority as string[] | null,
  notification_email: row.notification_email,
  expired_lots: row.expired_lots,
  purpose: row.purpose,
  check_on_arrival: row.check_on_arrival,
  metadata: row.metadata,
  created_at: toInstant(row.created_at),
  updated_at: toInstant(row.updated_at),
})

export const toWarehouseItem = (row: WarehouseItemRow) => ({
  id: row.id,
  warehouse_id: row.warehouse_id,
  inventory_item_id: row.inventory_item_id,
  sku: row.sku,
  minimum: toDecimalOrNull(row.minimum),
  maximum: toDecimalOrNull(row.maximum),
  unit_price: toDecimalOrNull(row.unit_price),
  currency_code: row.currency_code,
  created_at: toInstant(row.created_at),
  updated_at: toInstant(row.updated_at),
})

export const toSettings = (row: SettingsRow) => ({
  id: row.id,
  issue_strategy_by_sales_channel: (row.issue_strategy_by_sales_channel ?? {}) as Record<
    string,
    string
  >,
  allow_backdating_days: row.allow_backdating_days,
  time_zone: row.time_zone,
  units: fromJson<string[]>(row.units) ?? [],
  company: toCompany(row.company),
  number_prefixes: toPrefixes(fromJson<ChosenPrefixes>(row.number_prefixes)),
  created_at: toInstant(row.created_at),
  updated_at: toInstant(row.updated_at),
})
