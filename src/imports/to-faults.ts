import {
  errorCodes,
  refusalReasons,
  type ErrorDetails,
  type RefusalReason,
} from "../http-contract/errors"
import type { ImportFault } from "../http-contract/import"
import type { Row } from "./read-table"

interface Refusal {
  code?: string
  message?: string
  details?: ErrorDetails
}

/**
 * The faults of a document that was refused, by the lines of the file; a document that is refused as a whole is at fault
 * with its first line. An error that is no refusal has none.
 */
export const toFaults = (rows: Row[], refusal: unknown): ImportFault[] => {
  const { code, message = "", details = {} } = refusal as Refusal
  const known = errorCodes.find((candidate) => candidate === code)
  const [first] = rows
  if (!known || !first) return []
  const lines = details.lines ?? []
  if (lines.length === 0) return [toFault(first, { ...details, code: known, message })]
  return lines.flatMap((line) => {
    const row = rows[line.index]
    return row ? toFault(row, line) : []
  })
}

/** The fault of one line of the file. */
export const toFault = (
  { line, index }: Row,
  {
    code,
    message,
    path,
    reason,
  }: Pick<ImportFault, "code" | "message"> & { path?: unknown; reason?: unknown }
): ImportFault => ({
  line,
  index,
  code,
  message,
  ...(isReason(reason) ? { reason } : {}),
  ...(typeof path === "string" && path !== "" ? { path } : {}),
})

const isReason = (reason: unknown): reason is RefusalReason =>
  refusalReasons.some((known) => known === reason)
