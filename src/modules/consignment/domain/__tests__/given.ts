import type { Decimal } from "decimal.js"
import { ConsignmentError, type ErrorCode } from "../errors"
import { decideGoodsIssue } from "../goods-issue"
import { decideGoodsIssueReturn } from "../goods-issue-return"
import { decideGoodsReceipt } from "../goods-receipt"
import { issueStrategies, type IssueStrategy } from "../issue-strategies"
import { consumptionColumns } from "../movement"
import { decideCutOff } from "../period"
import type { Facts, LevelChange, Posting } from "../posting"
import { exact, sumOf, toText, ZERO } from "../quantity"
import {
  decideIssueReversal,
  decideReceiptReversal,
  decideReturnReversal,
  decideTechnicalUndo,
} from "../reversal"
import { decideSettlement, type SettlementLine } from "../settlement"
import type { Warehouse } from "../stock"
import {
  append,
  branchAt,
  changeLevel,
  close,
  found,
  issuedBy,
  keepAccount,
  keepPosition,
  lastSettlementOf,
  lotsAt,
  mark,
  movementsOf,
  nextId,
  openLedger,
  openOf,
  ownOf,
  pendingAt,
  positionIn,
  receivedBy,
  returnableOf,
  returnedBy,
  settlementInputOf,
  stockFor,
  unstamp,
  valueOf,
  type Ledger,
  type LedgerDocument,
  type LedgerLine,
  type LedgerSettlement,
} from "./ledger"

export interface World {
  warehouses?: Warehouse[]
  netReturns?: boolean
  timeZone?: string
  /** Tells on from what another story has left. */
  ledger?: Ledger
  now?: Date
}

/** Pieces of X; or pieces by item; or lines. */
export type Goods = string | Record<string, string> | { item: string; quantity: string }[]

/** `on` is the day of posting, `dated` the business date, where the two differ. */
export interface Timing {
  on?: string
  dated?: string
}

export interface ReceiptOptions extends Timing {
  at?: string
  item?: string
  currency?: string
  expires?: string
  isMarked?: boolean
  hasAgreement?: boolean
}

export interface IssueOptions extends Timing {
  at?: string
  branch?: string
  strategy?: keyof typeof issueStrategies | IssueStrategy
  lot?: string
}

export interface ReturnOptions extends Timing {
  of: string | string[]
  at?: string
  lot?: string
  byHost?: boolean
}

export interface SettleOptions {
  contractor?: string
  currency?: string
  /** A local date or an instant. */
  to?: string
  on?: string
}

const currencyDecimals: Record<string, number> = { EUR: 2, PLN: 2, JPY: 0 }

/** A mixed consignment warehouse, unless its own pieces lie elsewhere. */
export const warehouse = (
  id: string,
  stockLocationId: string,
  others: Partial<Warehouse> = {}
): Warehouse => ({
  id,
  stockLocationId,
  ownStockLocationId: stockLocationId,
  direction: "inbound",
  contractorId: null,
  branchCode: null,
  issueStrategy: null,
  contractorPriority: [],
  ...others,
})

export const instant = (text: string): Date =>
  new Date(text.includes("T") ? text : `${text}T12:00:00.000Z`)

/**
 * A world for one test, and the verbs to tell its story: one location LOC with the mixed warehouse M (branch WAW),
 * contractor A, item X, EUR. Lots are called as the receipt calls them: "B:L2" is lot L2 of contractor B.
 */
export const story = (world: World = {}) => {
  const ledger =
    world.ledger ?? openLedger(world.warehouses ?? [warehouse("M", "LOC", { branchCode: "WAW" })])
  const timeZone = world.timeZone ?? "Europe/Warsaw"
  let now = world.now ?? instant("2026-01-01")
  const lotNames: string[] = []

  const advanceTo = (on: string | undefined): void => {
    const wanted = on ? instant(on) : now
    now = wanted.getTime() > now.getTime() ? wanted : new Date(now.getTime() + 1000)
  }

  const factsOf = ({ on, dated }: Timing, prefix: string): Facts => {
    advanceTo(on)
    return {
      documentId: nextId(ledger, prefix),
      now,
      effectiveAt: dated ? instant(dated) : now,
      newId: (kind) => (kind === "conlot" && lotNames.shift()) || nextId(ledger, kind),
    }
  }

  const linesOf = (goods: Goods, stockLocationId: string, lotId: string | null): LedgerLine[] =>
    toLines(goods).map(({ item, quantity }, index) => ({
      id: nextId(ledger, "line"),
      index,
      inventoryItemId: item,
      quantity: exact(quantity),
      stockLocationId,
      lotId,
    }))

  const documentOf = (id: string): LedgerDocument => found(ledger.documents.get(id), id)

  const issues = (
    type: "goods_issue" | "internal_issue",
    goods: Goods,
    options: IssueOptions,
    byHost: boolean
  ): string => {
    const facts = factsOf(options, type)
    const lines = linesOf(goods, options.at ?? "LOC", options.lot ?? null)
    const strategy = options.strategy ?? "own_first"
    const posting = decideGoodsIssue(
      {
        type,
        lines: lines.map((line) => ({ ...line, sku: line.inventoryItemId })),
        strategyAt: () => (typeof strategy === "function" ? strategy : issueStrategies[strategy]),
        branchAt: (stockLocationId) => options.branch ?? branchAt(ledger, stockLocationId),
        byHost,
      },
      stockFor(ledger, facts),
      facts
    )
    keep({ type, lines, byHost }, posting, facts)
    return facts.documentId
  }

  /** What the host does to its levels by itself while it fulfils, cancels or takes back. */
  const hostLevelsOf = (lines: LedgerLine[], sign: 1 | -1): LevelChange[] =>
    lines.map(({ stockLocationId, inventoryItemId, quantity }) => ({
      stockLocationId,
      inventoryItemId,
      quantity: quantity.times(sign),
    }))

  const keep = (
    document: Pick<LedgerDocument, "type" | "lines"> &
      Partial<Pick<LedgerDocument, "byHost" | "undoesDocumentId">>,
    posting: Posting,
    facts: Facts
  ): void => {
    const { byHost = false, undoesDocumentId = null, lines, type } = document
    const sign = type === "goods_issue" ? -1 : 1
    append(
      ledger,
      {
        id: facts.documentId,
        type,
        effectiveAt: facts.effectiveAt,
        lines,
        undoesDocumentId,
        byHost,
      },
      posting,
      byHost ? hostLevelsOf(lines, sign) : []
    )
  }

  const reverseIssue = (issue: LedgerDocument, byHost: boolean, at?: string): string => {
    const facts = { ...factsOf({}, "reversal"), effectiveAt: issue.effectiveAt }
    const isInternal = issue.type === "internal_issue"
    const issued = issuedBy(ledger, [issue.id])
    const lines = issue.lines.map((line) => {
      const ofLine = issued.filter((allocation) => allocation.lineId === line.id)
      return {
        ...line,
        id: nextId(ledger, "line"),
        stockLocationId: at ?? line.stockLocationId,
        quantity: sumOf(ofLine, openOf),
        issued: ofLine,
      }
    })
    const posting = decideIssueReversal(
      {
        movementType: isInternal ? "internal_issue_reversal" : "goods_issue_reversal",
        issuedAt: issue.effectiveAt,
        lines,
        byHost,
      },
      stockFor(ledger, facts),
      facts
    )
    keep({ type: "reversal", lines, byHost, undoesDocumentId: issue.id }, posting, facts)
    mark(ledger, issue.id, "reversed")
    return facts.documentId
  }

  const reverseReceipt = (receipt: LedgerDocument): string => {
    const facts = { ...factsOf({}, "reversal"), effectiveAt: receipt.effectiveAt }
    const posting = decideReceiptReversal(
      receivedBy(ledger, receipt.id),
      stockFor(ledger, facts),
      facts
    )
    keep({ type: "reversal", lines: [], undoesDocumentId: receipt.id }, posting, facts)
    mark(ledger, receipt.id, "reversed")
    return facts.documentId
  }

  const reverseReturn = (goodsReturn: LedgerDocument): string => {
    const facts = { ...factsOf({}, "reversal"), effectiveAt: goodsReturn.effectiveAt }
    const isSettled = movementsOf(ledger, goodsReturn.id).some(
      (movement) => movement.settlementId !== null
    )
    const posting = decideReturnReversal(
      returnedBy(ledger, goodsReturn.id),
      isSettled,
      stockFor(ledger, facts),
      facts
    )
    keep({ type: "reversal", lines: [], undoesDocumentId: goodsReturn.id }, posting, facts)
    mark(ledger, goodsReturn.id, "reversed")
    return facts.documentId
  }

  const settlementFor = ({ contractor = "A", currency = "EUR", to, on }: SettleOptions) => {
    advanceTo(on)
    const account = { contractorId: contractor, currencyCode: currency }
    const last = lastSettlementOf(ledger, account)
    const cutOff = decideCutOff(toCutOffRequest(to), timeZone, last?.cutOff ?? null, now)
    const decimals = found(currencyDecimals[currency], currency)
    const input = settlementInputOf(ledger, account, cutOff, decimals)
    return { id: nextId(ledger, "settlement"), account, cutOff, ...decideSettlement(input) }
  }

  const given = {
    receipt: (
      name: string,
      quantity: string,
      unitCost: string,
      options: ReceiptOptions = {}
    ): string => {
      const [contractorId, lotName] = name.includes(":") ? name.split(":") : ["A", name]
      const { at = "LOC", item = "X", currency = "EUR", expires } = options
      const account = { contractorId: found(contractorId, name), currencyCode: currency }
      const facts = factsOf(options, "goods_receipt")
      lotNames.splice(0, lotNames.length, found(lotName, name))
      const lines = linesOf([{ item, quantity }], at, null)
      const { hasAgreement = true, isMarked = true } = options
      if (hasAgreement) openAccount(account)
      const posting = decideGoodsReceipt(
        {
          ...account,
          warehouse: warehouseAt(at),
          branchCode: branchAt(ledger, at),
          lines: lines.map((line) => ({
            ...line,
            sku: line.inventoryItemId,
            unitCost: exact(unitCost),
            batch: null,
            expiresAt: expires ? instant(expires) : null,
            serialNumbers: [],
          })),
          ownedItemIds: new Set(isMarked ? [item] : []),
          hasAgreement,
          pending: pendingAt(ledger, at),
        },
        stockFor(ledger, facts),
        facts
      )
      keep({ type: "goods_receipt", lines }, posting, facts)
      return facts.documentId
    },

    /** A level edit by the host. */
    own: (quantity: string, { at = "LOC", item = "X" } = {}): void => {
      const change = { stockLocationId: at, inventoryItemId: item, quantity: exact(quantity) }
      changeLevel(ledger, change)
      ledger.ownEdits.push(change)
    },

    /** The host promised these pieces to an order. */
    reserved: (quantity: string, { at = "LOC", item = "X" } = {}): void =>
      keepPosition(ledger, { ...positionIn(ledger, at, item), reserved: exact(quantity) }),

    /** The state that a posted invoice leaves. */
    invoiced: (lot: string, unitCost: string, quantity: string): void => {
      ledger.invoiced.push({
        lotId: found(ledger.lots.get(lot), lot).id,
        unitCost: exact(unitCost),
        quantity: exact(quantity),
      })
    },

    /** The state that a revaluation leaves. */
    revalued: (lot: string, unitCost: string): void => {
      ledger.lots.set(lot, {
        ...found(ledger.lots.get(lot), lot),
        unitCost: exact(unitCost),
      })
    },
  }

  const warehouseAt = (stockLocationId: string): Warehouse =>
    found(
      ledger.warehouses.find((one) => one.stockLocationId === stockLocationId),
      `warehouse at ${stockLocationId}`
    )

  const openAccount = (account: { contractorId: string; currencyCode: string }): void =>
    keepAccount(ledger, {
      ...account,
      direction: "inbound",
      lastCutOff: null,
      netReturns: world.netReturns ?? true,
      countLossLiability: "consignee",
    })

  const when = {
    issues: (goods: Goods, options: IssueOptions = {}): string =>
      issues("goods_issue", goods, options, false),

    issuesInternally: (goods: Goods, options: IssueOptions = {}): string =>
      issues("internal_issue", goods, options, false),

    /** The host ships an order, on backorder what does not lie there. */
    fulfils: (goods: Goods, options: IssueOptions = {}): string =>
      issues("goods_issue", goods, options, true),

    returns: (goods: Goods, options: ReturnOptions): string => {
      const { at = "LOC", byHost = false, lot } = options
      const facts = factsOf(options, "goods_issue_return")
      const issueIds = [options.of].flat()
      const returned = issueIds.map(documentOf)
      const [oldest] = returned
        .map((one) => one.effectiveAt)
        .sort((a, b) => a.getTime() - b.getTime())
      const lines = linesOf(goods, at, null)
      const returnable = returnableOf(ledger, issueIds)
      const isInternal = returned.some((one) => one.type === "internal_issue")
      const posting = decideGoodsIssueReturn(
        {
          type: isInternal ? "internal_issue_return" : "goods_issue_return",
          stockLocationId: at,
          issuedAt: byHost ? null : found(oldest, "issue"),
          lines: lines.map((line) => ({
            ...line,
            sku: line.inventoryItemId,
            issued: returnable
              .filter((allocation) => allocation.inventoryItemId === line.inventoryItemId)
              .filter((allocation) => lot === undefined || allocation.lotId === lot),
          })),
          byHost,
        },
        stockFor(ledger, facts),
        facts
      )
      const undoesDocumentId = issueIds[0] ?? null
      keep({ type: "goods_issue_return", lines, byHost, undoesDocumentId }, posting, facts)
      return facts.documentId
    },

    reverses: (id: string): string => {
      const document = documentOf(id)
      switch (document.type) {
        case "goods_receipt":
          return reverseReceipt(document)
        case "goods_issue_return":
          return reverseReturn(document)
        default:
          return reverseIssue(document, false)
      }
    },

    /** The host cancels a fulfilment, and puts the pieces back at `at`. */
    cancels: (id: string, { at }: { at?: string } = {}): string =>
      reverseIssue(documentOf(id), true, at),

    /** The host failed after our step, and undoes what it had done: a fulfilment or a received return. */
    undoesAtOnce: (id: string): string => {
      const document = documentOf(id)
      const { allocations, allocationChanges, levels, pendings } = document.posting
      const facts = { ...factsOf({}, "technical"), effectiveAt: document.effectiveAt }
      const isIssue = document.type === "goods_issue"
      const posting = decideTechnicalUndo(
        {
          movements: movementsOf(ledger, id),
          allocationChanges: isIssue
            ? allocations.map(({ id: allocationId, quantity, quantityPending }) => ({
                allocationId,
                undone: quantity,
                pending: quantityPending.negated(),
              }))
            : allocationChanges.map(({ allocationId, undone, pending }) => ({
                allocationId,
                undone: undone.negated(),
                pending: pending.negated(),
              })),
          pendings: pendings.map(negated),
          levels: levels.map(negated),
        },
        stockFor(ledger, facts),
        facts
      )
      const { effectiveAt } = facts
      const reversal = { id: facts.documentId, type: "reversal" as const, effectiveAt }
      append(
        ledger,
        { ...reversal, lines: [], undoesDocumentId: id, byHost: document.byHost },
        posting,
        document.byHost ? hostLevelsOf(document.lines, isIssue ? 1 : -1) : []
      )
      mark(ledger, id, "undone_at_once")
      return facts.documentId
    },

    previews: (options: SettleOptions = {}) => settlementFor(options),

    settles: (options: SettleOptions = {}): LedgerSettlement =>
      close(ledger, settlementFor(options)),

    cancelsSettlement: (settlement: LedgerSettlement): void => unstamp(ledger, settlement.id),
  }

  const pickOf = (documentId: string): string[] =>
    [...ledger.allocations.values()]
      .filter((allocation) => allocation.documentId === documentId)
      .filter((allocation) => allocation.quantity.gt(0))
      .map(({ lotId, ownership, quantity }) => `${lotId ?? ownership} ${toText(quantity)}`)

  const then = {
    /** Where an issue came from: "own 3", "L 4", "pending 2". */
    picks: (documentId: string, ...expected: string[]): void =>
      expect(pickOf(documentId)).toEqual(expected),

    /** Where a return or a reversal went, and why: "L 3 open", "own 2 settled". */
    gaveBack: (documentId: string, ...expected: string[]): void =>
      expect(
        documentOf(documentId).posting.allocations.map(
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

    /** What remains in the lots named. */
    lots: (expected: Record<string, string>): void =>
      expect(
        Object.fromEntries(
          Object.keys(expected).map((id) => [id, toText(found(ledger.lots.get(id), id).remaining)])
        )
      ).toEqual(expected),

    prepaid: (lot: string, ...expected: [quantity: string, unitCost: string][]): void =>
      expect(
        stockFor(ledger, { effectiveAt: now })
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

    /** The value of what lies in the lots named. */
    value: (lots: string[], expected: string): void =>
      expect(sumOf(lots, (lot) => valueOf(ledger, lot)).toFixed(2)).toBe(expected),

    /** All lines of a settlement; what a line leaves out is as the notation of the examples says. */
    lines: (settlement: Settled, ...expected: ExpectedLine[]): void => {
      const decimals = found(currencyDecimals[settlement.account.currencyCode], "currency")
      expect(settlement.lines.map((line) => lineText(line, decimals))).toEqual(
        expected.map((line) => lineExpected(line, decimals))
      )
      for (const total of ["netValue", "amount"] as const) {
        expect(toText(settlement[total])).toBe(
          toText(sumOf(settlement.lines, (line) => line[total]))
        )
      }
    },

    /** All rows of the stock statement; what a row leaves out is 0. */
    statement: (settlement: Settled, ...expected: ExpectedStatement[]): void =>
      expect(
        settlement.stock.map(({ inventoryItemId: item, ...row }) => ({ item, ...textsOf(row) }))
      ).toEqual(expected.map((row) => ({ ...emptyStatement, ...row }))),

    /** The story refuses with a code, and nothing is written. */
    refuses: (
      tell: () => unknown,
      code: ErrorCode,
      details: Record<string, unknown> = {}
    ): void => {
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
  }

  return { given, when, then, ledger, now: () => now }
}

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

/** An amount written without decimals is one of JPY. */
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

const toLines = (goods: Goods): { item: string; quantity: string }[] => {
  if (typeof goods === "string") return [{ item: "X", quantity: goods }]
  if (Array.isArray(goods)) return goods
  return Object.entries(goods).map(([item, quantity]) => ({ item, quantity }))
}

const toCutOffRequest = (to: string | undefined) => {
  if (to === undefined) return null
  return to.includes("T") ? { instant: new Date(to) } : { date: to }
}

const negated = (change: LevelChange): LevelChange => ({
  ...change,
  quantity: change.quantity.negated(),
})

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

export type Story = ReturnType<typeof story>
