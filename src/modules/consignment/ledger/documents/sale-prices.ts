import type { SalePrice } from "../../domain/commission"
import { exact } from "../../domain/quantity"
import type { Sql } from "../../database/sql"

/** The price of a unit for a customer in the host's price lists, by item and currency. */
export type SalePrices = Record<string, Record<string, string>>

interface SoldLine {
  sale_price?: string | null
  list_price?: string | null
}

/** The sale price of a line, in the currency of its document. */
export const toSalePrice = (
  { sale_price: amount = null, list_price: list = null }: SoldLine = {},
  currencyCode: string | null | undefined
): SalePrice | null =>
  amount === null
    ? null
    : {
        amount: exact(amount),
        list: list === null ? null : exact(list),
        currencyCode: currencyCode ?? null,
      }

/** The caller's request. */
export const withoutSalePrices = <Command extends { sale_prices?: SalePrices }>({
  sale_prices: _,
  ...request
}: Command): Omit<Command, "sale_prices"> => request

/** The price of a unit of an item for a customer in a currency, as far as it was agreed. */
export type PriceOf = (inventoryItemId: string, currencyCode: string) => string | null

/** The price that was agreed for the item at the warehouse, else what the price lists of the host say. */
export const loadAgreedPrices = async (
  sql: Sql,
  warehouseId: string,
  itemIds: string[],
  salePrices: SalePrices = {}
): Promise<PriceOf> => {
  const rows =
    itemIds.length === 0
      ? []
      : await sql<{ inventory_item_id: string; unit_price: string; currency_code: string | null }>(
          `select inventory_item_id, unit_price::text, currency_code from consignment_warehouse_item
           where warehouse_id = ? and inventory_item_id = any(?::text[]) and unit_price is not null`,
          [warehouseId, itemIds]
        )
  const contracts = new Map(rows.map((row) => [row.inventory_item_id, row]))
  return (inventoryItemId, currencyCode) => {
    const contract = contracts.get(inventoryItemId)
    const counts = contract && (contract.currency_code ?? currencyCode) === currencyCode
    return counts ? contract.unit_price : (salePrices[inventoryItemId]?.[currencyCode] ?? null)
  }
}

/** Currencies in which a customer pays what a piece costs when he sells it, by the agreements in force on the date. */
export const loadCurrenciesPricedAtSale = async (
  sql: Sql,
  contractorId: string,
  date: Date
): Promise<string[]> => {
  const rows = await sql<{ currency_code: string }>(
    `select distinct currency_code from consignment_agreement
     where contractor_id = ? and direction = 'outbound' and price_basis = 'price_list' and deleted_at is null
       and (valid_from is null or valid_from <= ?::timestamptz) and (valid_to is null or valid_to >= ?::timestamptz)`,
    [contractorId, date, date]
  )
  return rows.map((row) => row.currency_code)
}
