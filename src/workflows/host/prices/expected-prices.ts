import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { toAmount } from "../../../modules/consignment/domain/money"
import { exact, toText, UNIT_COST_PLACES } from "../../../modules/consignment/domain/quantity"
import type { SalePrices } from "../../../modules/consignment/ledger/documents/sale-prices"
import { readRates } from "../../invoice/host-taxes"
import { ledgerOf } from "../../posting/post-document"
import { calculatePrices, findPriceSets, type Buyer } from "./sale-prices"

interface ReceivedLine {
  inventory_item_id: string
  unit_cost?: string | null
}

const anybody: Buyer = { id: null, groupIds: [], countryCode: null }

/**
 * A receipt, with what the host asks for its units where their owner has a share of the price: what they cost is
 * expected, and need not be named.
 */
export const withExpectedPrices = async <
  Command extends { contractor_id: string; currency_code?: string; lines: ReceivedLine[] },
>(
  container: MedusaContainer,
  command: Command
): Promise<Command & { sale_prices?: SalePrices }> => {
  const unpriced = command.lines.filter((line) => (line.unit_cost ?? null) === null)
  if (unpriced.length === 0) return command
  const agreements = await ledgerOf(container).listConsignmentAgreements({
    contractor_id: command.contractor_id,
    direction: "inbound",
    price_basis: "commission",
  })
  const itemIds = [...new Set(unpriced.map((line) => line.inventory_item_id))]
  const sale_prices: SalePrices = {}
  for (const currencyCode of new Set(agreements.map((agreement) => agreement.currency_code))) {
    for (const [itemId, price] of await findExpectedPrices(container, itemIds, currencyCode)) {
      sale_prices[itemId] = { ...sale_prices[itemId], [currencyCode]: price }
    }
  }
  return { ...command, sale_prices }
}

/** The price of one unit of each item for anybody now, without taxes. */
export const findExpectedPrices = async (
  container: MedusaContainer,
  itemIds: string[],
  currencyCode: string
): Promise<Map<string, string>> => {
  const priceSets = await findPriceSets(container, itemIds)
  if (priceSets.size === 0) return new Map()
  const ids = [...new Set(priceSets.values())]
  const prices = await calculatePrices(container, ids, { currencyCode, quantity: "" }, anybody)
  const withTaxes = [...priceSets].flatMap(([itemId, id]) =>
    prices.get(id)?.includesTaxes ? itemId : []
  )
  const rates = await findRates(container, withTaxes, currencyCode)
  return new Map(
    [...priceSets].flatMap(([itemId, id]) => {
      const price = prices.get(id)
      if (!price) return []
      const factor = exact(rates[itemId] ?? 0)
        .div(100)
        .plus(1)
      const net = price.includesTaxes ? price.amount.div(factor) : price.amount
      return [[itemId, toText(toAmount(net, UNIT_COST_PLACES))] as const]
    })
  )
}

/** Rates of the country the store sells in first. */
const findRates = async (
  container: MedusaContainer,
  itemIds: string[],
  currencyCode: string
): Promise<Record<string, string>> => {
  if (itemIds.length === 0) return {}
  const regions = await container
    .resolve(Modules.TAX)
    .listTaxRegions({}, { select: ["country_code", "parent_id"], order: { created_at: "ASC" } })
  const region = regions.find(({ parent_id: parent }) => parent === null)
  const country = region?.country_code
  if (!country) return {}
  const lines = itemIds.map((inventory_item_id) => ({ inventory_item_id }))
  return await readRates(
    container,
    { lines, currency_code: currencyCode },
    { country_code: country },
    country
  )
}
