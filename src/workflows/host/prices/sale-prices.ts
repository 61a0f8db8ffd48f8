import { readGraph } from "../read-graph"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { groupBy } from "../../../modules/consignment/domain/group-by"
import { exact, sumOf, toText, type Quantity } from "../../../modules/consignment/domain/quantity"
import type { SalePrices } from "../../../modules/consignment/ledger/documents/sale-prices"
import { findRegion } from "./find-region"
import { ledgerOf } from "../../posting/post-document"
import { fromHost, type HostQuantity } from "../inventory/quantities"

interface PricedLine {
  inventory_item_id: string
  unit_price?: string | null
}

/** A command that names a customer's warehouse, with what the host's price lists say of lines without a price. */
export const withSalePrices = async <
  Command extends { warehouse_id: string; lines: DeliveredLine[] },
>(
  container: MedusaContainer,
  command: Command
): Promise<Command & { sale_prices: SalePrices }> => ({
  ...command,
  sale_prices: await findSalePrices(container, command.warehouse_id, quantitiesOf(command.lines)),
})

type DeliveredLine = PricedLine & { quantity: string }

/** By item without a price, all that the document brings of it: steps of a price list go by this. */
export const quantitiesOf = (lines: DeliveredLine[]): Map<string, Quantity> => {
  const unpriced = lines.filter((line) => (line.unit_price ?? null) === null)
  const byItem = groupBy(unpriced, (line) => line.inventory_item_id)
  return new Map(
    [...byItem].map(([itemId, ofItem]) => [itemId, sumOf(ofItem, (line) => exact(line.quantity))])
  )
}

/** The same for what the customer has sold, if his agreement says that he pays the price of the day. */
export const withPricesAtSale = async <
  Command extends { warehouse_id: string; lines: PricedLine[] },
>(
  container: MedusaContainer,
  command: Command
): Promise<Command & { sale_prices?: SalePrices }> => {
  const ledger = ledgerOf(container)
  const [warehouse] = await ledger.listConsignmentWarehouses({ id: command.warehouse_id })
  const [priced] = await ledger.listConsignmentAgreements(
    {
      contractor_id: warehouse?.contractor_id ?? "",
      direction: "outbound",
      price_basis: "price_list",
    },
    { take: 1 }
  )
  if (!priced) return command
  const unpriced = command.lines.filter((line) => (line.unit_price ?? null) === null)
  // Steps of a price list are for what is delivered at once.
  const withoutQuantity = new Map(unpriced.map((line) => [line.inventory_item_id, null] as const))
  const sale_prices = await findSalePrices(container, command.warehouse_id, withoutQuantity)
  return { ...command, sale_prices }
}

/**
 * Prices of items in the host's price lists for the customer of a warehouse, in the currencies of his agreements and
 * without taxes: by his groups, his region, the day and the quantity.
 */
export const findSalePrices = async (
  container: MedusaContainer,
  warehouseId: string,
  quantities: ReadonlyMap<string, Quantity | null>
): Promise<SalePrices> => {
  if (quantities.size === 0) return {}
  const ledger = ledgerOf(container)
  const [warehouse] = await ledger.listConsignmentWarehouses({ id: warehouseId })
  if (!warehouse?.contractor_id) return {}
  const priceSets = await findPriceSets(container, [...quantities.keys()])
  if (priceSets.size === 0) return {}
  const agreements = await ledger.listConsignmentAgreements({
    contractor_id: warehouse.contractor_id,
    direction: "outbound",
  })
  const customer = await findBuyer(container, warehouse.contractor_id)
  const prices: SalePrices = {}
  const bySize = groupBy([...priceSets], ([itemId]) => quantities.get(itemId)?.toFixed() ?? "")
  for (const currencyCode of new Set(agreements.map((agreement) => agreement.currency_code))) {
    for (const [quantity, sets] of bySize) {
      const ids = sets.map(([, priceSetId]) => priceSetId)
      const calculated = await calculate(container, ids, { currencyCode, quantity }, customer)
      for (const [itemId, priceSetId] of sets) {
        const price = calculated.get(priceSetId)
        if (price !== undefined) prices[itemId] = { ...prices[itemId], [currencyCode]: price }
      }
    }
  }
  return prices
}

export interface Buyer {
  id: string | null
  groupIds: string[]
  countryCode: string | null
}

const findBuyer = async (container: MedusaContainer, contractorId: string): Promise<Buyer> => {
  const [contractor] = await ledgerOf(container).listConsignmentContractors({ id: contractorId })
  const countryCode = contractor?.country_code?.toLowerCase() ?? null
  if (!contractor?.customer_id) return { id: null, groupIds: [], countryCode }
  const [customer] = await readGraph<{
    id: string
    groups: { id: string }[]
    addresses: { country_code: string | null; is_default_shipping: boolean }[]
  }>(container, {
    entity: "customer",
    fields: ["id", "groups.id", "addresses.country_code", "addresses.is_default_shipping"],
    filters: { id: contractor.customer_id },
  })
  if (!customer) return { id: null, groupIds: [], countryCode }
  const { id, groups, addresses } = customer
  const address = addresses.find((one) => one.is_default_shipping) ?? addresses[0]
  return {
    id,
    groupIds: groups.map((group) => group.id),
    countryCode: address?.country_code ?? countryCode,
  }
}

/** By item, where one piece of a variant is one piece of the item: the price of a kit is none of its parts'. */
export const findPriceSets = async (
  container: MedusaContainer,
  itemIds: string[]
): Promise<Map<string, string>> => {
  const items = await readGraph<{
    id: string
    variants?: {
      price_set?: { id: string } | null
      inventory_items: { inventory_item_id: string; required_quantity: number }[]
    }[]
  }>(container, {
    entity: "inventory_item",
    fields: [
      "id",
      "variants.id",
      "variants.price_set.id",
      "variants.inventory_items.inventory_item_id",
      "variants.inventory_items.required_quantity",
    ],
    filters: { id: itemIds },
  })
  return new Map(
    items.flatMap(({ id, variants = [] }) => {
      const variant = variants.find(
        ({ inventory_items: parts, price_set: priceSet }) =>
          priceSet && parts.length === 1 && parts[0]?.required_quantity === 1
      )
      return variant?.price_set ? [[id, variant.price_set.id] as const] : []
    })
  )
}

interface CalculatedPrice {
  id: string
  raw_calculated_amount?: HostQuantity | null
  calculated_amount: HostQuantity | null
  is_calculated_price_tax_inclusive?: boolean
}

/** A price that includes taxes is none that an invoice adds them to. */
const calculate = async (...request: Parameters<typeof calculatePrices>) => {
  const prices = await calculatePrices(...request)
  return new Map(
    [...prices].flatMap(([id, price]) =>
      price.includesTaxes ? [] : [[id, toText(price.amount)] as const]
    )
  )
}

/** The price of a unit for one customer, or anybody, now, by price set. */
export const calculatePrices = async (
  container: MedusaContainer,
  priceSetIds: string[],
  { currencyCode, quantity }: { currencyCode: string; quantity: string },
  customer: Buyer
): Promise<Map<string, { amount: Quantity; includesTaxes: boolean }>> => {
  const currency = currencyCode.toLowerCase()
  const { id: regionId } = await findRegion(container, currency, customer.countryCode)
  const context: Record<string, unknown> = {
    currency_code: currency,
    ...(quantity === "" ? {} : { quantity }),
    ...(regionId === null ? {} : { region_id: regionId }),
    ...(customer.id === null
      ? {}
      : { customer: { id: customer.id, groups: customer.groupIds.map((id) => ({ id })) } }),
  }
  // The host looks into objects, too, as rules of customer groups need it; its type has texts and numbers only.
  const calculated = (await container
    .resolve(Modules.PRICING)
    .calculatePrices(
      { id: priceSetIds },
      { context: context as Record<string, string> }
    )) as CalculatedPrice[]
  return new Map(
    calculated.flatMap((price) => {
      const amount = price.raw_calculated_amount ?? price.calculated_amount
      if (amount === null) return []
      const includesTaxes = price.is_calculated_price_tax_inclusive === true
      return [[price.id, { amount: exact(fromHost(amount)), includesTaxes }] as const]
    })
  )
}
