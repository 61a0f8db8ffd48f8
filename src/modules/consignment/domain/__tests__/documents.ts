import { decideConsignorReturn } from "../consignor-return"
import { decideOwnershipTransfer, decideTransferReversal } from "../ownership-transfer"
import { decideRevaluation, type Revalued } from "../revaluation"
import { exact, sumOf, ZERO } from "../quantity"
import { decideStockCount, type OpenLoss } from "../stock-count"
import { decideWarehouseTransfer } from "../warehouse-transfer"
import { decideWholeReversal } from "../whole-reversal"
import { story, warehouseAt } from "./given"
import {
  found,
  issuedBy,
  mark,
  movementsOf,
  stockFor,
  type Ledger,
  type LedgerDocument,
  type LedgerLine,
  type LedgerMovement,
} from "./ledger"
import {
  documentIn,
  instant,
  keep,
  linesOf,
  type Goods,
  type Timing,
  type World,
  type WorldOptions,
} from "./world"

export interface TakingOptions extends Timing {
  contractor?: string
  at?: string
  lot?: string
}

/** A story of all documents that the store posts itself. */
export const storyOfDocuments = (options: WorldOptions = {}) => {
  const told = story(options)
  return { ...told, when: { ...told.when, ...documentsIn(told.world) } }
}

export const documentsIn = (world: World) => ({
  /** An ownership transfer. */
  buys: (goods: Goods, options: TakingOptions = {}): string => buy(world, goods, options),

  /** Quantities of the first line of an ownership transfer are reversed, each on a line of its own. */
  reversesOf: (id: string, ...quantities: string[]): string =>
    reverseTransfer(world, documentIn(world.ledger, id), quantities),

  /** A consignor return. */
  sendsHome: (goods: Goods, options: TakingOptions = {}): string => {
    const { ledger } = world
    const { contractor = "A", at = "LOC" } = options
    const facts = world.facts(options, "consignor_return")
    const lines = takingLines(ledger, goods, options)
    const posting = decideConsignorReturn(
      {
        type: "consignor_return",
        warehouse: warehouseAt(world, at),
        contractorId: contractor,
        ownStockLocationId: null,
        lines,
      },
      stockFor(ledger, facts),
      facts
    )
    return keep(ledger, { type: "consignor_return", lines }, posting, facts)
  },

  /** A warehouse transfer. */
  moves: (goods: Goods, to: string, options: TakingOptions = {}): string => {
    const { ledger } = world
    const facts = world.facts(options, "warehouse_transfer")
    const lines = takingLines(ledger, goods, options)
    const posting = decideWarehouseTransfer(
      { from: warehouseAt(world, options.at ?? "LOC"), to: warehouseAt(world, to), lines },
      stockFor(ledger, facts),
      facts
    )
    return keep(ledger, { type: "warehouse_transfer", lines }, posting, facts)
  },

  /** A stock count, of one contractor's goods if he is named. */
  counts: (counted: Goods, { contractor, at = "LOC", ...timing }: TakingOptions = {}): string => {
    const { ledger } = world
    const facts = world.facts(timing, "stock_count")
    const lines = linesOf(ledger, counted, at)
    const warehouse = warehouseAt(world, at)
    const posting = decideStockCount(
      {
        warehouse,
        contractorId: contractor ?? null,
        lines: lines.map((line) => ({
          ...line,
          sku: line.inventoryItemId,
          counted: line.quantity,
        })),
        openLosses: openLossesOf(ledger).filter(({ lotId }) => {
          const lot = found(ledger.lots.get(lotId), lotId)
          return lot.contractorId === contractor && lot.warehouseId === warehouse.id
        }),
      },
      stockFor(ledger, facts),
      facts
    )
    return keep(ledger, { type: "stock_count", lines }, posting, facts)
  },

  /** A revaluation of lots by name: each its own line. Answers what it did to them. */
  revalues: (
    unitCost: string,
    lots: string[],
    { dated, on }: Timing = {}
  ): { id: string; revalued: Revalued[] } => {
    const { ledger } = world
    const facts = world.facts({ on }, "revaluation")
    const stock = stockFor(ledger, facts)
    const lines = lots.map((name, index) => ({
      ...found(linesOf(ledger, "0", "LOC")[0], name),
      index,
      unitCost: exact(unitCost),
      lots: stock.lots.filter((lot) => lot.id === name && lot.remaining.gt(0)),
    }))
    const decided = decideRevaluation(lines, dated ? instant(dated) : null, stock, facts)
    const id = keep(ledger, { type: "revaluation", lines }, decided.posting, facts)
    return { id, revalued: decided.revalued }
  },

  /** The reversal of a document that is only ever reversed whole. */
  reversesWhole: (id: string, options: WholeOptions = {}): string =>
    reverseWhole(world, id, options),
})

export interface WholeOptions {
  guardsReserved?: boolean
  touchedLotIds?: string[]
}

export const reverseWhole = (
  world: World,
  id: string,
  { guardsReserved = false, touchedLotIds = [] }: WholeOptions = {}
): string => {
  const { ledger } = world
  const document = documentIn(ledger, id)
  const facts = { ...world.facts({}, "reversal"), effectiveAt: document.effectiveAt }
  const movements = movementsOf(ledger, id)
  const posting = decideWholeReversal(
    {
      movements,
      levels: document.posting.levels,
      invoiced: document.posting.invoiced,
      costs: [],
      isSettled: movements.some(({ settlementId }) => settlementId !== null),
      touchedLotIds,
      guardsReserved,
    },
    stockFor(ledger, facts),
    facts
  )
  mark(ledger, id, "reversed")
  return keep(ledger, { type: "reversal", lines: [], undoesDocumentId: id }, posting, facts)
}

/** Lots of a count of which a later one has found pieces again. */
export const foundAgainOf = (ledger: Ledger, id: string): string[] => {
  const undoing = (movement: LedgerMovement) =>
    ledger.movements.filter(({ reversesId }) => reversesId === movement.id)
  return movementsOf(ledger, id)
    .filter((loss) => undoing(loss).some((gain) => undoing(gain).length === 0))
    .map(({ lotId }) => lotId)
}

export const takingLines = (
  ledger: Ledger,
  goods: Goods,
  { at = "LOC", lot }: TakingOptions
): (LedgerLine & { sku: string })[] =>
  linesOf(ledger, goods, at, lot ?? null).map((line) => ({ ...line, sku: line.inventoryItemId }))

const buy = (world: World, goods: Goods, options: TakingOptions): string => {
  const { ledger } = world
  const facts = world.facts(options, "ownership_transfer")
  const lines = takingLines(ledger, goods, options)
  const posting = decideOwnershipTransfer(
    {
      warehouse: warehouseAt(world, options.at ?? "LOC"),
      contractorId: options.contractor ?? null,
      lines,
    },
    stockFor(ledger, facts),
    facts
  )
  return keep(ledger, { type: "ownership_transfer", lines }, posting, facts)
}

const reverseTransfer = (world: World, transfer: LedgerDocument, quantities: string[]): string => {
  const { ledger } = world
  const facts = { ...world.facts({}, "reversal"), effectiveAt: transfer.effectiveAt }
  const line = found(transfer.lines[0], "line")
  const allocations = issuedBy(ledger, [transfer.id])
  const lines = (quantities.length > 0 ? quantities : [null]).map((quantity, index) => ({
    id: `${facts.documentId}_${index}`,
    index,
    inventoryItemId: line.inventoryItemId,
    sku: line.inventoryItemId,
    quantity: quantity === null ? null : exact(quantity),
    allocations,
  }))
  const warehouse = warehouseAt(world, line.stockLocationId)
  const posting = decideTransferReversal(warehouse, lines, stockFor(ledger, facts), facts)
  return keep(
    ledger,
    { type: "reversal", lines: [], undoesDocumentId: transfer.id },
    posting,
    facts
  )
}

/** R17: unsettled losses that the consignee pays for, less what was found again; newest first. */
const openLossesOf = (ledger: Ledger): OpenLoss[] =>
  [...ledger.movements]
    .reverse()
    .filter(({ type, liable, settlementId }) => type === "count_loss" && liable && !settlementId)
    .map((loss) => ({
      movementId: loss.id,
      lotId: loss.lotId,
      inventoryItemId: loss.inventoryItemId,
      unitCost: loss.unitCost,
      branchCode: loss.branchCode,
      effectiveAt: loss.effectiveAt,
      quantity: loss.quantity.negated().minus(undoneOf(ledger, loss)),
    }))
    .filter(({ quantity }) => quantity.gt(ZERO))

const undoneOf = (ledger: Ledger, undone: LedgerMovement): ReturnType<typeof exact> =>
  sumOf(
    ledger.movements.filter(({ reversesId }) => reversesId === undone.id),
    (movement) => movement.quantity.plus(undoneOf(ledger, movement))
  )
