import { decideGoodsIssue } from "../goods-issue"
import { decideGoodsIssueReturn } from "../goods-issue-return"
import { issueStrategies, type IssueStrategy } from "../issue-strategies"
import { decideCutOff, type CutOffRequest } from "../period"
import type { LevelChange, Posting } from "../posting"
import { exact, sumOf } from "../quantity"
import {
  decideIssueReversal,
  decideReceiptReversal,
  decideReturnReversal,
  decideTechnicalUndo,
} from "../reversal"
import { decideSettlement } from "../settlement"
import type { Direction } from "../terms"
import {
  branchAt,
  close,
  found,
  issuedBy,
  lastSettlementOf,
  mark,
  movementsOf,
  nextId,
  openOf,
  receivedBy,
  returnableOf,
  returnedBy,
  settlementInputOf,
  stockFor,
  unstamp,
  type LedgerDocument,
  type LedgerLine,
  type LedgerSettlement,
} from "./ledger"
import { documentIn, keep, linesOf, type Goods, type Timing, type World } from "./world"

export interface IssueOptions extends Timing {
  at?: string
  branch?: string
  strategy?: keyof typeof issueStrategies | IssueStrategy
  lot?: string
  /** The sale price of a unit, in the currency of its lot. */
  price?: string
  /** The price before discounts. */
  list?: string | undefined
  /** Of a fulfilment; default: yes. */
  allowsBackorder?: boolean
}

export interface ReturnOptions extends Timing {
  of: string | string[]
  at?: string
  lot?: string
  byHost?: boolean
  /** Units that the host fulfilled without a goods issue, by item; default: any number. */
  unissued?: Record<string, string>
}

export interface SettleOptions {
  contractor?: string
  direction?: Direction
  currency?: string
  /** A local date or an instant. */
  to?: string
  on?: string
}

/** The verbs that post; each answers the id of its document. */
export const whenIn = (world: World) => ({
  issues: (goods: Goods, options: IssueOptions = {}): string =>
    issue(world, "goods_issue", goods, options, false),

  issuesInternally: (goods: Goods, options: IssueOptions = {}): string =>
    issue(world, "internal_issue", goods, options, false),

  /** The host ships an order; units that are not in stock go on backorder. */
  fulfils: (goods: Goods, options: IssueOptions = {}): string =>
    issue(world, "goods_issue", goods, options, true),

  returns: (goods: Goods, options: ReturnOptions): string => takeBack(world, goods, options),

  reverses: (id: string): string => reverse(world, documentIn(world.ledger, id)),

  /** The host cancels a fulfilment, and puts the pieces back at `at`. */
  cancels: (id: string, { at }: { at?: string } = {}): string =>
    reverseIssue(world, documentIn(world.ledger, id), true, at),

  /** The host failed after our step, and undoes what it had done: a fulfilment or a received return. */
  undoesAtOnce: (id: string): string => undoAtOnce(world, documentIn(world.ledger, id)),

  previews: (options: SettleOptions = {}) => settle(world, options),

  settles: (options: SettleOptions = {}): LedgerSettlement =>
    close(world.ledger, settle(world, options)),

  cancelsSettlement: (settlement: LedgerSettlement): void => unstamp(world.ledger, settlement.id),
})

const issue = (
  world: World,
  type: "goods_issue" | "internal_issue",
  goods: Goods,
  { at = "LOC", branch, lot, price, list, strategy = "own_first", ...others }: IssueOptions,
  byHost: boolean
): string => {
  const { ledger } = world
  const { allowsBackorder = byHost, ...timing } = others
  const facts = world.facts(timing, type)
  const lines = linesOf(ledger, goods, at, lot ?? null, price, list)
  const posting = decideGoodsIssue(
    {
      type,
      lines: lines.map((line) => ({
        ...line,
        sku: line.inventoryItemId,
        allowsBackorder,
      })),
      strategyAt: () => (typeof strategy === "function" ? strategy : issueStrategies[strategy]),
      branchAt: (stockLocationId) => branch ?? branchAt(ledger, stockLocationId),
      byHost,
    },
    stockFor(ledger, facts),
    facts
  )
  return keep(ledger, { type, lines, byHost }, posting, facts, hostTakes(lines, byHost))
}

const takeBack = (
  world: World,
  goods: Goods,
  { of, at = "LOC", lot, byHost = false, unissued, ...timing }: ReturnOptions
): string => {
  const { ledger } = world
  const issues = [of].flat().map((id) => documentIn(ledger, id))
  const type = returnTypeOf(issues)
  const facts = world.facts(timing, type)
  const lines = linesOf(ledger, goods, at)
  const returnable = returnableOf(
    ledger,
    issues.map(({ id }) => id)
  ).filter((allocation) => lot === undefined || allocation.lotId === lot)
  const posting = decideGoodsIssueReturn(
    {
      type,
      stockLocationId: at,
      issuedAt: byHost ? null : oldestOf(issues),
      lines: lines.map((line) => ({
        ...line,
        sku: line.inventoryItemId,
        issued: returnable.filter(
          (allocation) => allocation.inventoryItemId === line.inventoryItemId
        ),
      })),
      byHost,
      unissued:
        unissued &&
        new Map(Object.entries(unissued).map(([item, quantity]) => [item, exact(quantity)])),
    },
    stockFor(ledger, facts),
    facts
  )
  return keep(ledger, { type, lines, byHost }, posting, facts, hostPuts(lines, byHost))
}

const returnTypeOf = (issues: LedgerDocument[]) => {
  const types = issues.map(({ type }) => type)
  if (types.includes("reported_sale")) return "reported_sale_return"
  return types.includes("internal_issue") ? "internal_issue_return" : "goods_issue_return"
}

const oldestOf = (documents: LedgerDocument[]): Date => {
  const dates = documents.map(({ effectiveAt }) => effectiveAt)
  return found(dates.sort((a, b) => a.getTime() - b.getTime())[0], "issue")
}

/** Changes that the host makes to its levels by itself while it fulfils. */
const hostTakes = (lines: LedgerLine[], byHost: boolean): LevelChange[] =>
  hostPuts(lines, byHost).map(negated)

/** Changes that the host makes to its levels by itself while it cancels or takes back. */
const hostPuts = (lines: LedgerLine[], byHost: boolean): LevelChange[] =>
  byHost
    ? lines.map(({ stockLocationId, inventoryItemId, quantity }) => ({
        stockLocationId,
        inventoryItemId,
        quantity,
      }))
    : []

const negated = (change: LevelChange): LevelChange => ({
  ...change,
  quantity: change.quantity.negated(),
})

/** A reversal carries the date of what it undoes. */
const factsOfReversal = (world: World, { effectiveAt }: LedgerDocument) => ({
  ...world.facts({}, "reversal"),
  effectiveAt,
})

const reverse = (world: World, document: LedgerDocument): string => {
  switch (document.type) {
    case "goods_receipt":
    case "delivery":
      return reverseReceipt(world, document)
    case "goods_issue_return":
    case "internal_issue_return":
    case "reported_sale_return":
      return reverseReturn(world, document)
    default:
      return reverseIssue(world, document, false)
  }
}

const reverseReceipt = (world: World, receipt: LedgerDocument): string => {
  const { ledger } = world
  const facts = factsOfReversal(world, receipt)
  const posting = decideReceiptReversal(
    receivedBy(ledger, receipt.id),
    stockFor(ledger, facts),
    facts
  )
  mark(ledger, receipt.id, "reversed")
  return keep(ledger, reversalOf(receipt), posting, facts)
}

const reversalOf = ({ id }: LedgerDocument, lines: LedgerLine[] = []) => ({
  type: "reversal" as const,
  lines,
  undoesDocumentId: id,
})

const reverseReturn = (world: World, goodsReturn: LedgerDocument): string => {
  const { ledger } = world
  const facts = factsOfReversal(world, goodsReturn)
  const posting = decideReturnReversal(
    returnedBy(ledger, goodsReturn.id),
    movementsOf(ledger, goodsReturn.id).some(({ settlementId }) => settlementId !== null),
    stockFor(ledger, facts),
    facts
  )
  mark(ledger, goodsReturn.id, "reversed")
  return keep(ledger, reversalOf(goodsReturn), posting, facts)
}

const reverseIssue = (
  world: World,
  issued: LedgerDocument,
  byHost: boolean,
  at?: string
): string => {
  const { ledger } = world
  const facts = factsOfReversal(world, issued)
  const allocations = issuedBy(ledger, [issued.id])
  const lines = issued.lines.map((line) => {
    const ofLine = allocations.filter((allocation) => allocation.lineId === line.id)
    return {
      ...line,
      id: nextId(ledger, "line"),
      stockLocationId: at ?? line.stockLocationId,
      quantity: sumOf(ofLine, openOf),
      issued: ofLine,
    }
  })
  const type = found(
    issueTypes.find((one) => one === issued.type),
    issued.type
  )
  const posting = decideIssueReversal(
    {
      movementType: `${type}_reversal`,
      issuedAt: issued.effectiveAt,
      lines,
      byHost,
    },
    stockFor(ledger, facts),
    facts
  )
  mark(ledger, issued.id, "reversed")
  // The host puts back every line whole, whatever of it has come back before.
  const whole = lines.map((line) => ({
    ...line,
    quantity: sumOf(line.issued, ({ quantity }) => quantity),
  }))
  return keep(ledger, reversalOf(issued, lines), posting, facts, hostPuts(whole, byHost))
}

const issueTypes = ["goods_issue", "internal_issue", "reported_sale"] as const

const undoAtOnce = (world: World, document: LedgerDocument): string => {
  const { ledger } = world
  const { id, byHost, lines, posting: undone } = document
  const isIssue = document.type === "goods_issue"
  const facts = factsOfReversal(world, document)
  const posting = decideTechnicalUndo(
    {
      movements: movementsOf(ledger, id),
      allocationChanges: isIssue ? allGivenBack(undone) : givenBackNoMore(undone),
      pendings: undone.pendings.map(negated),
      levels: undone.levels.map(negated),
    },
    stockFor(ledger, facts),
    facts
  )
  mark(ledger, id, "undone_at_once")
  const hostLevels = isIssue ? hostPuts(lines, byHost) : hostTakes(lines, byHost)
  return keep(ledger, reversalOf(document), posting, facts, hostLevels)
}

const allGivenBack = ({ allocations }: Posting) =>
  allocations.map(({ id, quantity, quantityPending }) => ({
    allocationId: id,
    undone: quantity,
    pending: quantityPending.negated(),
  }))

const givenBackNoMore = ({ allocationChanges }: Posting) =>
  allocationChanges.map(({ allocationId, undone, pending }) => ({
    allocationId,
    undone: undone.negated(),
    pending: pending.negated(),
  }))

const settle = (
  world: World,
  { contractor = "A", direction = "inbound", currency = "EUR", to, on }: SettleOptions
) => {
  const { ledger, timeZone } = world
  world.advanceTo(on)
  const account = { contractorId: contractor, direction, currencyCode: currency }
  const lastCutOff = lastSettlementOf(ledger, account)?.cutOff ?? null
  const cutOff = decideCutOff(toCutOffRequest(to), timeZone, lastCutOff, world.now())
  const settlement = decideSettlement(settlementInputOf(ledger, account, cutOff))
  return { id: nextId(ledger, "settlement"), account, cutOff, ...settlement }
}

const toCutOffRequest = (to: string | undefined): CutOffRequest => {
  if (to === undefined) return null
  return to.includes("T") ? { instant: new Date(to) } : { date: to }
}
