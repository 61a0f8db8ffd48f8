import type { Decimal } from "decimal.js"
import { refuseLines, type RefusedLine } from "./errors"
import { groupBy } from "./group-by"
import { toAmount } from "./money"
import { exact, least, notBelowZero, sum, sumOf, toText, ZERO } from "./quantity"
import type { Direction } from "./terms"

export const invoiceKinds = ["supplier", "self_billed", "sales", "credit_note"] as const
export type InvoiceKind = (typeof invoiceKinds)[number]
/** A line bills goods, or the fee for goods that went back. */
export const invoiceLineKinds = ["goods", "return_fee"] as const
export type InvoiceLineKind = (typeof invoiceLineKinds)[number]

/** A posted invoice is paid in part or in full by payments, and credit notes of it. */
export const invoiceStatuses = ["draft", "posted", "partly_paid", "paid"] as const
export type InvoiceStatus = (typeof invoiceStatuses)[number]

export type BillingKind = Exclude<InvoiceKind, "credit_note">

/** Kinds of invoice by direction: issued by the seller, or by the buyer in the seller's name. */
export const billingKinds: Record<Direction, readonly BillingKind[]> = {
  inbound: ["supplier", "self_billed"],
  outbound: ["sales", "self_billed"],
}

/** A customer who bills himself writes the paper and numbers it. */
export const isWrittenByCustomer = ({
  kind,
  direction,
}: {
  kind: string
  direction: string
}): boolean => kind === "self_billed" && direction === "outbound"

/** Of one lot at one unit cost: what was consumed, what of it is settled, and what was invoiced. Lots FIFO. */
export interface CostState {
  inventoryItemId: string
  sku: string | null
  lotId: string
  unitCost: Decimal
  consumed: Decimal
  settled: Decimal
  invoiced: Decimal
}

/** Remaining quantity of one lot. Lots FIFO. */
export interface LyingStock {
  inventoryItemId: string
  lotId: string
  remaining: Decimal
  prepaid: Decimal
}

export interface SuggestionInput {
  /** By item: settled up to the latest settlement named, less what was invoiced. */
  balances: ReadonlyMap<string, Decimal>
  /** Counted up to the latest settlement named. */
  states: CostState[]
  /** By item: what may be invoiced at all. */
  limits: ReadonlyMap<string, Decimal>
  /** By item: pieces are invoiced in whole packs of this size. */
  packSizes: ReadonlyMap<string, Decimal>
}

export interface SuggestedLine {
  inventoryItemId: string
  sku: string | null
  quantity: Decimal
  unitPrice: Decimal
}

/** Suggests an invoice over the balance of each item: one line per unit cost, oldest lots first. */
export const suggestInvoice = (input: SuggestionInput): SuggestedLine[] => {
  const statesByItem = groupBy(input.states, (state) => state.inventoryItemId)
  return [...input.balances].flatMap(([inventoryItemId, balance]) => {
    const lines = linesOf(statesByItem.get(inventoryItemId) ?? [], balance)
    const limit = input.limits.get(inventoryItemId) ?? ZERO
    return inWholePacks(lines, input.packSizes.get(inventoryItemId) ?? null, limit)
  })
}

const linesOf = (states: CostState[], balance: Decimal): SuggestedLine[] => {
  let left = balance
  const lines = new Map<string, SuggestedLine>()
  for (const state of states) {
    const taken = least(left, state.settled.minus(state.invoiced))
    if (taken.lte(0)) continue
    const key = toText(state.unitCost)
    const known = lines.get(key)
    lines.set(key, {
      inventoryItemId: state.inventoryItemId,
      sku: state.sku,
      unitPrice: state.unitCost,
      quantity: taken.plus(known?.quantity ?? ZERO),
    })
    left = left.minus(taken)
  }
  return [...lines.values()]
}

/** The surplus of a started pack stands on the last line, as far as there are goods that may be invoiced. */
const inWholePacks = (
  lines: SuggestedLine[],
  packSize: Decimal | null,
  limit: Decimal
): SuggestedLine[] => {
  const last = lines[lines.length - 1]
  if (!packSize || !last) return lines
  const total = sumOf(lines, (line) => line.quantity)
  const packed = least(total.div(packSize).ceil().times(packSize), limit)
  const surplus = notBelowZero(packed.minus(total))
  return [...lines.slice(0, -1), { ...last, quantity: last.quantity.plus(surplus) }]
}

export interface InvoiceLine {
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  quantity: Decimal
  unitPrice: Decimal
  suggestedUnitPrice: Decimal | null
}

export interface InvoiceAllocation {
  lineId: string
  lotId: string
  quantity: Decimal
  unitCost: Decimal
  prepaid: boolean
}

export interface InvoiceInput {
  lines: InvoiceLine[]
  states: CostState[]
  lying: LyingStock[]
  /** By item: consumed + remaining − invoiced. */
  limits: ReadonlyMap<string, Decimal>
  decimals: number
}

export interface DecidedInvoice {
  allocations: InvoiceAllocation[]
  amount: Decimal
  varianceAmount: Decimal
}

/**
 * Allocates an invoice, line by line: settled and not yet invoiced at the suggested price, other settled, consumed and
 * not yet settled, then stock of the oldest lots, which is prepaid at the line's price from now on.
 * Throws: EXCEEDS_RECEIVED.
 */
export const decideInvoice = (input: InvoiceInput): DecidedInvoice => {
  refuseExcess(input)
  const states = input.states.map((state) => ({ ...state }))
  const lying = input.lying.map((lot) => ({ ...lot }))
  const allocations = input.lines.flatMap((line) => allocateLine(line, states, lying))
  return {
    allocations,
    amount: sum(input.lines.map((line) => amountOf(line, input.decimals))),
    varianceAmount: sum(
      input.lines.map((line) =>
        varianceOf(
          line,
          allocations.filter((allocation) => allocation.lineId === line.id),
          input.decimals
        )
      )
    ),
  }
}

export const amountOf = (
  line: { quantity: Decimal; unitPrice: Decimal },
  decimals: number
): Decimal => toAmount(line.quantity.times(line.unitPrice), decimals)

/** A quantity that differs is no variance: it is the balance. */
const varianceOf = (
  line: InvoiceLine,
  allocations: InvoiceAllocation[],
  decimals: number
): Decimal =>
  toAmount(
    sumOf(
      allocations.filter((allocation) => !allocation.prepaid),
      (allocation) => allocation.quantity.times(line.unitPrice.minus(allocation.unitCost))
    ),
    decimals
  )

/** Return fees are allocated to no lot: their variance is against the fee that was agreed. */
export const feeVarianceOf = (
  fees: Pick<InvoiceLine, "quantity" | "unitPrice" | "suggestedUnitPrice">[],
  decimals: number
): Decimal =>
  sumOf(fees, ({ quantity, unitPrice, suggestedUnitPrice }) =>
    toAmount(quantity.times(unitPrice.minus(suggestedUnitPrice ?? unitPrice)), decimals)
  )

const refuseExcess = ({ lines, limits }: InvoiceInput): void => {
  const left = new Map(limits)
  const exceeding = lines.flatMap((line) => {
    const limit = notBelowZero(left.get(line.inventoryItemId) ?? ZERO)
    left.set(line.inventoryItemId, limit.minus(line.quantity))
    const excess = line.quantity.minus(limit)
    return excess.gt(0) ? [{ line, excess }] : []
  })
  refuseLines(
    "EXCEEDS_RECEIVED",
    exceeding.map(({ line, excess }) => toRefusedLine(line, excess)),
    { excess: toText(sumOf(exceeding, ({ excess }) => excess)) }
  )
}

const toRefusedLine = (line: InvoiceLine, excess: Decimal): RefusedLine => ({
  index: line.index,
  code: "EXCEEDS_RECEIVED",
  message: `${toText(line.quantity)} of ${line.sku ?? line.inventoryItemId} exceed what was received by ${toText(excess)}.`,
  line_id: line.id,
  inventory_item_id: line.inventoryItemId,
  sku: line.sku,
  excess: toText(excess),
})

const allocateLine = (
  line: InvoiceLine,
  states: CostState[],
  lying: LyingStock[]
): InvoiceAllocation[] => {
  const ofItem = states.filter((state) => state.inventoryItemId === line.inventoryItemId)
  const atSuggested = ofItem.filter((state) => line.suggestedUnitPrice?.eq(state.unitCost))
  let left = line.quantity
  const taken: InvoiceAllocation[] = []

  const take = (candidates: CostState[], openOf: (state: CostState) => Decimal): void => {
    for (const state of candidates) {
      const quantity = least(left, openOf(state))
      if (quantity.lte(0)) continue
      const { lotId, unitCost } = state
      taken.push({ lineId: line.id, lotId, quantity, unitCost, prepaid: false })
      const prepaid = overInvoicedOf(state)
      state.invoiced = state.invoiced.plus(quantity)
      keepPrepaid(lying, lotId, overInvoicedOf(state).minus(prepaid))
      left = left.minus(quantity)
    }
  }
  const settledOpen = (state: CostState) => state.settled.minus(state.invoiced)
  const consumedOpen = (state: CostState) => state.consumed.minus(state.invoiced)
  take(atSuggested, settledOpen)
  take(ofItem, settledOpen)
  take(ofItem, consumedOpen)

  for (const lot of lying.filter(
    ({ inventoryItemId }) => inventoryItemId === line.inventoryItemId
  )) {
    const quantity = least(left, lot.remaining.minus(lot.prepaid))
    if (quantity.lte(0)) continue
    const { lotId } = lot
    taken.push({ lineId: line.id, lotId, quantity, unitCost: line.unitPrice, prepaid: true })
    lot.prepaid = lot.prepaid.plus(quantity)
    left = left.minus(quantity)
  }
  if (left.gt(0)) throw new Error(`${toText(left)} of line ${line.id} were invoiced to no lot.`)
  return taken
}

const overInvoicedOf = (state: CostState): Decimal =>
  notBelowZero(state.invoiced.minus(state.consumed))

/** Settled pieces that have come back to their lot are prepaid once they are invoiced: they cannot be prepaid twice. */
const keepPrepaid = (lying: LyingStock[], lotId: string, quantity: Decimal): void => {
  const lot = lying.find((candidate) => candidate.lotId === lotId)
  if (lot) lot.prepaid = least(lot.remaining, lot.prepaid.plus(quantity))
}

/** An allocation of an invoice line and what of it is not credited. */
export interface CreditableAllocation extends InvoiceAllocation {
  sequence: number
}

export interface CreditLine {
  id: string
  index: number
  invoiceLineId: string
  quantity: Decimal
  unitPrice: Decimal
  /** Of the amount of the invoice line, what earlier credits have left. */
  amountLeft: Decimal
  /** In the order of posting, each with what is left of it. */
  allocations: CreditableAllocation[]
  /** Of a return fee, which is allocated to no lot: the quantity that earlier credits have left. */
  feeLeft?: Decimal
}

export type DecidedCredit = DecidedInvoice & {
  /** By the credit's lines, in their order. */
  amounts: Decimal[]
}

/**
 * Undoes allocations of invoice lines, prepaid first, then newest. The last credit of a line takes what is left of its
 * amount, so that all its credits sum to it however they were rounded.
 * Throws: EXCEEDS_REVERSIBLE.
 */
export const decideCredit = (lines: CreditLine[], decimals: number): DecidedCredit => {
  const left = new Map<CreditableAllocation, Decimal>()
  const feesLeft = new Map<string, Decimal>()
  const allocations: InvoiceAllocation[] = []
  const refused = lines.flatMap((line): RefusedLine[] => {
    let wanted = line.quantity
    if (line.feeLeft) {
      const open = feesLeft.get(line.invoiceLineId) ?? line.feeLeft
      const taken = least(wanted, open)
      feesLeft.set(line.invoiceLineId, open.minus(taken))
      wanted = wanted.minus(taken)
    }
    const ordered = [...line.allocations].sort(
      (a, b) => rank(b) - rank(a) || b.sequence - a.sequence
    )
    for (const allocation of ordered) {
      const open = left.get(allocation) ?? allocation.quantity
      const quantity = least(wanted, open)
      if (quantity.lte(0)) continue
      left.set(allocation, open.minus(quantity))
      const { lotId, unitCost, prepaid } = allocation
      allocations.push({ lineId: line.id, lotId, unitCost, prepaid, quantity })
      wanted = wanted.minus(quantity)
    }
    if (wanted.lte(0)) return []
    return [
      {
        index: line.index,
        code: "EXCEEDS_REVERSIBLE",
        message: `${toText(line.quantity)} were to be credited, ${toText(line.quantity.minus(wanted))} are left of the line.`,
        line_id: line.invoiceLineId,
        creditable: toText(line.quantity.minus(wanted)),
      },
    ]
  })
  refuseLines("EXCEEDS_REVERSIBLE", refused)
  const amounts = creditAmounts(lines, decimals)
  return { allocations, amounts, amount: sum(amounts), varianceAmount: exact(0) }
}

/** One line of the invoice may stand on several lines of the credit. */
const creditAmounts = (lines: CreditLine[], decimals: number): Decimal[] => {
  const left = new Map<string, { quantity: Decimal; amount: Decimal }>()
  return lines.map((line) => {
    const { quantity, amount } = left.get(line.invoiceLineId) ?? {
      quantity: line.feeLeft ?? sumOf(line.allocations, (allocation) => allocation.quantity),
      amount: line.amountLeft,
    }
    const isLast = line.quantity.gte(quantity)
    const credited = isLast ? amount : least(amountOf(line, decimals), amount)
    left.set(line.invoiceLineId, {
      quantity: quantity.minus(line.quantity),
      amount: amount.minus(credited),
    })
    return credited
  })
}

const rank = ({ prepaid }: InvoiceAllocation): number => (prepaid ? 1 : 0)
