import type { Decimal } from "decimal.js"
import { groupBy } from "../group-by"
import { toAmount } from "../money"
import { effectOf, type MovementType } from "../movement"
import { sumOf, toText, ZERO } from "../quantity"
import { accountKey, isDedicated, positionKey, type Position } from "../stock"
import {
  consumptionOf,
  found,
  movementIn,
  openOf,
  ownOf,
  type AccountName,
  type Ledger,
  type LedgerAllocation,
  type LedgerDocument,
  type LedgerLot,
  type LedgerMovement,
  type LedgerSettlement,
} from "./ledger"

/** The laws that hold after every posting; each sentence names one that is broken. */
export const brokenLaws = (ledger: Ledger): string[] => {
  const books = booksOf(ledger)
  return [
    ...[...ledger.lots.values()].flatMap((lot) => brokenByLot(books, lot)),
    ...[...ledger.positions.values()].flatMap((position) => brokenAtPosition(books, position)),
    ...[...ledger.allocations.values()].flatMap(brokenByAllocation),
    ...[...ledger.documents.values()].flatMap((document) => brokenByDocument(books, document)),
    ...brokenByMoves(ledger),
    ...brokenBySettlements(ledger),
  ]
}

/** A ledger, looked up the other way round. */
interface Books {
  ledger: Ledger
  movementsByLot: Map<string, LedgerMovement[]>
  allocationsByLine: Map<string, LedgerAllocation[]>
  allocationsByPosition: Map<string, LedgerAllocation[]>
  /** By the line of the issue that gave the pieces. */
  givenBackByLine: Map<string, LedgerAllocation[]>
  /** By the lot that gave or got the pieces. */
  inForceByLot: Map<string, LedgerAllocation[]>
  inForceByPosition: Map<string, LedgerAllocation[]>
}

const booksOf = (ledger: Ledger): Books => {
  const all = [...ledger.allocations.values()]
  const inForce = all.filter((allocation) => isInForce(ledger, allocation))
  const issuedFrom = (allocation: LedgerAllocation) => undoneBy(ledger, allocation) ?? allocation
  return {
    ledger,
    movementsByLot: groupBy(ledger.movements, (movement) => movement.lotId),
    allocationsByLine: groupBy(all, (allocation) => allocation.lineId),
    allocationsByPosition: groupBy(all, keyOfPosition),
    givenBackByLine: groupBy(
      inForce.filter(({ undoesAllocationId }) => undoesAllocationId !== null),
      (allocation) => issuedFrom(allocation).lineId
    ),
    inForceByLot: groupBy(
      inForce.filter(({ ownership }) => ownership === "consignment"),
      (allocation) => issuedFrom(allocation).lotId ?? ""
    ),
    inForceByPosition: groupBy(inForce, keyOfPosition),
  }
}

const keyOfPosition = (one: { stockLocationId: string; inventoryItemId: string }): string =>
  positionKey(one.stockLocationId, one.inventoryItemId)

/** Allocations undone by a document without allocations of its own are no longer in force. */
const isInForce = (ledger: Ledger, allocation: LedgerAllocation): boolean => {
  const { type, state } = documentOf(ledger, allocation)
  return state === "posted" || (state === "reversed" && !type.endsWith("_return"))
}

const documentOf = (ledger: Ledger, { documentId }: LedgerAllocation) =>
  found(ledger.documents.get(documentId), documentId)

const undoneBy = (ledger: Ledger, { undoesAllocationId }: LedgerAllocation) =>
  undoesAllocationId === null
    ? null
    : found(ledger.allocations.get(undoesAllocationId), undoesAllocationId)

const law = (sentence: string, actual: Decimal, expected: Decimal): string[] =>
  actual.eq(expected) ? [] : [`${sentence}: ${toText(actual)} is not ${toText(expected)}`]

const notNegative = (sentence: string, actual: Decimal): string[] =>
  actual.isNegative() && !actual.isZero() ? [`${sentence}: ${toText(actual)} is below zero`] : []

const isConsumed = (movement: LedgerMovement): boolean => effectOf(movement).kind === "consumed"

const brokenByLot = ({ movementsByLot, inForceByLot }: Books, lot: LedgerLot): string[] => {
  const movements = movementsByLot.get(lot.id) ?? []
  const byKind = groupBy(movements, (movement) => effectOf(movement).kind)
  const of = (kind: ReturnType<typeof effectOf>["kind"]) => quantityOf(byKind.get(kind) ?? [])
  const consumed = sumOf(movements, consumptionOf)
  const [born, ...later] = movements
  const laterIn = (kind: string) =>
    quantityOf(later.filter((movement) => effectOf(movement).kind === kind))
  return [
    ...law(`lot ${lot.id} is the sum of its movements`, lot.remaining, quantityOf(movements)),
    ...notNegative(`lot ${lot.id}`, lot.remaining),
    ...law(`lot ${lot.id} was received`, lot.received, born?.quantity ?? ZERO),
    ...law(
      `lot ${lot.id}: received = remaining + consumed + returned ± counted ± moved`,
      lot.received.plus(laterIn("received")),
      lot.remaining
        .plus(consumed)
        .minus(of("returned_to_consignor"))
        .minus(of("counted"))
        .minus(laterIn("moved"))
    ),
    ...law(
      `lot ${lot.id}: consumed is what issues took and did not get back, and what a count missed`,
      consumed.minus(sumOf(movements.filter(isOfCount), consumptionOf)),
      sumOf(inForceByLot.get(lot.id) ?? [], ({ undoesAllocationId, quantity }) =>
        undoesAllocationId === null ? quantity : quantity.negated()
      )
    ),
    ...asOfEachInstant(movements, quantityOfOne).flatMap(({ instant, quantity }) =>
      notNegative(`lot ${lot.id} as of ${instant.toISOString()}`, quantity)
    ),
    ...(movements.some((movement) => isRedated(movement, movements))
      ? []
      : brokenByConsumption(lot, movements)),
  ]
}

const isOfCount = ({ type }: LedgerMovement): boolean => type.startsWith("count_")

/** Nothing comes back before it has left, nor is it settled so. */
const brokenByConsumption = (lot: LedgerLot, movements: LedgerMovement[]): string[] => {
  const settled = movements.filter(({ settlementId }) => settlementId !== null)
  return [
    ...asOfEachInstant(movements, consumptionOf).flatMap(({ instant, quantity }) =>
      notNegative(`consumed of lot ${lot.id} as of ${instant.toISOString()}`, quantity)
    ),
    ...[...groupBy(settled, ({ unitCost }) => unitCost.toFixed())].flatMap(([unitCost, atCost]) =>
      notNegative(`settled of lot ${lot.id} at ${unitCost}`, sumOf(atCost, consumptionOf))
    ),
  ]
}

/**
 * A return is reversed at a later date than its own where its lot could not spare the pieces all the time. Until then
 * they count as returned, and the issue they came from keeps its date when it is given back once more.
 */
const isRedated = (reversal: LedgerMovement, movements: LedgerMovement[]): boolean => {
  if (!reversal.type.endsWith("_return_reversal")) return false
  const undone = movements.find(({ id }) => id === reversal.reversesId)
  return undone?.effectiveAt.getTime() !== reversal.effectiveAt.getTime()
}

const quantityOfOne = (movement: LedgerMovement): Decimal => movement.quantity

const quantityOf = (movements: LedgerMovement[]): Decimal => sumOf(movements, quantityOfOne)

const asOfEachInstant = (
  movements: LedgerMovement[],
  partOf: (movement: LedgerMovement) => Decimal
) => {
  const sorted = [...movements].sort((a, b) => a.effectiveAt.getTime() - b.effectiveAt.getTime())
  let quantity = ZERO
  return sorted.flatMap((movement, index) => {
    quantity = quantity.plus(partOf(movement))
    const next = sorted[index + 1]
    const isLastOfInstant = next?.effectiveAt.getTime() !== movement.effectiveAt.getTime()
    return isLastOfInstant ? [{ instant: movement.effectiveAt, quantity }] : []
  })
}

/** Own pieces are counted a second time, from level edits and allocations alone. */
const brokenAtPosition = (books: Books, position: Position): string[] => {
  const { ledger, allocationsByPosition, inForceByPosition } = books
  const key = keyOfPosition(position)
  const name = `${position.inventoryItemId} at ${position.stockLocationId}`
  const own = ownOf(ledger, position)
  const added = sumOf(
    ledger.ownEdits.filter((edit) => keyOfPosition(edit) === key),
    (edit) => edit.quantity
  )
  const cameAndWent = sumOf(inForceByPosition.get(key) ?? [], (allocation) => {
    if (allocation.ownership !== "own") return ZERO
    return isIssue(ledger, allocation) ? allocation.quantity.negated() : allocation.quantity
  })
  const pending = sumOf(allocationsByPosition.get(key) ?? [], (one) => one.quantityPending)
  const home = ledger.warehouses.find((one) => one.stockLocationId === position.stockLocationId)
  return [
    ...notNegative(`own of ${name}`, own),
    ...law(
      `own of ${name} by allocations`,
      own,
      added.plus(cameAndWent).plus(broughtHome(ledger, key))
    ),
    ...law(`pending of ${name}`, position.pending, pending),
    ...(home && (isDedicated(home) || home.direction === "outbound")
      ? law(`own of ${name}, where nothing own may lie`, own, ZERO)
      : []),
  ]
}

/** Own pieces that take-backs brought to a position, less what deliveries took away. */
const broughtHome = (ledger: Ledger, key: string): Decimal =>
  sumOf(ledger.documents.values(), ({ type, state, lines, ownStockLocationId }) => {
    const there = lines.filter(
      ({ inventoryItemId }) =>
        ownStockLocationId !== null && positionKey(ownStockLocationId, inventoryItemId) === key
    )
    const quantity = state === "posted" ? sumOf(there, (line) => line.quantity) : ZERO
    return type === "delivery" ? quantity.negated() : quantity
  })

const isIssue = (ledger: Ledger, allocation: LedgerAllocation): boolean =>
  ["goods_issue", "internal_issue", "reported_sale"].includes(documentOf(ledger, allocation).type)

const brokenByAllocation = (allocation: LedgerAllocation): string[] => [
  ...notNegative(`allocation ${allocation.id}`, allocation.quantity),
  ...notNegative(`allocation ${allocation.id} undone`, allocation.quantityUndone),
  ...notNegative(`allocation ${allocation.id} pending`, allocation.quantityPending),
  ...notNegative(
    `allocation ${allocation.id} not undone`,
    allocation.quantity.minus(allocation.quantityUndone)
  ),
  ...notNegative(
    `allocation ${allocation.id} not pending`,
    allocation.quantity.minus(allocation.quantityPending)
  ),
]

/** Every piece of a line is allocated, and given back at most once, also after an attribution. */
const brokenByDocument = (books: Books, document: LedgerDocument): string[] => {
  if (["goods_receipt", "delivery", "take_back", "stock_count"].includes(document.type)) return []
  return document.lines.flatMap((line) => {
    const ofLine = books.allocationsByLine.get(line.id) ?? []
    const givenBack = sumOf(books.givenBackByLine.get(line.id) ?? [], (one) => one.quantity)
    const open = line.quantity.minus(givenBack)
    return [
      ...law(
        `line ${line.id} is allocated whole`,
        sumOf(ofLine, (one) => one.quantity),
        line.quantity
      ),
      ...(document.state === "undone_at_once"
        ? []
        : law(`line ${line.id} is open where it was not given back`, sumOf(ofLine, openOf), open)),
      ...ofLine.flatMap(({ id, movementId, quantity }) =>
        movementId === null
          ? []
          : law(`movement of ${id}`, movementIn(books.ledger, movementId).quantity.abs(), quantity)
      ),
    ]
  })
}

/** Units that leave a warehouse for another arrive there at the same instant: no closing stock lacks or doubles them. */
const brokenByMoves = (ledger: Ledger): string[] => {
  const moves = ledger.movements.filter((movement) => effectOf(movement).kind === "moved")
  return [...groupBy(moves, accountItemKey).values()].flatMap((ofItem) =>
    asOfEachInstant(ofItem, quantityOfOne).flatMap(({ instant, quantity }) =>
      law(`moved as of ${instant.toISOString()}`, quantity, ZERO)
    )
  )
}

const accountItemKey = (movement: LedgerMovement): string =>
  [accountKey(movement), movement.inventoryItemId].join(" ")

const brokenBySettlements = (ledger: Ledger): string[] => {
  const closed = [...ledger.settlements.values()].filter((settlement) => !settlement.isCancelled)
  const unsettled = ledger.movements.filter((movement) => movement.settlementId === null)
  return [
    ...law(
      "settled + unsettled = consumed",
      sumOf(closed, netOf).plus(sumOf(unsettled, consumptionOf)),
      sumOf(ledger.movements, consumptionOf)
    ),
    ...closed.flatMap((settlement) =>
      law(
        `${settlement.id} stamped what its lines say`,
        sumOf(stampedBy(ledger, settlement), consumptionOf),
        netOf(settlement)
      )
    ),
  ]
}

const netOf = (settlement: LedgerSettlement): Decimal => sumOf(settlement.lines, (line) => line.net)

const stampedBy = (ledger: Ledger, settlement: LedgerSettlement): LedgerMovement[] =>
  ledger.movements.filter((movement) => movement.settlementId === settlement.id)

/** The laws of a settlement that was closed just now. */
export const brokenBySettlement = (ledger: Ledger, settlement: LedgerSettlement): string[] => {
  const { account } = settlement
  const stamped = stampedBy(ledger, settlement)
  const items = new Set([
    ...stamped.map((movement) => movement.inventoryItemId),
    ...settlement.lines.map((line) => line.inventoryItemId),
    ...settlement.stock.map((line) => line.inventoryItemId),
  ])
  const previous = [...ledger.settlements.values()]
    .filter(
      (one) => one.id !== settlement.id && !one.isCancelled && isSameAccount(account, one.account)
    )
    .at(-1)
  return [
    ...[...items].flatMap((item) => brokenByLine(ledger, settlement, stamped, item)),
    ...[...items].flatMap((item) => brokenByStatement(ledger, settlement, previous, item)),
  ]
}

const isSameAccount = (a: AccountName, b: AccountName): boolean => accountKey(a) === accountKey(b)

const brokenByLine = (
  ledger: Ledger,
  settlement: LedgerSettlement,
  allStamped: LedgerMovement[],
  item: string
): string[] => {
  const stamped = allStamped.filter((movement) => movement.inventoryItemId === item)
  const line = settlement.lines.find((one) => one.inventoryItemId === item)
  if (!line) {
    const balance = balanceOf(ledger, settlement.account, item)
    return law(`item ${item} without a line owes nothing`, balance, ZERO)
  }
  const net = sumOf(stamped, consumptionOf)
  return [
    ...law(`net of ${item}`, line.net, net),
    ...law(
      `net of ${item} by columns`,
      line.net,
      line.issued
        .plus(line.internally_issued)
        .plus(line.transferred)
        .plus(line.counted_lost)
        .minus(line.returned)
        .minus(line.transfer_reversed)
    ),
    ...(["issued", "internally_issued", "returned"] as const).flatMap((column) =>
      law(`${column} of ${item}`, line[column], quantityIn(stamped, column))
    ),
    ...law(
      `late quantity of ${item}`,
      line.lateQuantity,
      sumOf(
        stamped.filter((movement) => movement.late),
        consumptionOf
      )
    ),
    ...law(
      `opening of ${item}`,
      line.opening,
      balanceOf(ledger, settlement.account, item).minus(net)
    ),
    ...law(`due of ${item}`, line.toInvoice.plus(line.carry), line.opening.plus(line.net)),
    ...law(`due of ${item} has one side`, line.toInvoice.times(line.carry), ZERO),
    ...law(
      `branches of ${item}`,
      sumOf(line.branches, (branch) => branch.net),
      line.net
    ),
    ...law(
      `value of the branches of ${item}`,
      sumOf(line.branches, (branch) => branch.netValue),
      line.netValue
    ),
    ...law(`value of ${item}`, line.netValue, valueByCost(stamped)),
    ...(wasInvoiced(ledger, settlement.account)
      ? []
      : law(
          `amount of ${item}, never invoiced`,
          line.amount,
          valueByCost(settledOf(ledger, settlement.account, item))
        )),
  ]
}

const columnTypes: Record<"issued" | "internally_issued" | "returned", MovementType[]> = {
  issued: ["goods_issue", "reported_sale"],
  internally_issued: ["internal_issue"],
  returned: [
    "goods_issue_return",
    "internal_issue_return",
    "goods_issue_reversal",
    "internal_issue_reversal",
    "goods_issue_return_reversal",
    "internal_issue_return_reversal",
    "reported_sale_return",
    "reported_sale_reversal",
    "reported_sale_return_reversal",
  ],
}

const quantityIn = (movements: LedgerMovement[], column: keyof typeof columnTypes): Decimal => {
  const quantity = quantityOf(movements.filter(({ type }) => columnTypes[column].includes(type)))
  return column === "returned" ? quantity : quantity.negated()
}

const settledOf = (ledger: Ledger, account: AccountName, item: string): LedgerMovement[] =>
  ledger.movements.filter(
    (movement) =>
      isSameAccount(account, movement) &&
      movement.inventoryItemId === item &&
      movement.settlementId !== null
  )

/** R7: settled − invoiced. */
const balanceOf = (ledger: Ledger, account: AccountName, item: string): Decimal =>
  sumOf(settledOf(ledger, account, item), consumptionOf).minus(
    sumOf(invoicedOf(ledger, account), ({ lotId, quantity }) =>
      ledger.lots.get(lotId)?.inventoryItemId === item ? quantity : ZERO
    )
  )

const invoicedOf = (ledger: Ledger, account: AccountName) =>
  ledger.invoiced.filter(({ lotId }) =>
    isSameAccount(account, found(ledger.lots.get(lotId), lotId))
  )

const wasInvoiced = (ledger: Ledger, account: AccountName): boolean =>
  invoicedOf(ledger, account).length > 0

/** R12: rounded once per unit cost. */
const valueByCost = (movements: LedgerMovement[]): Decimal => {
  const consumed = movements.filter(isConsumed)
  const costs = new Set(consumed.map((movement) => movement.unitCost.toFixed()))
  return sumOf(costs, (cost) => {
    const atCost = consumed.filter((movement) => movement.unitCost.eq(cost))
    return toAmount(sumOf(atCost, consumptionOf).times(cost), 2)
  })
}

const brokenByStatement = (
  ledger: Ledger,
  settlement: LedgerSettlement,
  previous: LedgerSettlement | undefined,
  item: string
): string[] => {
  const row = settlement.stock.find((one) => one.inventoryItemId === item)
  const before = previous?.stock.find((one) => one.inventoryItemId === item)
  const closing = row?.closing ?? ZERO
  const ofAccount = ledger.movements
    .filter((movement) => isSameAccount(settlement.account, movement))
    .filter((movement) => movement.inventoryItemId === item)
  const upToCutOff = ofAccount.filter((movement) => movement.effectiveAt <= settlement.cutOff)
  return [
    ...law(`opening stock of ${item}`, row?.opening ?? ZERO, before?.closing ?? ZERO),
    ...law(
      `statement of ${item}`,
      closing,
      (row?.opening ?? ZERO)
        .plus(row?.received ?? ZERO)
        .minus(row?.consumed ?? ZERO)
        .minus(row?.returnedToConsignor ?? ZERO)
        .plus(row?.counted ?? ZERO)
    ),
    ...law(`closing stock of ${item} as of the cut-off`, closing, quantityOf(upToCutOff)),
    ...notNegative(`closing stock of ${item}`, closing),
    ...(ofAccount.every((movement) => movement.settlementId !== null)
      ? law(
          `closing stock of ${item}, all settled`,
          closing,
          remainingOf(ledger, settlement.account, item)
        )
      : []),
  ]
}

const remainingOf = (ledger: Ledger, account: AccountName, item: string): Decimal =>
  sumOf(ledger.lots.values(), (lot) =>
    isSameAccount(account, lot) && lot.inventoryItemId === item ? lot.remaining : ZERO
  )

/** Figures that a posting and its reversal leave as they found them: lots, own and levels. */
export const stateOf = (ledger: Ledger): Record<string, string> => {
  const lots = [...ledger.lots.values()]
    .filter((lot) => !lot.remaining.isZero())
    .map((lot) => [lot.id, toText(lot.remaining)])
  const positions = [...ledger.positions.values()]
    .map((position) => [
      `${position.inventoryItemId} at ${position.stockLocationId}`,
      [position.stocked, ownOf(ledger, position), position.pending].map(toText).join(", "),
    ])
    .filter(([, state]) => state !== "0, 0, 0")
  return Object.fromEntries([...lots, ...positions]) as Record<string, string>
}
