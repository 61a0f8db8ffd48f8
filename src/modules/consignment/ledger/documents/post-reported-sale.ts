import { warnOfExpired } from "../../domain/expired"
import { exact, toText } from "../../domain/quantity"
import { decideReportedSale, type ReportedSaleLine } from "../../domain/reported-sale"
import type { DocumentSource } from "../posting/document-head"
import { toBusinessDate } from "../posting/business-date"
import {
  post,
  sourceOfCaller,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import { requireOutbound, requireParties } from "../posting/references"
import {
  loadAgreedPrices,
  loadCurrenciesPricedAtSale,
  withoutSalePrices,
  type SalePrices,
} from "./sale-prices"
import {
  decideByUnits,
  placesOf,
  toTakingLines,
  toTakingRow,
  type TakingCommandLine,
} from "./taking-lines"

export interface PostReportedSale extends DocumentCommand {
  warehouse_id: string
  lines: (TakingCommandLine & {
    /** For this sale instead of the agreed price. */
    unit_price?: string | null
  })[]
  /** The customer reports that he has sold nothing, so there are no lines. */
  nothing_sold?: boolean
  /** Prices of the host's price lists; not part of the caller's request. */
  sale_prices?: SalePrices
}

export interface SaleOptions {
  source?: DocumentSource
  /** Goods that are sold with their delivery. */
  terms?: "sale"
}

/**
 * Takes note of what a customer has sold of our goods.
 * Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH.
 */
export const postReportedSale = async (
  ports: Ports,
  command: PostReportedSale,
  { source = sourceOfCaller("reported_sale", withoutSalePrices(command)), terms }: SaleOptions = {}
): Promise<Posted> => {
  const { sql, clock } = ports
  const warehouse = requireOutbound(await requireParties(sql, command))
  const party = { contractorId: warehouse.contractorId, direction: "outbound" } as const
  const date = (await toBusinessDate(sql, command, party, clock()))?.at ?? clock()
  const atSale = await loadCurrenciesPricedAtSale(sql, warehouse.contractorId, date)
  const itemIds = atSale.length > 0 ? command.lines.map((line) => line.inventory_item_id) : []
  const priceOf = await loadAgreedPrices(sql, warehouse.id, itemIds, command.sale_prices)
  const lines = (await toTakingLines(sql, command.lines, warehouse)).map(
    (line): ReportedSaleLine => {
      const unitPrice = command.lines[line.index]?.unit_price ?? null
      const prices = atSale.flatMap((currencyCode) => {
        const price = priceOf(line.inventoryItemId, currencyCode)
        return price === null ? [] : [[currencyCode, exact(price)] as const]
      })
      return {
        ...line,
        // Units that a disconnected store has not confirmed are reported by hand.
        takesSold: terms === "sale" || ports.follows === undefined,
        isSoldAtDelivery: terms === "sale",
        unitPrice: unitPrice === null ? null : exact(unitPrice),
        pricesAtSale: new Map(prices),
      }
    }
  )
  return await post(ports, {
    command,
    source,
    party,
    head: {
      type: "reported_sale",
      contractor_id: warehouse.contractorId,
      warehouse_id: warehouse.id,
      stock_location_id: warehouse.stockLocationId,
      branch_code: warehouse.branchCode,
    },
    stock: { places: placesOf(lines, warehouse.stockLocationId) },
    named: lines,
    decide: (stock, facts, register) =>
      decideByUnits(
        register,
        lines,
        { stock, warehouse, contractorId: warehouse.contractorId },
        (byUnits) => decideReportedSale({ warehouse, lines: byUnits }, stock, facts)
      ),
    outcome: (posting, stock, facts) => {
      const warnings = warnOfExpired(lines, posting, stock, facts)
      return warnings.length > 0 ? { warnings } : null
    },
    lines: (documentId) =>
      lines.map((line) => ({
        ...toTakingRow(documentId, line, warehouse.stockLocationId),
        unit_cost: line.unitPrice === null ? null : toText(line.unitPrice),
        terms: terms ?? null,
      })),
  })
}
