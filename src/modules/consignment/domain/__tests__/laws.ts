import type { Decimal } from "decimal.js"
import { effectOf, type MovementType } from "../movement"
import { toAmount } from "../money"
import { sumOf, toText, ZERO } from "../quantity"
import { isDedicated } from "../stock"
import {
  consumptionOf,
  found,
  movementIn,
  openOf,
  ownOf,
  uninvoicedOf,
  type AccountName,
  type Ledger,
  type LedgerAllocation,
  type LedgerLot,
  type LedgerMovement,
  type LedgerSettlement,
} from "./ledger"

/** The laws that hold after every posting; each sentence names one that is broken. */
export const brokenLaws = (ledger: Ledger): string[] => [
  ...[...ledger.lots.values()].flatMap((lot) => brokenByLot(ledger, lot)),
  ...[...ledger.positions.keys()].flatMap((key) => brokenAtPosition(ledger, key)),
  ...[...ledger.allocations.values()].flatMap(brokenByAllocation),
  ...brokenByDocuments(ledger),
  ...brokenByMoves(ledger),
  ...brokenBySettlements(ledger),
]

const law = (sentence: string, actual: Decimal, expected: Decimal): string[] =>
  actual.eq(expected) ? [] : [`${sentence}: ${toText(actual)} is not ${toText(expected)}`]

const notNegative = (sentence: string, actual: Decimal): string[] =>
  actual.isNegative() && !actual.isZero() ? [`${sentence}: ${toText(actual)} is below zero`] : []

const isConsumed = (movement: LedgerMovement): boolean => effectOf(movement).kind === "consumed"

const brokenByLot = (ledger: Ledger, lot: LedgerLot): string[] => {
  const movements = ledger.movements.filter((movement) => movement.lotId === lot.id)
  const of = (kind: ReturnType<typeof effectOf>["kind"]) =>
    sumOf(
      movements.filter((movement) => effectOf(movement).kind === kind),
      (movement) => movement.quantity
    )
  const [birth] = movements
  const born = found(birth, `movement of ${lot.id}`)
  const movedLater = of("moved").minus(born.type === "warehouse_transfer_in" ? born.quantity : ZERO)
  const receivedLater = of("received").minus(born.type === "goods_receipt" ? born.quantity : ZERO)
  return [
    ...law(`lot ${lot.id} is the sum of its movements`, lot.remaining, quantityOf(movements)),
    ...notNegative(`lot ${lot.id}`, lot.remaining),
    ...law(`lot ${lot.id} was received`, lot.received, born.quantity),
    ...law(
      `lot ${lot.id}: received = remaining + consumed + returned ± counted ± moved`,
      lot.received,
      lot.remaining
        .plus(sumOf(movements, consumptionOf))
        .minus(of("returned_to_consignor"))
        .minus(of("counted"))
        .minus(movedLater)
        .minus(receivedLater)
    ),
    ...law(
      `lot ${lot.id}: consumed is what issues took and did not get back`,
      sumOf(movements, consumptionOf),
      allocatedFrom(ledger, lot)
    ),
    ...uninvoicedOf(ledger, lot)
      .filter((cost) => cost.lotId === lot.id && ledger.invoiced.length === 0)
      .flatMap((cost) => notNegative(`settled of lot ${lot.id}`, cost.quantity)),
    ...asOfEachInstant(movements, quantityOfOne).flatMap(({ instant, quantity }) =>
      notNegative(`lot ${lot.id} as of ${instant.toISOString()}`, quantity)
    ),
    ...asOfEachInstant(movements, consumptionOf).flatMap(({ instant, quantity }) =>
      notNegative(`consumed of lot ${lot.id} as of ${instant.toISOString()}`, quantity)
    ),
  ]
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

/** A second bookkeeping, from allocations alone. */
const allocatedFrom = (ledger: Ledger, lot: LedgerLot): Decimal =>
  sumOf(inForce(ledger), (allocation) => {
    const undone = undoneBy(ledger, allocation)
    if (undone === null) return allocation.lotId === lot.id ? allocation.quantity : ZERO
    const isBackInLot = allocation.ownership === "consignment" && undone.lotId === lot.id
    return isBackInLot ? allocation.quantity.negated() : ZERO
  })

/** Allocations of documents that were not undone without allocations of their own. */
const inForce = (ledger: Ledger): LedgerAllocation[] =>
  [...ledger.allocations.values()].filter((allocation) => {
    const { type, state } = documentOf(ledger, allocation)
    return state === "posted" || (state === "reversed" && type !== "goods_issue_return")
  })

const documentOf = (ledger: Ledger, { documentId }: LedgerAllocation) =>
  found(ledger.documents.get(documentId), documentId)

const undoneBy = (ledger: Ledger, { undoesAllocationId }: LedgerAllocation) =>
  undoesAllocationId === null
    ? null
    : found(ledger.allocations.get(undoesAllocationId), undoesAllocationId)

const brokenAtPosition = (ledger: Ledger, key: string): string[] => {
  const position = found(ledger.positions.get(key), key)
  const { stockLocationId, inventoryItemId } = position
  const isHere = (one: { stockLocationId: string; inventoryItemId: string }) =>
    one.stockLocationId === stockLocationId && one.inventoryItemId === inventoryItemId
  const here = inForce(ledger).filter(isHere)
  const own = ownOf(ledger, position)
  const ownEdits = sumOf(ledger.ownEdits.filter(isHere), (edit) => edit.quantity)
  const ownMoved = sumOf(
    here.filter((allocation) => allocation.ownership === "own"),
    (allocation) =>
      isIssue(ledger, allocation) ? allocation.quantity.negated() : allocation.quantity
  )
  const pending = sumOf(
    [...ledger.allocations.values()].filter(isHere),
    (allocation) => allocation.quantityPending
  )
  const home = ledger.warehouses.find((one) => one.stockLocationId === stockLocationId)
  return [
    ...notNegative(`own of ${inventoryItemId} at ${stockLocationId}`, own),
    ...law(
      `own of ${inventoryItemId} at ${stockLocationId} by allocations`,
      own,
      ownEdits.plus(ownMoved)
    ),
    ...law(`pending of ${inventoryItemId} at ${stockLocationId}`, position.pending, pending),
    ...(home && isDedicated(home) ? law(`own in the dedicated ${home.id}`, own, ZERO) : []),
  ]
}

const isIssue = (ledger: Ledger, allocation: LedgerAllocation): boolean =>
  ["goods_issue", "internal_issue"].includes(documentOf(ledger, allocation).type)

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

/** Every piece of a line is allocated and given back at most once, also after an attribution. */
const brokenByDocuments = (ledger: Ledger): string[] => {
  const all = [...ledger.allocations.values()]
  const givenBack = inForce(ledger).filter(({ undoesAllocationId }) => undoesAllocationId !== null)
  const documents = [...ledger.documents.values()].filter(({ type }) => type !== "goods_receipt")
  return [
    ...documents.flatMap(({ lines, state }) =>
      lines.flatMap((line) => {
        const ofLine = all.filter((allocation) => allocation.lineId === line.id)
        const undone = givenBack.filter((one) => undoneBy(ledger, one)?.lineId === line.id)
        return [
          ...law(`line ${line.id} is allocated whole`, sumOf(ofLine, allocated), line.quantity),
          ...(state === "undone_at_once"
            ? []
            : law(
                `line ${line.id} is open where it was not given back`,
                sumOf(ofLine, openOf),
                line.quantity.minus(sumOf(undone, allocated))
              )),
        ]
      })
    ),
    ...all.flatMap(({ id, movementId, quantity }) =>
      movementId === null
        ? []
        : law(`movement of ${id}`, movementIn(ledger, movementId).quantity.abs(), quantity)
    ),
  ]
}

const allocated = (allocation: LedgerAllocation): Decimal => allocation.quantity

/** What leaves a warehouse for another arrives there at the same instant: no closing stock lacks or doubles it. */
const brokenByMoves = (ledger: Ledger): string[] => {
  const moves = ledger.movements.filter((movement) => effectOf(movement).kind === "moved")
  return [...new Set(moves.map(accountItemKey))].flatMap((key) => {
    const ofItem = moves.filter((movement) => accountItemKey(movement) === key)
    return asOfEachInstant(ofItem, quantityOfOne).flatMap(({ instant, quantity }) =>
      law(`moved as of ${instant.toISOString()}`, quantity, ZERO)
    )
  })
}

const accountItemKey = ({ contractorId, currencyCode, inventoryItemId }: LedgerMovement): string =>
  [contractorId, currencyCode, inventoryItemId].join(" ")

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

const isSameAccount = (a: AccountName, b: AccountName): boolean =>
  a.contractorId === b.contractorId && a.currencyCode === b.currencyCode

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
  issued: ["goods_issue"],
  internally_issued: ["internal_issue"],
  returned: [
    "goods_issue_return",
    "internal_issue_return",
    "goods_issue_reversal",
    "internal_issue_reversal",
    "goods_issue_return_reversal",
    "internal_issue_return_reversal",
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

/** What a posting and its reversal leave as they found it: lots, own and levels. */
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
