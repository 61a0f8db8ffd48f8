import { Decimal } from "decimal.js"
import { least, notBelowZero, sumOf, toText, ZERO } from "./quantity"

/** A lot of hired units. */
export interface HiredLot {
  id: string
  remaining: Decimal
  /** Units in the lot whose hire has ended, as their owner counts them. */
  ended: Decimal
  /** Units received and not checked yet. */
  unchecked: Decimal
}

/** Units of one lot, or own ones, that one line of a loan has lent. */
export interface Lent {
  id: string
  lineId: string
  /** Number of the loan: the higher, the newer. */
  loanNumber: number
  /** Null: own units. */
  lotId: string | null
  quantity: Decimal
  /** Came back while their hire ran. */
  returned: Decimal
  /** Their hire has ended while they were lent. */
  ended: Decimal
  /** Of the ended ones: came back. */
  collected: Decimal
  /** Of the ended ones: taken back by their owner. */
  taken: Decimal
  /** Named units that were lent; empty if none were named. */
  serials: string[]
  /** Of the named units: those whose loan has ended or that came back. */
  goneSerials: string[]
}

/** Units that are lent and whose hire runs. */
export const activeOf = (lent: Lent): Decimal =>
  lent.quantity.minus(lent.returned).minus(lent.ended)

/** Ended units that are still in the books of their lot and with the borrower. */
export const endedOutOf = (lent: Lent): Decimal =>
  notBelowZero(lent.ended.minus(Decimal.max(lent.collected, lent.taken)))

/** Units that the borrower has to bring back, in time or late. */
export const outOf = (lent: Lent): Decimal =>
  activeOf(lent).plus(notBelowZero(lent.ended.minus(lent.collected)))

const lentOf = (lot: HiredLot, all: Lent[]): Lent[] => all.filter((lent) => lent.lotId === lot.id)

/** Units of a lot that are neither free nor lent: their hire has ended, or they are still with a borrower whose loan has. */
export const heldEnded = (lot: HiredLot, all: Lent[]): Decimal => {
  const lents = lentOf(lot, all)
  const kept = Decimal.max(lot.ended, sumOf(lents, endedOutOf))
  return least(kept, notBelowZero(lot.remaining.minus(sumOf(lents, activeOf))))
}

const spareOf = (lot: HiredLot, all: Lent[]): Decimal =>
  notBelowZero(lot.remaining.minus(sumOf(lentOf(lot, all), activeOf)).minus(heldEnded(lot, all)))

/** Units of a lot that were received and not checked, and whose hire runs. */
export const heldUnchecked = (lot: HiredLot, all: Lent[]): Decimal =>
  least(lot.unchecked, spareOf(lot, all))

/** Units of a lot that can be lent. */
export const freeOf = (lot: HiredLot, all: Lent[]): Decimal =>
  notBelowZero(spareOf(lot, all).minus(heldUnchecked(lot, all)))

/** Units lent from one lot, or own ones. */
export interface LendingPart {
  lotId: string | null
  quantity: Decimal
}

/** Hired units first, oldest lot first, then own ones; fewer than asked for if no more are free. */
export const lend = (
  quantity: Decimal,
  lots: HiredLot[],
  own: Decimal,
  all: Lent[]
): LendingPart[] => {
  let left = quantity
  const sources = [
    ...lots.map((lot) => ({ lotId: lot.id, free: freeOf(lot, all) })),
    { lotId: null, free: notBelowZero(own) },
  ]
  return sources.flatMap(({ lotId, free }) => {
    const part = least(left, free)
    left = left.minus(part)
    return part.gt(0) ? [{ lotId, quantity: part }] : []
  })
}

/** Lent units whose loan ends. */
export interface EndedLoan {
  lentId: string
  quantity: Decimal
  /** Those of them that were named. */
  serials: string[]
}

interface Units {
  quantity: Decimal
  /** Named units; they end exactly the loans that hold them. */
  serials?: string[]
}

const newestFirst = (a: Lent, b: Lent): number =>
  b.loanNumber - a.loanNumber || (a.id < b.id ? 1 : -1)

/** The loans that hold named units, and how many units are left to find. */
const endNamed = (lents: Lent[], { quantity, serials = [] }: Units) => {
  const ended: EndedLoan[] = []
  let left = quantity
  for (const serial of serials) {
    const holder = lents.find(
      (lent) => lent.serials.includes(serial) && !lent.goneSerials.includes(serial)
    )
    if (!holder) continue
    ended.push({ lentId: holder.id, quantity: new Decimal(1), serials: [serial] })
    left = left.minus(1)
  }
  return { ended, left: notBelowZero(left) }
}

/** Ends the newest loans by quantity; of named units those that were named last. */
const endNewest = (lents: Lent[], quantity: Decimal, before: EndedLoan[]): EndedLoan[] => {
  let left = quantity
  return [...lents].sort(newestFirst).flatMap((lent) => {
    const earlier = before.filter(({ lentId }) => lentId === lent.id)
    const active = activeOf(lent).minus(sumOf(earlier, (one) => one.quantity))
    const part = least(left, notBelowZero(active))
    if (part.lte(0)) return []
    left = left.minus(part)
    const gone = new Set([...lent.goneSerials, ...earlier.flatMap(({ serials }) => serials)])
    const named = lent.serials.filter((serial) => !gone.has(serial))
    const serials = part.isInteger() ? named.slice(-parseInt(toText(part), 10)) : []
    return [{ lentId: lent.id, quantity: part, serials }]
  })
}

const merged = (parts: EndedLoan[]): EndedLoan[] => {
  const byLent = new Map<string, EndedLoan>()
  for (const part of parts) {
    const known = byLent.get(part.lentId)
    byLent.set(part.lentId, {
      lentId: part.lentId,
      quantity: (known?.quantity ?? ZERO).plus(part.quantity),
      serials: [...(known?.serials ?? []), ...part.serials],
    })
  }
  return [...byLent.values()]
}

/**
 * The owner ends the hire of units of a lot that has not ended yet: free ones first, then the newest loans. Answers the
 * loans that end.
 */
export const endHire = (lot: HiredLot, all: Lent[], units: Units): EndedLoan[] => {
  const lents = lentOf(lot, all)
  const { ended, left } = endNamed(lents, units)
  // Units of loans that ended before their hire was extended are with their borrowers; nothing else has to end for them.
  const free = spareOf(lot, all).plus(notBelowZero(heldEnded(lot, all).minus(lot.ended)))
  return merged([...ended, ...endNewest(lents, notBelowZero(left.minus(free)), ended)])
}

export interface TakenUnits {
  /** Of the units whose hire had ended before, as their owner counts them. */
  fromEnded: Decimal
  /** Loans that end because their units go back. */
  endedLoans: EndedLoan[]
  /** Ended units that are taken while still with their borrowers. */
  takenOut: { lentId: string; quantity: Decimal }[]
}

/** Units of a lot go back to their owner: ended ones first, then free ones, then the newest loans. */
export const takeHired = (lot: HiredLot, all: Lent[], units: Units): TakenUnits => {
  const lents = lentOf(lot, all)
  const { ended, left } = endNamed(lents, units)
  const kept = least(left, heldEnded(lot, all))
  const atHome = notBelowZero(heldEnded(lot, all).minus(sumOf(lents, endedOutOf)))
  const spare = least(left.minus(kept), spareOf(lot, all))
  const newest = endNewest(lents, left.minus(kept).minus(spare), ended)
  let outside = notBelowZero(kept.minus(atHome))
  const takenOut = [...lents].sort(newestFirst).flatMap((lent) => {
    const quantity = least(outside, endedOutOf(lent))
    outside = outside.minus(quantity)
    return quantity.gt(0) ? [{ lentId: lent.id, quantity }] : []
  })
  return {
    fromEnded: least(kept, lot.ended),
    endedLoans: merged([...ended, ...newest]),
    takenOut,
  }
}

/** Units of several lots that go back, when nobody says which: ended ones of all lots first, then free ones, then loans. */
export const spreadTaking = (quantity: Decimal, lots: HiredLot[], all: Lent[]): LendingPart[] => {
  let left = quantity
  const taken = new Map<string, Decimal>()
  const take = (lotId: string, limit: Decimal): void => {
    const part = least(left, notBelowZero(limit))
    left = left.minus(part)
    taken.set(lotId, (taken.get(lotId) ?? ZERO).plus(part))
  }
  for (const lot of lots) take(lot.id, heldEnded(lot, all))
  for (const lot of lots) take(lot.id, spareOf(lot, all))
  const active = all.filter((lent) => lots.some(({ id }) => id === lent.lotId))
  for (const lent of active.sort(newestFirst)) take(lent.lotId ?? "", activeOf(lent))
  return [...taken].flatMap(([lotId, part]) => (part.gt(0) ? [{ lotId, quantity: part }] : []))
}

/** Units that a borrower brings back of one line, the ended units first, the latest allocation first. */
export const bringBack = (
  lents: Lent[],
  { quantity, serials = [] }: Units
): { lentId: string; collected: Decimal; returned: Decimal }[] => {
  let left = quantity
  const back = lents.map((lent) => ({ lent, collected: ZERO, returned: ZERO }))
  const latestFirst = [...back].reverse()
  const isNamed = ({ lent }: (typeof back)[number]) =>
    serials.length === 0 || lent.serials.some((serial) => serials.includes(serial))
  for (const one of latestFirst.filter(isNamed)) {
    one.collected = least(left, notBelowZero(one.lent.ended.minus(one.lent.collected)))
    left = left.minus(one.collected)
  }
  for (const one of latestFirst.filter(isNamed)) {
    one.returned = least(left, activeOf(one.lent))
    left = left.minus(one.returned)
  }
  return back.flatMap(({ lent, collected, returned }) =>
    collected.plus(returned).gt(0) ? [{ lentId: lent.id, collected, returned }] : []
  )
}

/** Kinds of tasks of hired and lent units. */
export const hireTaskKinds = [
  "collect",
  "loan_overdue",
  "loan_due",
  "hire_ending",
  "return_to_owner",
  "take_back",
  "check",
] as const
export type HireTaskKind = (typeof hireTaskKinds)[number]

export const loanStatuses = ["active", "partly_returned", "ended", "returned"] as const
export type LoanStatus = (typeof loanStatuses)[number]

/** The first status that fits; units that came back count as ended ones first. */
export const loanStatusOf = (lents: Lent[]): LoanStatus => {
  if (sumOf(lents, activeOf).gt(0)) {
    return sumOf(lents, (lent) => lent.returned).gt(0) ? "partly_returned" : "active"
  }
  return sumOf(lents, outOf).gt(0) ? "ended" : "returned"
}

/** The hire of one line after a change. */
export interface ChangedHire {
  line_id: string
  hire_until: string | null
  /** Units whose hire has ended, those that went back included. */
  ended_quantity: string
  serial_numbers: string[]
}
