/** The codes of the HTTP contract, in the order in which several faults of one request are reported. */
export const errorCodes = [
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

/** Refusals that say nothing about the request: the same request may succeed a little later. */
export const isTemporary = (code: ErrorCode): boolean =>
  code === "LOCK_TIMEOUT" || code === "UNAVAILABLE"

/** One offending line of a body, by its position. */
export type RefusedLine = { index: number; code: ErrorCode; message: string } & Record<
  string,
  unknown
>

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
  const positions = refused.map((line) => line.index).join(", ")
  const message =
    refused.length === 1
      ? `Line ${positions}: ${first.message}`
      : `Lines ${positions} are refused. Line ${first.index}: ${first.message}`
  const fields = refused.flatMap((line) =>
    typeof line.path === "string"
      ? [{ path: `lines.${line.index}.${line.path}`, message: line.message }]
      : []
  )
  throw new ConsignmentError(code, message, {
    ...details,
    ...(fields[0] ? { path: fields[0].path, fields } : {}),
    lines: refused,
  })
}

/** One offending field of a body, by its path: "contractor_priority.1". */
export interface RefusedField {
  path: string
  message: string
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
