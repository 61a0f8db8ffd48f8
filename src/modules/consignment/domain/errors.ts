/** The codes of the HTTP contract, in the order in which several faults of one request are reported. */
export const errorCodes = [
  "LED_BY_PEER",
  "LINKED_FIELD_LOCKED",
  "SOLD_AT_DELIVERY",
  "PAIRING_REFUSED",
  "PEER_UNREACHABLE",
  "NOT_ITEM_OWNER",
  "NO_AGREEMENT",
  "NOT_CONSIGNMENT_WAREHOUSE",
  "DEDICATED_WAREHOUSE",
  "UNKNOWN_ITEM",
  "AGREEMENT_OVERLAP",
  "INSUFFICIENT_STOCK",
  "EXCEEDS_RETURNABLE",
  "EXCEEDS_RECEIVED",
  "EXCEEDS_REVERSIBLE",
  "PERIOD_CLOSED",
  "ALREADY_REVERSED",
  "SETTLEMENT_NOT_LATEST",
  "SETTLEMENT_INVOICED",
  "OPEN_DIFFERENCE",
  "CURRENCY_MISMATCH",
  "VAT_RATE_MISSING",
  "ADDRESS_MISSING",
  "EXCEEDS_OPEN_AMOUNT",
  "DOCUMENT_POSTED",
  "CONSIGNED_STOCK_PRESENT",
  "SERIAL_TAKEN",
  "IDEMPOTENCY_MISMATCH",
  "NOT_FOUND",
  "INVALID_DATA",
  "LOCK_TIMEOUT",
  "UNAVAILABLE",
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** Faults of a value, finer than INVALID_DATA: clients have a sentence of their own for each. */
export const refusalReasons = [
  "required",
  "invalid",
  "unknown_field",
  "quantity",
  "positive_quantity",
  "amount",
  "percentage",
  "date",
  "time_zone",
  "iban",
  "email",
  "not_csv",
  "header",
  "too_long",
  "too_many",
  "too_small",
  "too_large",
  "item_missing",
  "no_lines",
  "unknown",
  "taken",
  "repeated",
  "in_future",
  "in_past",
  "too_old",
  "ends_before_start",
  "several_currencies",
  "unit_cost_missing",
  "sale_price_missing",
  "listed_price_missing",
  "unit_price_missing",
  "amount_zero",
  "amount_decimals",
  "serial_count",
  "serial_elsewhere",
  "serials_named",
  "more_than_announced",
  "more_than_unchecked",
  "more_than_counted",
  "count_again",
  "no_lot_for_surplus",
  "name_lot",
  "no_open_lot",
  "received_later",
  "whole_lines",
  "not_for_hire",
  "not_posted",
  "payment_reversal",
  "wrong_invoice_kind",
  "wrong_price_basis",
  "return_fee_unneeded",
  "commission_missing",
  "commission_unneeded",
  "one_kind_of_share",
  "first_tier_not_at_zero",
  "tier_not_above",
  "vat_rate_missing",
  "vat_rate_unneeded",
  "unknown_unit",
  "other_customer",
  "fulfil_order",
  "nothing_to_deliver",
  "nothing_to_refill",
  "minimum_missing",
  "below_minimum",
  "iban_missing",
  "not_eur",
  "nothing_open",
  "no_mail_provider",
  "file_type",
  "markdown_order",
  "markdown_unneeded",
] as const

export type RefusalReason = (typeof refusalReasons)[number]

/** Refusals that say nothing about the request: the same request may succeed a little later. */
export const isTemporary = (code: ErrorCode): boolean =>
  code === "LOCK_TIMEOUT" || code === "UNAVAILABLE"

/** One offending line of a body, by its position. */
export type RefusedLine = {
  index: number
  code: ErrorCode
  message: string
  reason?: RefusalReason
} & Record<string, unknown>

export type ErrorDetails = { lines?: RefusedLine[] } & Record<string, unknown>

/** A refusal with a stable code. `details.lines` names every offending line, never only the first. */
export class ConsignmentError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: ErrorDetails
  ) {
    super(message)
    this.name = "ConsignmentError"
  }
}

/**
 * Throws if any line was refused; the message names the lines by position and tells what the first one lacks. Lines
 * that name the field at fault are told by its path in the body, too: "lines.2.unit_cost".
 */
export const refuseLines = (
  code: ErrorCode,
  refusals: RefusedLine[],
  details: ErrorDetails = {}
): void => {
  const refused = [...refusals].sort((one, other) => one.index - other.index)
  const [first] = refused
  if (!first) return
  const positions = [...new Set(refused.map((line) => line.index))]
  const message =
    positions.length === 1
      ? `Line ${first.index}: ${first.message}`
      : `Lines ${positions.join(", ")} are refused. Line ${first.index}: ${first.message}`
  const fields = refused.flatMap((line) =>
    typeof line.path === "string"
      ? [
          {
            path: `lines.${line.index}.${line.path}`,
            message: line.message,
            ...(line.reason ? { reason: line.reason } : {}),
          },
        ]
      : []
  )
  throw new ConsignmentError(code, message, {
    ...details,
    ...(fields[0] ? { path: fields[0].path, fields } : {}),
    lines: refused,
  })
}

/** Refuses lines for several reasons at once; the code that comes first among them names the error. */
export const refuseFirst = (refused: RefusedLine[]): void => {
  const code = errorCodes.find((candidate) => refused.some((line) => line.code === candidate))
  if (code) refuseLines(code, refused)
}

/** One offending field of a body, by its path: "contractor_priority.1". */
export interface RefusedField {
  path: string
  message: string
  reason?: RefusalReason
}

/** Throws INVALID_DATA if any field was refused; the message tells what the first one lacks. */
export const refuseFields = (refused: RefusedField[]): void => {
  const [first] = refused
  if (!first) return
  const more = refused.length > 1 ? ` (and ${refused.length - 1} more)` : ""
  throw new ConsignmentError("INVALID_DATA", `${first.path}: ${first.message}${more}`, {
    path: first.path,
    fields: refused,
  })
}

export const notFound = (what: string, id: string): ConsignmentError =>
  new ConsignmentError("NOT_FOUND", `There is no ${what.replace("_", " ")} ${id}.`, { id })
