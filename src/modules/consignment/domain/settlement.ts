import type { Decimal } from "decimal.js"
import { groupBy } from "./group-by"
import { byLargestRemainder, toAmount } from "./money"
import {
  columnSign,
  consumptionColumns,
  effectOf,
  type ConsumptionColumn,
  type MovementType,
} from "./movement"
import { least, notBelowZero, sum, sumOf, ZERO } from "./quantity"

/** Movements of one period that share all that matters to a settlement, summed. */
export interface MovementTotal {
  inventoryItemId: string
  sku: string | null
  lotId: string
  type: MovementType
  liable: boolean
  unitCost: Decimal
  branchCode: string | null
  late: boolean
  /** Signed, as in the ledger. */
  quantity: Decimal
}

/**
 * Adds up totals of two parts of a period. What both have in common is one total: the two movements of a technical pair
 * cancel out even if they fall into different parts.
 */
export const addTotals = (one: MovementTotal[], other: MovementTotal[]): MovementTotal[] => {
  const alike = groupBy([...one, ...other], (total) =>
    [
      total.lotId,
      total.type,
      total.liable,
      total.unitCost.toFixed(),
      total.branchCode ?? "",
      total.late,
    ].join("\n")
  )
  return [...alike.values()].flatMap((totals) => {
    const [first] = totals
    return first ? [{ ...first, quantity: sumOf(totals, (total) => total.quantity) }] : []
  })
}

/**
 * Settled and not yet invoiced of one lot at one unit cost, before this settlement; lots FIFO, in a lot by first
 * consumption. What this settlement consumes at a unit cost needs its row, too, even if nothing was settled before.
 */
export interface UninvoicedCost {
  inventoryItemId: string
  lotId: string
  unitCost: Decimal
  quantity: Decimal
}

export interface SettlementInput {
  totals: MovementTotal[]
  /** Balance by item before this settlement: settled − invoiced. */
  openings: ReadonlyMap<string, { sku: string | null; quantity: Decimal }>
  /** Closing stock of the last settlement by item. */
  openingStock: ReadonlyMap<string, { sku: string | null; quantity: Decimal }>
  uninvoiced: UninvoicedCost[]
  /** Decimals of the currency. */
  decimals: number
}

export interface SettlementBranch {
  branchCode: string | null
  net: Decimal
  netValue: Decimal
}

export type SettlementLine = Record<ConsumptionColumn, Decimal> & {
  inventoryItemId: string
  sku: string | null
  opening: Decimal
  net: Decimal
  toInvoice: Decimal
  carry: Decimal
  netValue: Decimal
  amount: Decimal
  balanced: boolean
  lateQuantity: Decimal
  branches: SettlementBranch[]
}

export interface StockStatementLine {
  inventoryItemId: string
  sku: string | null
  opening: Decimal
  received: Decimal
  consumed: Decimal
  returnedToConsignor: Decimal
  counted: Decimal
  closing: Decimal
}

export interface Settlement {
  lines: SettlementLine[]
  stock: StockStatementLine[]
  netValue: Decimal
  amount: Decimal
}

/**
 * Settles one contractor, direction and currency by the balance method: what was consumed, gross by column; what of it
 * is to be invoiced once earlier balances are taken into account; and the statement of his stock.
 */
export const decideSettlement = (input: SettlementInput): Settlement => {
  const totalsByItem = groupBy(input.totals, (total) => total.inventoryItemId)
  const uninvoicedByItem = groupBy(input.uninvoiced, (cost) => cost.inventoryItemId)
  const itemIds = [
    ...new Set([...totalsByItem.keys(), ...input.openings.keys(), ...input.openingStock.keys()]),
  ]
  const items = itemIds
    .map((inventoryItemId) => ({
      inventoryItemId,
      sku: skuOf(inventoryItemId, input, totalsByItem),
      totals: totalsByItem.get(inventoryItemId) ?? [],
    }))
    .sort((a, b) => compareText(a.sku ?? a.inventoryItemId, b.sku ?? b.inventoryItemId))

  const lines = items.flatMap((item) => {
    const opening = input.openings.get(item.inventoryItemId)?.quantity ?? ZERO
    // A technical pair cancels out in its total: it is in no column, and makes no line.
    const consumed = item.totals.filter(
      (total) => columnOf(total) !== null && !total.quantity.isZero()
    )
    if (consumed.length === 0 && opening.isZero()) return []
    return [
      toLine(
        item,
        opening,
        consumed,
        uninvoicedByItem.get(item.inventoryItemId) ?? [],
        input.decimals
      ),
    ]
  })
  const stock = items.flatMap((item) => {
    const opening = input.openingStock.get(item.inventoryItemId)?.quantity ?? ZERO
    if (item.totals.length === 0 && opening.isZero()) return []
    return [toStatementLine(item, opening)]
  })
  return {
    lines,
    stock,
    netValue: sumOf(lines, (line) => line.netValue),
    amount: sumOf(lines, (line) => line.amount),
  }
}

/** Items are settled one by one, so a settlement may be decided in parts, each with about so many totals. */
export const splitByItem = (input: SettlementInput, totalsPerPart: number): SettlementInput[] => {
  const totalsByItem = groupBy(input.totals, (total) => total.inventoryItemId)
  const uninvoicedByItem = groupBy(input.uninvoiced, (cost) => cost.inventoryItemId)
  const parts: string[][] = [[]]
  let size = 0
  for (const itemId of new Set([
    ...totalsByItem.keys(),
    ...input.openings.keys(),
    ...input.openingStock.keys(),
  ])) {
    parts.at(-1)?.push(itemId)
    size += 1 + (totalsByItem.get(itemId)?.length ?? 0)
    if (size < totalsPerPart) continue
    parts.push([])
    size = 0
  }
  const pick = <Value>(values: ReadonlyMap<string, Value>, itemIds: string[]) =>
    new Map(
      itemIds.flatMap((itemId): [string, Value][] => {
        const value = values.get(itemId)
        return value === undefined ? [] : [[itemId, value]]
      })
    )
  return parts.map((itemIds) => ({
    totals: itemIds.flatMap((itemId) => totalsByItem.get(itemId) ?? []),
    openings: pick(input.openings, itemIds),
    openingStock: pick(input.openingStock, itemIds),
    uninvoiced: itemIds.flatMap((itemId) => uninvoicedByItem.get(itemId) ?? []),
    decimals: input.decimals,
  }))
}

/** The sum of the parts of a settlement. */
export const joinSettlements = (parts: Settlement[]): Settlement => {
  const bySku = <Line extends { sku: string | null; inventoryItemId: string }>(lines: Line[]) =>
    lines.sort((a, b) => compareText(a.sku ?? a.inventoryItemId, b.sku ?? b.inventoryItemId))
  return {
    lines: bySku(parts.flatMap((part) => part.lines)),
    stock: bySku(parts.flatMap((part) => part.stock)),
    netValue: sumOf(parts, (part) => part.netValue),
    amount: sumOf(parts, (part) => part.amount),
  }
}

/** The input of a settlement, of some items alone. */
export const inputOfItems = (
  input: SettlementInput,
  itemIds: ReadonlySet<string>
): SettlementInput => {
  const isOne = ({ inventoryItemId }: { inventoryItemId: string }) => itemIds.has(inventoryItemId)
  const pick = <Value>(values: ReadonlyMap<string, Value>) =>
    new Map([...values].filter(([itemId]) => itemIds.has(itemId)))
  return {
    ...input,
    totals: input.totals.filter(isOne),
    openings: pick(input.openings),
    openingStock: pick(input.openingStock),
    uninvoiced: input.uninvoiced.filter(isOne),
  }
}

/** A settlement of which some items were decided anew; the others stay, as items are settled one by one. */
export const withItemsAnew = (
  before: Settlement,
  anew: Settlement,
  itemIds: ReadonlySet<string>
): Settlement => {
  const stays = ({ inventoryItemId }: { inventoryItemId: string }) => !itemIds.has(inventoryItemId)
  const lines = before.lines.filter(stays)
  return joinSettlements([
    {
      lines,
      stock: before.stock.filter(stays),
      netValue: sumOf(lines, (line) => line.netValue),
      amount: sumOf(lines, (line) => line.amount),
    },
    anew,
  ])
}

interface Item {
  inventoryItemId: string
  sku: string | null
  totals: MovementTotal[]
}

const columnOf = (total: MovementTotal): ConsumptionColumn | null => {
  const effect = effectOf(total)
  return effect.kind === "consumed" ? effect.column : null
}

/** Consumption lowers the stock of its lot. */
const consumptionOf = (total: MovementTotal): Decimal => total.quantity.negated()

const toLine = (
  item: Item,
  opening: Decimal,
  consumed: MovementTotal[],
  uninvoiced: UninvoicedCost[],
  decimals: number
): SettlementLine => {
  const columns = Object.fromEntries(
    consumptionColumns.map((column) => [
      column,
      sumOf(
        consumed.filter((total) => columnOf(total) === column),
        consumptionOf
      ).times(columnSign(column)),
    ])
  ) as Record<ConsumptionColumn, Decimal>
  const net = sumOf(consumed, consumptionOf)
  const due = opening.plus(net)
  const toInvoice = notBelowZero(due)
  const branches = toBranches(consumed, decimals)
  return {
    inventoryItemId: item.inventoryItemId,
    sku: item.sku,
    opening,
    ...columns,
    net,
    toInvoice,
    carry: due.isNegative() ? due : ZERO,
    netValue: sum(valuesByCost(consumed, decimals).values()),
    amount: amountOf(toInvoice, afterwards(uninvoiced, consumed), decimals),
    balanced: consumed.length > 0 && net.isZero() && opening.isZero(),
    lateQuantity: sumOf(
      consumed.filter((total) => total.late),
      consumptionOf
    ),
    branches,
  }
}

/** Rounded once per unit cost. */
const valuesByCost = (consumed: MovementTotal[], decimals: number): Map<string, Decimal> => {
  const values = new Map<string, Decimal>()
  for (const [unitCost, totals] of groupBy(consumed, (total) => total.unitCost.toFixed())) {
    const [first] = totals
    if (first)
      values.set(unitCost, toAmount(sumOf(totals, consumptionOf).times(first.unitCost), decimals))
  }
  return values
}

/** Each unit cost's rounded value is shared out over the branches, so that the branches sum to the line. */
const toBranches = (consumed: MovementTotal[], decimals: number): SettlementBranch[] => {
  const byBranch = groupBy(consumed, (total) => total.branchCode ?? "")
  const branches = [...byBranch.keys()].sort(compareText).map((code) => ({
    branchCode: code === "" ? null : code,
    net: sumOf(byBranch.get(code) ?? [], consumptionOf),
    netValue: ZERO,
  }))
  const values = valuesByCost(consumed, decimals)
  for (const [unitCost, totals] of groupBy(consumed, (total) => total.unitCost.toFixed())) {
    const shares = branches.map((branch) =>
      sumOf(
        totals.filter((total) => total.branchCode === branch.branchCode),
        (total) => consumptionOf(total).times(total.unitCost)
      )
    )
    byLargestRemainder(shares, values.get(unitCost) ?? ZERO, decimals).forEach((share, index) => {
      const branch = branches[index]
      if (branch) branch.netValue = branch.netValue.plus(share)
    })
  }
  return branches
}

/** Settled and not invoiced by lot and unit cost, once this settlement is counted in. */
const afterwards = (uninvoiced: UninvoicedCost[], consumed: MovementTotal[]): UninvoicedCost[] => {
  const keyOf = (cost: { lotId: string; unitCost: Decimal }) =>
    `${cost.lotId}\n${cost.unitCost.toFixed()}`
  const added = groupBy(consumed, keyOf)
  const result = uninvoiced.map((cost) => ({
    ...cost,
    quantity: cost.quantity.plus(sumOf(added.get(keyOf(cost)) ?? [], consumptionOf)),
  }))
  for (const cost of uninvoiced) added.delete(keyOf(cost))
  for (const totals of added.values()) refuseUnvalued(totals)
  return result
}

/** Without its place among the lots a quantity would be left out of the amount. */
const refuseUnvalued = (totals: MovementTotal[]): void => {
  const [first] = totals
  if (!first || sumOf(totals, consumptionOf).isZero()) return
  throw new Error(
    `The settled quantity of lot ${first.lotId} at ${first.unitCost.toFixed()} was not loaded.`
  )
}

/** The value of the first pieces that are settled and not invoiced, rounded once per unit cost. */
const amountOf = (toInvoice: Decimal, uninvoiced: UninvoicedCost[], decimals: number): Decimal => {
  let left = toInvoice
  const taken: { unitCost: Decimal; quantity: Decimal }[] = []
  for (const cost of uninvoiced) {
    const quantity = least(left, notBelowZero(cost.quantity))
    if (quantity.lte(0)) continue
    taken.push({ unitCost: cost.unitCost, quantity })
    left = left.minus(quantity)
  }
  const byCost = groupBy(taken, (part) => part.unitCost.toFixed())
  return sum(
    [...byCost.values()].map((parts) =>
      toAmount(
        sumOf(parts, (part) => part.quantity.times(part.unitCost)),
        decimals
      )
    )
  )
}

const toStatementLine = (item: Item, opening: Decimal): StockStatementLine => {
  const of = (kind: ReturnType<typeof effectOf>["kind"]) =>
    sumOf(
      item.totals.filter((total) => effectOf(total).kind === kind),
      (total) => total.quantity
    )
  const received = of("received")
  const consumed = of("consumed").negated()
  const returnedToConsignor = of("returned_to_consignor").negated()
  const counted = of("counted")
  return {
    inventoryItemId: item.inventoryItemId,
    sku: item.sku,
    opening,
    received,
    consumed,
    returnedToConsignor,
    counted,
    closing: opening.plus(received).minus(consumed).minus(returnedToConsignor).plus(counted),
  }
}

const skuOf = (
  inventoryItemId: string,
  input: SettlementInput,
  totalsByItem: ReadonlyMap<string, MovementTotal[]>
): string | null =>
  totalsByItem.get(inventoryItemId)?.[0]?.sku ??
  input.openings.get(inventoryItemId)?.sku ??
  input.openingStock.get(inventoryItemId)?.sku ??
  null

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
