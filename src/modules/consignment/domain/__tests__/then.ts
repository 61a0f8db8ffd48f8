import type { Decimal } from "decimal.js"
import { ConsignmentError, type ErrorCode } from "../errors"
import { consumptionColumns } from "../movement"
import { sumOf, toText, ZERO } from "../quantity"
import type { SettlementLine } from "../settlement"
import {
  decimalsOf,
  found,
  issuedBy,
  lotsAt,
  movementsOf,
  ownOf,
  positionIn,
  stockFor,
  valueOf,
  type Ledger,
  type LedgerSettlement,
} from "./ledger"
import { documentIn, instant, type World } from "./world"

/** The result of a story. */
export const thenIn = ({ ledger, now }: World) => ({
  /** Where an issue came from: "own 3", "L 4", "pending 2". */
  picks: (documentId: string, ...expected: string[]): void =>
    expect(pickOf(ledger, documentId)).toEqual(expected),

  /** Where a return or a reversal went, and why: "L 3 open", "own 2 settled". */
  gaveBack: (documentId: string, ...expected: string[]): void =>
    expect(
      documentIn(ledger, documentId).posting.allocations.map(
        ({ lotId, ownership, quantity, reason }) =>
          `${lotId ?? ownership} ${toText(quantity)} ${reason}`
      )
    ).toEqual(expected),

  allocations: (documentId: string, ...expected: Record<string, string | null>[]): void =>
    expect(issuedBy(ledger, [documentId]).map(allocationText)).toMatchObject(expected),

  movements: (documentId: string, ...expected: Record<string, string | boolean | null>[]): void =>
    expect(
      movementsOf(ledger, documentId).map((movement) => ({
        ...movement,
        lot: movement.lotId,
        quantity: toText(movement.quantity),
        unitCost: toText(movement.unitCost),
        dated: movement.effectiveAt.toISOString(),
      }))
    ).toMatchObject(expected.map(withInstant)),

  /** Quantities that remain in the lots named. */
  lots: (expected: Record<string, string>): void =>
    expect(
      Object.fromEntries(
        Object.keys(expected).map((id) => [id, toText(found(ledger.lots.get(id), id).remaining)])
      )
    ).toEqual(expected),

  prepaid: (lot: string, ...expected: [quantity: string, unitCost: string][]): void =>
    expect(
      stockFor(ledger, { effectiveAt: now() })
        .lots.find(({ id }) => id === lot)
        ?.prepaid.map((part) => [toText(part.quantity), part.unitCost.toFixed(2)])
    ).toEqual(expected),

  /** The lots opened at a location besides those named by receipts. */
  childLots: (at: string, ...expected: Record<string, string | null>[]): void =>
    expect(
      [...ledger.lots.values()]
        .filter((lot) => lot.stockLocationId === at && lot.originLotId !== null)
        .map((lot) => ({
          ...lot,
          receivedAt: lot.receivedAt.toISOString(),
          unitCost: lot.unitCost.toFixed(2),
          remaining: toText(lot.remaining),
        }))
    ).toMatchObject(expected),

  /** ⟨stocked, own, Σ remaining⟩ of an item at a location. */
  level: (
    [stocked, own, lots]: [stocked: string, own: string, lots: string],
    { at = "LOC", item = "X", pending = "0" } = {}
  ): void => {
    const position = positionIn(ledger, at, item)
    expect({
      stocked: toText(position.stocked),
      own: toText(ownOf(ledger, position)),
      lots: toText(sumOf(lotsAt(ledger, position), (lot) => lot.remaining)),
      pending: toText(position.pending),
    }).toEqual({ stocked, own, lots, pending })
  },

  /** The value of the units in the lots named. */
  value: (lots: string[], expected: string): void =>
    expect(sumOf(lots, (lot) => valueOf(ledger, lot)).toFixed(2)).toBe(expected),

  /** All lines of a settlement; what a line leaves out is as the notation of the examples says. */
  lines: (settlement: Settled, ...expected: ExpectedLine[]): void => {
    const decimals = decimalsOf(settlement.account)
    expect(settlement.lines.map((line) => lineText(line, decimals))).toEqual(
      expected.map((line) => lineExpected(line, decimals))
    )
    for (const total of ["netValue", "amount"] as const) {
      expect(toText(settlement[total])).toBe(toText(sumOf(settlement.lines, (line) => line[total])))
    }
  },

  /** All rows of the stock statement; what a row leaves out is 0. */
  statement: (settlement: Settled, ...expected: ExpectedStatement[]): void =>
    expect(
      settlement.stock.map(({ inventoryItemId: item, ...row }) => ({ item, ...textsOf(row) }))
    ).toEqual(expected.map((row) => ({ ...emptyStatement, ...row }))),

  /** The story refuses with a code, and nothing is written. */
  refuses: (tell: () => unknown, code: ErrorCode, details: Record<string, unknown> = {}): void => {
    const written = () => ({
      positions: [...ledger.positions.values()],
      movements: ledger.movements.length,
      documents: ledger.documents.size,
      settlements: ledger.settlements.size,
    })
    const before = written()
    const error = refusalOf(tell)
    expect({ code: error?.code, details: error?.details ?? {} }).toMatchObject({ code, details })
    expect(written()).toEqual(before)
  },
})

const pickOf = (ledger: Ledger, documentId: string): string[] =>
  [...ledger.allocations.values()]
    .filter((allocation) => allocation.documentId === documentId)
    .filter((allocation) => allocation.quantity.gt(0))
    .map(({ lotId, ownership, quantity }) => `${lotId ?? ownership} ${toText(quantity)}`)

type Settled = Omit<LedgerSettlement, "isCancelled">

type ExpectedLine = { item?: string; branches?: ExpectedBranch[]; balanced?: boolean } & Partial<
  Record<Exclude<keyof SettlementLine, "inventoryItemId" | "sku" | "branches" | "balanced">, string>
>
type ExpectedBranch = [branchCode: string | null, net: string, netValue: string]
type ExpectedStatement = Partial<typeof emptyStatement>

const emptyStatement = {
  item: "X",
  opening: "0",
  received: "0",
  consumed: "0",
  returnedToConsignor: "0",
  counted: "0",
  closing: "0",
}

const noColumns = Object.fromEntries(consumptionColumns.map((column) => [column, "0"]))

/** Unless said otherwise nothing was there before, all of it is due, and one branch sold it. */
const lineExpected = ({ item = "X", ...line }: ExpectedLine, decimals: number) => {
  const netValue = line.netValue ?? ZERO.toFixed(decimals)
  const net = line.net ?? "0"
  const isMoved = consumptionColumns.some((column) => line[column] !== undefined)
  return {
    item,
    opening: "0",
    ...noColumns,
    net,
    toInvoice: net,
    carry: "0",
    netValue,
    amount: netValue,
    balanced: false,
    lateQuantity: "0",
    branches: isMoved ? [["WAW", net, netValue]] : [],
    ...line,
  }
}

const lineText = (
  { inventoryItemId, branches, netValue, amount, balanced, ...quantities }: SettlementLine,
  decimals: number
) => ({
  item: inventoryItemId,
  ...textsOf(quantities),
  netValue: netValue.toFixed(decimals),
  amount: amount.toFixed(decimals),
  balanced,
  branches: branches.map((branch) => [
    branch.branchCode,
    toText(branch.net),
    branch.netValue.toFixed(decimals),
  ]),
})

/** Quantities as text; what is no quantity is left out. */
const textsOf = (values: Record<string, Decimal | string | null>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === null || typeof value === "string" ? [] : [[name, toText(value)]]
    )
  )

const allocationText = (allocation: ReturnType<typeof issuedBy>[number]) => ({
  ...allocation,
  quantity: toText(allocation.quantity),
  quantityUndone: toText(allocation.quantityUndone),
  quantityPending: toText(allocation.quantityPending),
  unitCost: allocation.unitCost?.toFixed(2) ?? null,
})

const withInstant = (expected: Record<string, string | boolean | null>) =>
  typeof expected.dated === "string"
    ? { ...expected, dated: instant(expected.dated).toISOString() }
    : expected

/** The refusal of a story, null if it was told to its end. */
export const refusalOf = (tell: () => unknown): ConsignmentError | null => {
  try {
    tell()
    return null
  } catch (error) {
    if (error instanceof ConsignmentError) return error
    throw error
  }
}
