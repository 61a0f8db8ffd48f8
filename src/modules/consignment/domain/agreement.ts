import { ConsignmentError } from "./errors"
import { endOfDay, isDay, startOfDay } from "./period"
import type { Direction } from "./terms"

/** Inclusive instants; null is an open bound. */
export interface Validity {
  validFrom: Date | null
  validTo: Date | null
}

/** A bound is a local date, an instant, or null for open; left out it stays as it was. */
export interface ValidityRequest {
  validFrom?: string | null
  validTo?: string | null
}

const always: Validity = { validFrom: null, validTo: null }

/**
 * From when to when an agreement is in force: a local date counts from its first to its last millisecond in the
 * agreement's time zone.
 * Throws: INVALID_DATA (it would end before it begins).
 */
export const decideValidity = (
  request: ValidityRequest,
  timeZone: string,
  current: Validity = always
): Validity => {
  const validFrom =
    request.validFrom === undefined
      ? current.validFrom
      : toInstant(request.validFrom, timeZone, startOfDay)
  const validTo =
    request.validTo === undefined ? current.validTo : toInstant(request.validTo, timeZone, endOfDay)
  if (validFrom && validTo && validFrom > validTo) {
    throw new ConsignmentError(
      "INVALID_DATA",
      `The agreement would end on ${validTo.toISOString()}, before it begins on ${validFrom.toISOString()}.`,
      { path: "valid_to", reason: "ends_before_start" }
    )
  }
  return { validFrom, validTo }
}

const toInstant = (
  bound: string | null,
  timeZone: string,
  ofDay: (date: string, timeZone: string) => Date
): Date | null => {
  if (bound === null) return null
  return isDay(bound) ? ofDay(bound, timeZone) : new Date(bound)
}

/**
 * One agreement is in force per contractor, direction and currency; `others` are those of the same three.
 * Throws: AGREEMENT_OVERLAP.
 */
export const refuseOverlap = (validity: Validity, others: (Validity & { id: string })[]): void => {
  const overlapping = others.filter((other) => overlaps(validity, other)).map((other) => other.id)
  if (overlapping.length === 0) return
  throw new ConsignmentError(
    "AGREEMENT_OVERLAP",
    `The contractor already has an agreement of this direction and currency in force then: ${overlapping.join(", ")}.`,
    { path: "valid_from", agreement_ids: overlapping }
  )
}

const overlaps = (a: Validity, b: Validity): boolean =>
  (!a.validFrom || !b.validTo || a.validFrom <= b.validTo) &&
  (!b.validFrom || !a.validTo || b.validFrom <= a.validTo)

/** Goods that come to lie as consigned do so under an agreement. */
export interface Agreed {
  contractorId: string
  direction: Direction
  /** Empty if nobody has named one. */
  currencyCode: string
  /** One is in force on the date of the document. */
  hasAgreement: boolean
}

/** Throws: NO_AGREEMENT. */
export const refuseWithoutAgreement = (agreed: Agreed): void => {
  if (agreed.hasAgreement) return
  const inCurrency = agreed.currencyCode === "" ? "" : ` in ${agreed.currencyCode}`
  throw new ConsignmentError(
    "NO_AGREEMENT",
    `No ${agreed.direction} agreement${inCurrency} is in force on the date of the document.`,
    { contractor_id: agreed.contractorId, currency_code: agreed.currencyCode || null }
  )
}
