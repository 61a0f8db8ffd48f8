import type { AddPriceListPricesDTO, MedusaContainer, PriceDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { decimalsOf } from "../../../modules/consignment/currency"
import { markedDown } from "../../../modules/consignment/domain/markdown"
import { exact, type Quantity } from "../../../modules/consignment/domain/quantity"
import { fromHost, type HostQuantity } from "../inventory/quantities"
import { readGraph } from "../read-graph"

interface PriceRule {
  attribute: string
  operator: string
  value: string
}

/** A price of the host; without rules it holds for everybody. */
interface HostPrice {
  id: string
  price_set_id: string
  currency_code: string
  amount: Quantity
  min_quantity: string | null
  max_quantity: string | null
  rules: PriceRule[]
}

/** A variant's price of its own, in no price list. */
export interface VariantPrice extends HostPrice {
  variant_id: string
  inventory_item_id: string
}

/** Prices of the variants that are made of one of these items alone: a kit has a price for all its parts. */
export const readVariantPrices = async (
  container: MedusaContainer,
  itemIds: string[]
): Promise<VariantPrice[]> => {
  if (itemIds.length === 0) return []
  const items = await readGraph<{
    id: string
    variants?: {
      id: string
      price_set?: { id: string } | null
      inventory_items: { inventory_item_id: string }[]
    }[]
  }>(container, {
    entity: "inventory_item",
    fields: [
      "id",
      "variants.id",
      "variants.price_set.id",
      "variants.inventory_items.inventory_item_id",
    ],
    filters: { id: itemIds },
  })
  const variants = items.flatMap(({ id, variants: all = [] }) =>
    all.flatMap(({ id: variantId, price_set: priceSet, inventory_items: parts }) =>
      priceSet && parts.length === 1 ? [{ id: variantId, itemId: id, setId: priceSet.id }] : []
    )
  )
  const setIds = variants.map(({ setId }) => setId)
  const prices = await listPrices(container, { price_set_id: setIds, price_list_id: null })
  const bySet = new Map(variants.map((variant) => [variant.setId, variant]))
  return prices.flatMap((price) => {
    const variant = bySet.get(price.price_set_id)
    return variant ? [{ ...price, variant_id: variant.id, inventory_item_id: variant.itemId }] : []
  })
}

const listPrices = async (
  container: MedusaContainer,
  filters: { price_set_id?: string[]; price_list_id: string | null }
): Promise<HostPrice[]> => {
  if (filters.price_set_id?.length === 0) return []
  const prices = await readGraph<HostRow>(container, {
    entity: "price",
    fields: ["*", "price_rules.*"],
    filters,
  })
  return prices.map((price) => ({
    id: price.id,
    price_set_id: price.price_set_id ?? "",
    currency_code: price.currency_code ?? "",
    amount: fromHost(price.raw_amount ?? price.amount ?? 0),
    min_quantity: toText(price.min_quantity),
    max_quantity: toText(price.max_quantity),
    rules: (price.price_rules ?? []).map(({ attribute, operator, value }) => ({
      attribute,
      operator: operator ?? "eq",
      value,
    })),
  }))
}

interface HostRow extends Pick<PriceDTO, "id" | "price_set_id" | "currency_code"> {
  amount?: HostQuantity | null
  raw_amount?: HostQuantity | null
  min_quantity?: HostQuantity | null
  max_quantity?: HostQuantity | null
  price_rules?: { attribute: string; operator?: string; value: string }[]
}

const toText = (quantity: HostQuantity | null | undefined): string | null =>
  quantity === null || quantity === undefined ? null : fromHost(quantity).toFixed()

/** The price that is asked with a markdown. */
export const withMarkdown = (price: HostPrice, percent: string): Quantity =>
  markedDown(price.amount, exact(percent), decimalsOf(price.currency_code.toUpperCase()))

/** The same price with less to pay: for the same currency, quantities and buyers. */
const keyOf = ({ price_set_id, currency_code, min_quantity, max_quantity, rules }: HostPrice) =>
  JSON.stringify([
    price_set_id,
    currency_code,
    min_quantity,
    max_quantity,
    rules.map(({ attribute, operator, value }) => `${attribute} ${operator} ${value}`).sort(),
  ])

/**
 * Makes a price list hold just these prices, and answers its id; without prices there is none. What somebody has changed
 * in it by hand is as it was.
 */
export const keepPriceList = async (
  container: MedusaContainer,
  known: string | null,
  title: string,
  wanted: HostPrice[]
): Promise<string | null> => {
  const pricing = container.resolve(Modules.PRICING)
  const [found] = known ? await pricing.listPriceLists({ id: [known] }) : []
  if (wanted.length === 0) {
    if (found) await pricing.deletePriceLists([found.id])
    return null
  }
  const id = found?.id ?? (await createPriceList(container, title))
  const held = new Map(
    (await listPrices(container, { price_list_id: id })).map((price) => [keyOf(price), price])
  )
  const keys = new Set(wanted.map(keyOf))
  const gone = [...held].filter(([key]) => !keys.has(key)).map(([, price]) => price.id)
  const changed = wanted.filter((price) => !held.get(keyOf(price))?.amount.eq(price.amount))
  if (gone.length > 0) await pricing.removePrices(gone)
  if (changed.length > 0) {
    const prices = changed.map(toHost) as AddPriceListPricesDTO["prices"]
    await pricing.addPriceListPrices([{ price_list_id: id, prices }])
  }
  return id
}

const createPriceList = async (container: MedusaContainer, title: string): Promise<string> => {
  const [list] = await container.resolve(Modules.PRICING).createPriceLists([
    {
      title,
      description: "Prices of a markdown schedule. Change the schedule, not the prices.",
      type: "sale",
      status: "active",
      prices: [],
    },
  ])
  if (!list) throw new Error("The host has created no price list.")
  return list.id
}

/** The host takes amounts as text, too, which its types do not say. */
const toHost = (price: HostPrice) => ({
  price_set_id: price.price_set_id,
  currency_code: price.currency_code,
  amount: price.amount.toFixed(),
  min_quantity: price.min_quantity,
  max_quantity: price.max_quantity,
  rules: Object.fromEntries(
    price.rules.map(({ attribute, operator, value }) => [
      attribute,
      operator === "eq" ? value : [{ operator, value }],
    ])
  ),
})
