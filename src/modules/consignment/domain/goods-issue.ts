import type { Decimal } from "decimal.js"
import { costWhenSold, type SalePrice } from "./commission"
import { consume } from "./consume"
import { toUnlisted } from "./cost-on-day"
import { isExpired } from "./expired"
import { refuseLines, type RefusedLine } from "./errors"
import type { IssueStrategy, Source } from "./issue-strategies"
import { atCost, type Lot } from "./lot"
import {
  allocate,
  changeLevel,
  dateFor,
  changePending,
  noteHostLevelChange,
  openDraft,
  toPosting,
  type Draft,
  type Facts,
  type Posting,
} from "./posting"
import { least, notBelowZero, toText, ZERO } from "./quantity"
import { namedLotsFirst } from "./serving-order"
import {
  accountOf,
  availableAt,
  heldSince,
  openLotsAt,
  ownAt,
  positionAt,
  type Position,
  type Stock,
} from "./stock"
import { toSeveralCurrencies } from "./take-from-lots"

export interface GoodsIssueLine {
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  stockLocationId: string
  quantity: Decimal
  /** Takes this lot only. */
  lotId: string | null
  /** Takes own stock only. */
  isOwn?: boolean
  serialNumbers?: string[]
  /** Null where the goods are not sold, or nobody says for how much. */
  salePrice: SalePrice | null
  /** Units that neither own stock nor lots cover wait for a receipt instead of being refused. */
  allowsBackorder: boolean
}

export interface GoodsIssue {
  type: "goods_issue" | "internal_issue"
  lines: GoodsIssueLine[]
  strategyAt: (stockLocationId: string) => IssueStrategy
  branchAt: (stockLocationId: string) => string | null
  /** The host fulfils an order: it takes the level down itself, and has checked its reservation. */
  byHost: boolean
}

/**
 * Decides which own stock and which lots each line takes.
 * - Sources are taken in the order of the strategy (to change it, see `issue-strategies/`).
 * - A line is covered whole or refused, and all refused lines are reported at once; only a fulfilment of a variant that
 *   allows backorder may take more than is in stock: the rest is pending.
 * - Lines that name a lot are served before lines that do not.
 * - Within a lot prepaid pieces leave first.
 * Throws: INSUFFICIENT_STOCK, CURRENCY_MISMATCH (one price shared with owners in several currencies), INVALID_DATA (a
 * supplier's price list has no price of the day).
 */
export const decideGoodsIssue = (issue: GoodsIssue, stock: Stock, facts: Facts): Posting => {
  const draft = openDraft(stock, facts)
  const currencies: Currencies = new Map()
  const refused = namedLotsFirst(issue.lines).flatMap((line) =>
    issueLine(draft, issue, line, currencies)
  )
  refuseLines(
    "INSUFFICIENT_STOCK",
    refused.filter(({ code }) => code === "INSUFFICIENT_STOCK")
  )
  refuseLines(
    "CURRENCY_MISMATCH",
    refused.filter(({ code }) => code === "CURRENCY_MISMATCH")
  )
  refuseLines("INVALID_DATA", refused)
  return toPosting(draft)
}

/** By line, the currencies of the owners who share its price. */
type Currencies = Map<string, Set<string>>

const issueLine = (
  draft: Draft,
  issue: GoodsIssue,
  line: GoodsIssueLine,
  currenciesByLine: Currencies
): RefusedLine[] => {
  const position = positionAt(draft.stock, line.stockLocationId, line.inventoryItemId)
  const sources = toSources(draft, issue, position, line)
  const limit = issue.byHost
    ? line.quantity
    : least(coveredBy(sources, line.quantity), availableAt(position))
  if (line.quantity.gt(limit)) return [toRefusedLine(line, limit)]

  let left = line.quantity
  const unlisted: RefusedLine[] = []
  const currencies = currenciesByLine.get(line.id) ?? new Set<string>()
  currenciesByLine.set(line.id, currencies)
  for (const source of inStrategyOrder(draft, issue, line, sources)) {
    if (left.isZero()) break
    const taken = least(left, source.quantity)
    if (source.ownership === "own") allocateOwn(draft, line, taken)
    else {
      if (isPaidByPrice(draft, line, source.lot)) currencies.add(source.lot.currencyCode)
      unlisted.push(...allocateLot(draft, issue, line, source.lot, taken))
    }
    left = left.minus(taken)
  }
  if (currencies.size > 1) return [toSeveralCurrencies(line, "sale_price", [...currencies])]
  if (left.gt(0)) {
    if (!line.allowsBackorder) return [toRefusedLine(line, line.quantity.minus(left))]
    allocatePending(draft, line, left)
  }
  takeFromLevel(draft, issue, line)
  return unlisted.slice(0, 1)
}

/** The lot's owner has a share of a price that is in no currency but that of the lot. */
const isPaidByPrice = (draft: Draft, line: GoodsIssueLine, lot: Lot): boolean =>
  line.salePrice?.currencyCode === null && accountOf(draft.stock, lot).commission !== null

/** A lot that is named is taken even if the warehouse skips expired ones; what we use ourselves may have expired. */
const toSources = (
  draft: Draft,
  { type }: GoodsIssue,
  position: Position,
  line: GoodsIssueLine
): Source[] => {
  const warehouse = draft.stock.warehousesByLocation.get(line.stockLocationId)
  const skipsExpired = type === "goods_issue" && warehouse?.expiredLots === "skip"
  const lots = openLotsAt(draft.stock, line.stockLocationId, line.inventoryItemId).filter(
    (lot) =>
      lot.direction === "inbound" &&
      line.isOwn !== true &&
      (line.lotId === null
        ? !skipsExpired || !isExpired(lot, dateFor(draft, lot), timeZoneOf(draft, lot))
        : lot.id === line.lotId)
  )
  const fromLots: Source[] = lots.map((lot) => ({
    ownership: "consignment",
    quantity: lot.remaining,
    lot,
  }))
  if (line.lotId !== null) return fromLots
  const own = notBelowZero(ownAt(draft.stock, position).minus(position.pending))
  return own.gt(0) ? [{ ownership: "own", quantity: own }, ...fromLots] : fromLots
}

const timeZoneOf = (draft: Draft, lot: Lot) => accountOf(draft.stock, lot).timeZone

/** Total of the sources, counted no further than needed: one item may have thousands of lots. */
const coveredBy = (sources: Source[], wanted: Decimal): Decimal => {
  let covered = ZERO
  for (const source of sources) {
    covered = covered.plus(source.quantity)
    if (covered.gte(wanted)) break
  }
  return covered
}

/** A store's own strategy may leave sources out, but can neither invent nor repeat one. */
function* inStrategyOrder(
  draft: Draft,
  issue: GoodsIssue,
  line: GoodsIssueLine,
  sources: Source[]
): Generator<Source> {
  const strategy = issue.strategyAt(line.stockLocationId)
  const warehouse = draft.stock.warehousesByLocation.get(line.stockLocationId)
  const seen = new Set<Source>()
  for (const source of strategy(sources, {
    contractorPriority: warehouse?.contractorPriority ?? [],
  })) {
    if (seen.has(source) || !sources.includes(source)) continue
    seen.add(source)
    yield source
  }
}

const toRefusedLine = (line: GoodsIssueLine, available: Decimal): RefusedLine => ({
  index: line.index,
  code: "INSUFFICIENT_STOCK",
  message: `${toText(line.quantity)} of ${line.sku ?? line.inventoryItemId} were asked for, ${toText(available)} are available.`,
  inventory_item_id: line.inventoryItemId,
  sku: line.sku,
  quantity: toText(line.quantity),
  available: toText(available),
})

const allocateOwn = (draft: Draft, line: GoodsIssueLine, quantity: Decimal): void => {
  allocate(draft, {
    lineId: line.id,
    inventoryItemId: line.inventoryItemId,
    stockLocationId: line.stockLocationId,
    ownership: "own",
    lotId: null,
    contractorId: null,
    movementId: null,
    quantity,
    unitCost: null,
    currencyCode: null,
  })
}

const allocateLot = (
  draft: Draft,
  issue: GoodsIssue,
  line: GoodsIssueLine,
  lot: Lot,
  quantity: Decimal
): RefusedLine[] => {
  const soldAt = dateFor(draft, lot)
  const effectiveAt = heldSince(draft.stock, lot, quantity, soldAt)
  const { unitCost, share } = costWhenSold(draft.stock, lot, line.salePrice, soldAt)
  const parts = atCost(lot, quantity, unitCost ?? lot.unitCost)
  for (const part of parts) {
    consume(
      draft,
      { ...part, lot, share: part.isPrepaid ? null : share },
      {
        type: issue.type,
        lineId: line.id,
        branchCode: issue.branchAt(line.stockLocationId),
        effectiveAt,
      }
    )
  }
  const isUnlisted = unitCost === null && parts.some((part) => !part.isPrepaid)
  return isUnlisted ? [toUnlisted(draft.stock, line.index, lot, soldAt)] : []
}

const allocatePending = (draft: Draft, line: GoodsIssueLine, quantity: Decimal): void => {
  allocate(draft, {
    lineId: line.id,
    inventoryItemId: line.inventoryItemId,
    stockLocationId: line.stockLocationId,
    ownership: "pending",
    lotId: null,
    contractorId: null,
    movementId: null,
    quantity,
    quantityPending: quantity,
    unitCost: null,
    currencyCode: null,
  })
  changePending(draft, {
    stockLocationId: line.stockLocationId,
    inventoryItemId: line.inventoryItemId,
    quantity,
  })
}

const takeFromLevel = (draft: Draft, issue: GoodsIssue, line: GoodsIssueLine): void => {
  const change = {
    stockLocationId: line.stockLocationId,
    inventoryItemId: line.inventoryItemId,
    quantity: line.quantity.negated(),
  }
  if (issue.byHost) noteHostLevelChange(draft, change)
  else changeLevel(draft, change)
}
