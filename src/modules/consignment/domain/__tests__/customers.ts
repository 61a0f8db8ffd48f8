import { decideConsignorReturn } from "../consignor-return"
import { decideDelivery } from "../delivery"
import { refuseForeignPlace } from "../own-place"
import { exact } from "../quantity"
import { decideReportedSale } from "../reported-sale"
import {
  foundAgainOf,
  reverseWhole,
  storyOfDocuments,
  takingLines,
  type TakingOptions,
} from "./documents"
import { openAccount, warehouseAt, type Timing } from "./given"
import { found, stockFor } from "./ledger"
import {
  documentIn,
  keep,
  linesOf,
  warehouse,
  type Goods,
  type World,
  type WorldOptions,
} from "./world"

/** Our own location OWN, and the shop of customer K. */
const ours = warehouse("S", "SHOP", { direction: "outbound", contractorId: "K" })

/** A story of our goods in customers' shops. Lots are called as the delivery calls them. */
export const storyOfCustomers = (options: WorldOptions = {}) => {
  const told = storyOfDocuments({ warehouses: [ours], ...options })
  return { ...told, when: { ...told.when, ...tradeIn(told.world) } }
}

export interface DeliveryOptions extends Timing {
  at?: string
  from?: string
  item?: string
  currency?: string
  hasAgreement?: boolean
}

/** The verbs of the consignor; each answers the id of its document. */
export const tradeIn = (world: World) => ({
  /** A delivery of one line. */
  delivers: (
    name: string,
    quantity: string,
    unitPrice: string,
    options: DeliveryOptions = {}
  ): string => deliver(world, name, [{ quantity, unitPrice }], options),

  /** A delivery of several lines of one item. */
  deliversLines: (
    lines: { quantity: string; unitPrice: string }[],
    options: DeliveryOptions = {}
  ): string => deliver(world, undefined, lines, options),

  /** A reported sale. */
  sells: (
    goods: Goods,
    {
      at = "SHOP",
      unitPrice,
      pricesAtSale = {},
      ...options
    }: TakingOptions & { unitPrice?: string; pricesAtSale?: Record<string, string> } = {}
  ): string => {
    const { ledger } = world
    const facts = world.facts(options, "reported_sale")
    const lines = takingLines(ledger, goods, { ...options, at })
    const price = unitPrice === undefined ? null : exact(unitPrice)
    const posting = decideReportedSale(
      {
        warehouse: warehouseAt(world, at),
        lines: lines.map((line) => ({
          ...line,
          unitPrice: price,
          pricesAtSale: new Map(
            Object.entries(pricesAtSale).map(([code, text]) => [code, exact(text)])
          ),
        })),
      },
      stockFor(ledger, facts),
      facts
    )
    return keep(ledger, { type: "reported_sale", lines }, posting, facts)
  },

  takesBack: (
    goods: Goods,
    { at = "SHOP", to = "OWN", ...options }: TakingOptions & { to?: string } = {}
  ): string => {
    const { ledger } = world
    const facts = world.facts(options, "take_back")
    const lines = takingLines(ledger, goods, { ...options, at })
    const shop = warehouseAt(world, at)
    const contractorId = found(shop.contractorId, "customer")
    refuseForeignPlace(to, ledger.warehouses.find((one) => one.stockLocationId === to) ?? null)
    const posting = decideConsignorReturn(
      { type: "take_back", warehouse: shop, contractorId, ownStockLocationId: to, lines },
      stockFor(ledger, facts),
      facts
    )
    return keep(ledger, { type: "take_back", lines, ownStockLocationId: to }, posting, facts)
  },

  /** Any document of the consignor's side. */
  reversesTrade: (id: string, reverses: (id: string) => string): string => {
    const { ledger } = world
    switch (documentIn(ledger, id).type) {
      case "take_back":
        return reverseWhole(world, id, { guardsReserved: true })
      case "stock_count":
        return reverseWhole(world, id, { touchedLotIds: foundAgainOf(ledger, id) })
      default:
        return reverses(id)
    }
  },
})

const deliver = (
  world: World,
  name: string | undefined,
  goods: { quantity: string; unitPrice: string }[],
  { at = "SHOP", from = "OWN", item = "X", currency = "EUR", ...options }: DeliveryOptions
): string => {
  const { ledger } = world
  const shop = warehouseAt(world, at)
  const contractorId = found(shop.contractorId, "customer")
  const facts = world.facts(options, "delivery", name)
  const { hasAgreement = true } = options
  if (hasAgreement)
    openAccount(world, { contractorId, direction: "outbound", currencyCode: currency })
  const lines = linesOf(
    ledger,
    goods.map(({ quantity }) => ({ item, quantity })),
    at
  )
  const posting = decideDelivery(
    {
      warehouse: shop,
      contractorId,
      currencyCode: currency,
      hasAgreement,
      fromStockLocationId: from,
      allowsHire: false,
      fromWarehouse: ledger.warehouses.find((one) => one.stockLocationId === from) ?? null,
      lines: lines.map((line, index) => ({
        ...line,
        sku: line.inventoryItemId,
        unitPrice: exact(goods[index]?.unitPrice ?? 0),
        terms: "consign" as const,
        hireUntil: null,
        batch: null,
        expiresAt: null,
      })),
    },
    stockFor(ledger, facts),
    facts
  )
  return keep(ledger, { type: "delivery", lines, ownStockLocationId: from }, posting, facts)
}
