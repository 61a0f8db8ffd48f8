import type { Decimal } from "decimal.js"
import type { Allocation, IssuedAllocation } from "../allocation"
import type { SalePrice } from "../commission"
import type { DocumentType } from "../document"
import { fifo, type Lot, type Prepaid } from "../lot"
import { effectOf, type Movement } from "../movement"
import type { PendingAllocation } from "../pending"
import type { Facts, LevelChange, Posting } from "../posting"
import { exact, least, notBelowZero, sumOf, ZERO } from "../quantity"
import type { ReceivedLot, ReturnedPieces } from "../reversal"
import type { MovementTotal, Settlement, SettlementInput, UninvoicedCost } from "../settlement"
import { accountKey, positionKey, type Account, type Position, type Stock } from "../stock"
import type { Warehouse } from "../stock"
import type { Direction } from "../terms"

/** The database in memory: it appends what a decision wrote and hands out what the next one may look at. */
export interface Ledger {
  positions: Map<string, Position>
  warehouses: Warehouse[]
  accounts: Map<string, Account>
  lots: Map<string, LedgerLot>
  movements: LedgerMovement[]
  allocations: Map<string, LedgerAllocation>
  documents: Map<string, LedgerDocument>
  settlements: Map<string, LedgerSettlement>
  /** Invoiced units of a lot at one price, in the order of the invoices. */
  invoiced: InvoicedCost[]
  /** Own stock that was changed at the host, past the ledger. */
  ownEdits: LevelChange[]
  idsGiven: number
}

export type LedgerLot = Lot & { documentId: string; lineId: string; received: Decimal }
export type LedgerMovement = Movement & { sequence: number; settlementId: string | null }
export type LedgerAllocation = Allocation & { sequence: number }

export interface LedgerLine {
  id: string
  index: number
  inventoryItemId: string
  quantity: Decimal
  stockLocationId: string
  lotId: string | null
  salePrice: SalePrice | null
}

export interface LedgerDocument {
  id: string
  sequence: number
  type: DocumentType
  effectiveAt: Date
  lines: LedgerLine[]
  undoesDocumentId: string | null
  state: "posted" | "reversed" | "undone_at_once"
  /** The levels were the host's to change. */
  byHost: boolean
  /** Where own goods came from or went to. */
  ownStockLocationId: string | null
  posting: Posting
}

interface InvoicedCost {
  lotId: string
  unitCost: Decimal
  quantity: Decimal
}

export type LedgerSettlement = Settlement & {
  id: string
  account: AccountName
  cutOff: Date
  isCancelled: boolean
}

export interface AccountName {
  contractorId: string
  direction: Direction
  currencyCode: string
}

export const openLedger = (warehouses: Warehouse[]): Ledger => ({
  positions: new Map(),
  warehouses,
  accounts: new Map(),
  lots: new Map(),
  movements: [],
  allocations: new Map(),
  documents: new Map(),
  settlements: new Map(),
  invoiced: [],
  ownEdits: [],
  idsGiven: 0,
})

/** Records are replaced, never changed, so that a copy and its original go their own ways. */
export const copyOf = (ledger: Ledger): Ledger => ({
  ...ledger,
  positions: new Map(ledger.positions),
  accounts: new Map(ledger.accounts),
  lots: new Map(ledger.lots),
  movements: [...ledger.movements],
  allocations: new Map(ledger.allocations),
  documents: new Map(ledger.documents),
  settlements: new Map(ledger.settlements),
  invoiced: [...ledger.invoiced],
  ownEdits: [...ledger.ownEdits],
})

export const nextId = (ledger: Ledger, prefix: string): string => {
  ledger.idsGiven += 1
  return `${prefix}_${ledger.idsGiven}`
}

export const found = <T>(value: T | null | undefined, name: string): T => {
  if (value === undefined || value === null) throw new Error(`The test knows no ${name}.`)
  return value
}

// The input of a decision.

export const stockFor = (ledger: Ledger, { effectiveAt }: Pick<Facts, "effectiveAt">): Stock => ({
  positions: [...ledger.positions.values()],
  lots: [...ledger.lots.values()].map((lot) => ({ ...lot, prepaid: prepaidIn(ledger, lot) })),
  warehouses: ledger.warehouses,
  accounts: [...ledger.accounts.values()].map((account) => ({
    ...account,
    lastCutOff: lastSettlementOf(ledger, account)?.cutOff ?? null,
  })),
  laterChanges: ledger.movements
    .filter((movement) => movement.effectiveAt.getTime() > effectiveAt.getTime())
    .map(({ lotId, effectiveAt, quantity }) => ({ lotId, effectiveAt, quantity })),
})

/** R10: invoiced and not yet consumed, oldest invoice first, never more than remains. */
const prepaidIn = (ledger: Ledger, lot: LedgerLot): Prepaid[] => {
  let left = lot.remaining
  return costsInvoicedOf(ledger, lot.id).flatMap((unitCost) => {
    const over = invoicedOf(ledger, lot.id, unitCost).minus(consumedOf(ledger, lot.id, unitCost))
    const quantity = least(left, notBelowZero(over))
    left = left.minus(quantity)
    return quantity.gt(0) ? [{ unitCost, quantity }] : []
  })
}

const costsInvoicedOf = (ledger: Ledger, lotId: string): Decimal[] => {
  const invoiced = ledger.invoiced.filter((invoice) => invoice.lotId === lotId)
  return [...new Set(invoiced.map(({ unitCost }) => unitCost.toFixed()))].map(exact)
}

const invoicedOf = (ledger: Ledger, lotId: string, unitCost: Decimal): Decimal =>
  sumOf(
    ledger.invoiced.filter((one) => one.lotId === lotId && one.unitCost.eq(unitCost)),
    (one) => one.quantity
  )

/** The quantity that a movement consumed: below zero where it gives back. */
export const consumptionOf = (movement: Movement): Decimal =>
  effectOf(movement).kind === "consumed" ? movement.quantity.negated() : ZERO

const consumedOf = (ledger: Ledger, lotId: string, unitCost: Decimal, onlySettled = false) =>
  sumOf(
    ledger.movements.filter(
      (movement) =>
        movement.lotId === lotId &&
        movement.unitCost.eq(unitCost) &&
        (!onlySettled || movement.settlementId !== null)
    ),
    consumptionOf
  )

/** R10: prepaid pieces at the price of their invoice, the rest at the lot's cost. */
export const valueOf = (ledger: Ledger, lotId: string): Decimal => {
  const lot = found(ledger.lots.get(lotId), lotId)
  const prepaid = prepaidIn(ledger, lot)
  const rest = lot.remaining.minus(sumOf(prepaid, (part) => part.quantity))
  return sumOf(prepaid, (part) => part.quantity.times(part.unitCost)).plus(rest.times(lot.unitCost))
}

export const positionIn = (
  ledger: Ledger,
  stockLocationId: string,
  inventoryItemId: string
): Position =>
  ledger.positions.get(positionKey(stockLocationId, inventoryItemId)) ?? {
    stockLocationId,
    inventoryItemId,
    stocked: ZERO,
    reserved: ZERO,
    pending: ZERO,
  }

export const lotsAt = (ledger: Ledger, { stockLocationId, inventoryItemId }: Position) =>
  [...ledger.lots.values()].filter(
    (lot) => lot.stockLocationId === stockLocationId && lot.inventoryItemId === inventoryItemId
  )

export const ownOf = (ledger: Ledger, position: Position): Decimal =>
  position.stocked
    .plus(position.pending)
    .minus(sumOf(lotsAt(ledger, position), (lot) => lot.remaining))

/** Issued allocations in the order of posting. */
export const issuedBy = (ledger: Ledger, documentIds: string[]): IssuedAllocation[] =>
  [...ledger.allocations.values()]
    .filter((allocation) => documentIds.includes(allocation.documentId))
    .sort(
      (a, b) => documentSequence(ledger, a) - documentSequence(ledger, b) || a.sequence - b.sequence
    )
    .map((allocation) => ({ ...allocation, movement: issuedMovement(ledger, allocation) }))

const documentSequence = (ledger: Ledger, { documentId }: Allocation): number =>
  found(ledger.documents.get(documentId), documentId).sequence

const issuedMovement = (ledger: Ledger, { movementId }: Allocation) => {
  if (movementId === null) return null
  const movement = movementIn(ledger, movementId)
  const { id, effectiveAt, branchCode, settlementId } = movement
  return { id, effectiveAt, branchCode, settled: settlementId !== null }
}

export const movementIn = (ledger: Ledger, id: string): LedgerMovement =>
  found(
    ledger.movements.find((movement) => movement.id === id),
    id
  )

/** R6: newest issue first, in it the last allocation first. */
export const returnableOf = (ledger: Ledger, documentIds: string[]): IssuedAllocation[] =>
  issuedBy(ledger, documentIds).reverse()

export const openOf = (allocation: Allocation): Decimal =>
  allocation.quantity.minus(allocation.quantityUndone)

/** R16: what waits at a location, oldest first. */
export const pendingAt = (ledger: Ledger, stockLocationId: string): PendingAllocation[] =>
  [...ledger.allocations.values()]
    .filter((allocation) => allocation.quantityPending.gt(0))
    .filter((allocation) => allocation.stockLocationId === stockLocationId)
    .map((allocation) => {
      const issue = found(ledger.documents.get(allocation.documentId), allocation.documentId)
      return {
        ...allocation,
        issuedAt: issue.effectiveAt,
        branchCode: branchAt(ledger, stockLocationId),
        salePrice: issue.lines.find(({ id }) => id === allocation.lineId)?.salePrice ?? null,
      }
    })

export const branchAt = (ledger: Ledger, stockLocationId: string): string | null =>
  ledger.warehouses.find((warehouse) => warehouse.stockLocationId === stockLocationId)
    ?.branchCode ?? null

export const receivedBy = (ledger: Ledger, documentId: string): ReceivedLot[] =>
  [...ledger.lots.values()]
    .filter((lot) => lot.documentId === documentId)
    .map((lot) => {
      const [receipt, ...others] = ledger.movements.filter((movement) => movement.lotId === lot.id)
      const { id, type, effectiveAt, branchCode, settlementId } = found(
        receipt,
        `receipt of ${lot.id}`
      )
      return {
        lot,
        lineId: lot.lineId,
        received: lot.received,
        movementId: id,
        movementType: type,
        effectiveAt,
        branchCode,
        suppliedFrom: found(ledger.documents.get(documentId), documentId).ownStockLocationId,
        touched: others.length > 0 || costsInvoicedOf(ledger, lot.id).length > 0,
        settled: settlementId !== null,
      }
    })

export const returnedBy = (ledger: Ledger, documentId: string): ReturnedPieces[] =>
  issuedBy(ledger, [documentId]).map((allocation) => {
    const undone = found(ledger.allocations.get(allocation.undoesAllocationId ?? ""), "issue")
    return {
      lineId: allocation.lineId,
      allocation,
      undoesAllocationId: undone.id,
      stillUndone: undone.quantityUndone,
      movements: movementsOfPieces(ledger, allocation),
    }
  })

/** The return's movement, and the two that took the pieces on to a child lot. */
const movementsOfPieces = (ledger: Ledger, { documentId, movementId }: Allocation): Movement[] => {
  if (movementId === null) return []
  const ofDocument = movementsOf(ledger, documentId)
  const start = ofDocument.findIndex((movement) => movement.id === movementId)
  const rest = ofDocument.slice(start + 1)
  const next = rest.findIndex((movement) => !movement.type.startsWith("warehouse_transfer"))
  return ofDocument.slice(start, next === -1 ? undefined : start + 1 + next)
}

export const movementsOf = (ledger: Ledger, documentId: string): LedgerMovement[] =>
  ledger.movements.filter((movement) => movement.documentId === documentId)

// The rows that a decision wrote.

/** Appends a document; `hostLevels` is what the host changed by itself in the same transaction. */
export const append = (
  ledger: Ledger,
  document: Omit<LedgerDocument, "sequence" | "state" | "posting">,
  posting: Posting,
  hostLevels: LevelChange[] = []
): void => {
  for (const lot of posting.lots) {
    // The remaining quantity of a lot is never taken over from a decision: the movements alone say it.
    const sequence = ledger.lots.size + 1
    ledger.lots.set(lot.id, { ...lot, sequence, remaining: ZERO, prepaid: [] })
  }
  for (const movement of posting.movements) {
    const sequence = ledger.movements.length + 1
    ledger.movements.push({ ...movement, sequence, settlementId: null })
    const lot = found(ledger.lots.get(movement.lotId), movement.lotId)
    ledger.lots.set(lot.id, { ...lot, remaining: lot.remaining.plus(movement.quantity) })
  }
  for (const allocation of posting.allocations) {
    const sequence = ledger.allocations.size + 1
    ledger.allocations.set(allocation.id, { ...allocation, sequence })
  }
  for (const change of posting.allocationChanges) {
    const allocation = found(ledger.allocations.get(change.allocationId), change.allocationId)
    ledger.allocations.set(allocation.id, {
      ...allocation,
      quantity: allocation.quantity.plus(change.quantity),
      quantityUndone: allocation.quantityUndone.plus(change.undone),
      quantityPending: allocation.quantityPending.plus(change.pending),
    })
  }
  for (const change of [...hostLevels, ...posting.levels]) changeLevel(ledger, change)
  for (const change of posting.pendings) {
    const position = positionIn(ledger, change.stockLocationId, change.inventoryItemId)
    keepPosition(ledger, { ...position, pending: position.pending.plus(change.quantity) })
  }
  for (const { lotId, unitCost } of posting.costs) {
    ledger.lots.set(lotId, { ...found(ledger.lots.get(lotId), lotId), unitCost })
  }
  ledger.invoiced.push(...posting.invoiced)
  const sequence = ledger.documents.size + 1
  ledger.documents.set(document.id, { ...document, sequence, state: "posted", posting })
}

export const changeLevel = (ledger: Ledger, change: LevelChange): void => {
  const position = positionIn(ledger, change.stockLocationId, change.inventoryItemId)
  keepPosition(ledger, { ...position, stocked: position.stocked.plus(change.quantity) })
}

export const keepPosition = (ledger: Ledger, position: Position): void => {
  ledger.positions.set(positionKey(position.stockLocationId, position.inventoryItemId), position)
}

export const mark = (ledger: Ledger, documentId: string, state: LedgerDocument["state"]): void => {
  const document = found(ledger.documents.get(documentId), documentId)
  ledger.documents.set(documentId, { ...document, state })
}

// Settlements.

const isOf = (account: AccountName) => (one: AccountName) => accountKey(one) === accountKey(account)

export const lastSettlementOf = (
  ledger: Ledger,
  account: AccountName
): LedgerSettlement | undefined =>
  [...ledger.settlements.values()]
    .filter((settlement) => !settlement.isCancelled && isOf(account)(settlement.account))
    .at(-1)

const unsettledUpTo = (ledger: Ledger, account: AccountName, cutOff: Date) =>
  ledger.movements
    .filter(isOf(account))
    .filter((movement) => movement.settlementId === null)
    .filter((movement) => movement.effectiveAt.getTime() <= cutOff.getTime())

export const settlementInputOf = (
  ledger: Ledger,
  account: AccountName,
  cutOff: Date
): SettlementInput => {
  const uninvoiced = uninvoicedOf(ledger, account)
  const openings = new Map<string, { sku: string; quantity: Decimal }>()
  for (const { inventoryItemId, quantity } of uninvoiced) {
    const before = openings.get(inventoryItemId)?.quantity ?? ZERO
    openings.set(inventoryItemId, { sku: inventoryItemId, quantity: before.plus(quantity) })
  }
  return {
    totals: totalsOf(unsettledUpTo(ledger, account, cutOff)),
    openings,
    openingStock: new Map(
      lastSettlementOf(ledger, account)?.stock.map((line) => [
        line.inventoryItemId,
        { sku: line.sku, quantity: line.closing },
      ])
    ),
    uninvoiced,
    decimals: decimalsOf(account),
  }
}

const currencyDecimals: Record<string, number> = { EUR: 2, PLN: 2, JPY: 0 }

export const decimalsOf = ({ currencyCode }: AccountName): number =>
  found(currencyDecimals[currencyCode], currencyCode)

const totalsOf = (movements: LedgerMovement[]): MovementTotal[] => {
  const totals = new Map<string, MovementTotal>()
  for (const movement of movements) {
    const { lotId, type, liable, unitCost, branchCode, late } = movement
    const key = [lotId, type, liable, unitCost.toFixed(), branchCode ?? "", late].join("\n")
    const before = totals.get(key)?.quantity ?? ZERO
    totals.set(key, {
      inventoryItemId: movement.inventoryItemId,
      sku: movement.inventoryItemId,
      lotId,
      type,
      liable,
      unitCost,
      branchCode,
      late,
      quantity: before.plus(movement.quantity),
    })
  }
  return [...totals.values()]
}

/** R10: S − I of every lot and unit cost of an account; lots FIFO, in a lot by first consumption. */
export const uninvoicedOf = (ledger: Ledger, account: AccountName): UninvoicedCost[] =>
  [...ledger.lots.values()]
    .filter(isOf(account))
    .sort(fifo)
    .flatMap((lot) =>
      costsOf(ledger, lot.id).map((unitCost) => ({
        inventoryItemId: lot.inventoryItemId,
        lotId: lot.id,
        unitCost,
        quantity: consumedOf(ledger, lot.id, unitCost, true).minus(
          invoicedOf(ledger, lot.id, unitCost)
        ),
      }))
    )

const costsOf = (ledger: Ledger, lotId: string): Decimal[] => {
  const consumed = ledger.movements
    .filter((movement) => movement.lotId === lotId && effectOf(movement).kind === "consumed")
    .map(({ unitCost }) => unitCost)
  const costs = [...consumed, ...costsInvoicedOf(ledger, lotId)]
  return [...new Set(costs.map((unitCost) => unitCost.toFixed()))].map(exact)
}

export const close = (
  ledger: Ledger,
  settlement: Omit<LedgerSettlement, "isCancelled">
): LedgerSettlement => {
  const stamped = new Set(unsettledUpTo(ledger, settlement.account, settlement.cutOff))
  ledger.movements = ledger.movements.map((movement) =>
    stamped.has(movement) ? { ...movement, settlementId: settlement.id } : movement
  )
  const closed = { ...settlement, isCancelled: false }
  ledger.settlements.set(closed.id, closed)
  return closed
}

/** The stamps go; what became own in the meantime stays own. */
export const unstamp = (ledger: Ledger, settlementId: string): void => {
  const settlement = found(ledger.settlements.get(settlementId), settlementId)
  ledger.settlements.set(settlementId, { ...settlement, isCancelled: true })
  ledger.movements = ledger.movements.map((movement) =>
    movement.settlementId === settlementId ? { ...movement, settlementId: null } : movement
  )
}

export const keepAccount = (ledger: Ledger, account: Account): void => {
  ledger.accounts.set(accountKey(account), account)
}
