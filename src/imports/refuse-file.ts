import { MedusaError } from "@medusajs/framework/utils"
import type { ErrorCode } from "../http-contract/errors"
import type { ImportedDocument, ImportFault } from "../http-contract/import"

/** Throws: INVALID_DATA, for the file as a whole. */
export const refuseFile = (message: string, details?: object): never => {
  throw Object.assign(new MedusaError(MedusaError.Types.INVALID_DATA, message, "INVALID_DATA"), {
    details,
  })
}

/** Throws if any line was refused, with the code of the first fault found; `details.lines` holds them all. */
export const refuseFaults = (faults: ImportFault[], documents: ImportedDocument[] = []): void => {
  const [first] = faults
  if (!first) return
  const lines = inOrder(faults)
  const count = new Set(lines.map((fault) => fault.line)).size
  const more = count > 1 ? ` (and ${count - 1} more ${count === 2 ? "line" : "lines"})` : ""
  const type = typeOf(first.code)
  const message = `Line ${first.line}: ${first.message}${more}`
  throw Object.assign(new MedusaError(type, message, first.code), {
    details: { lines, ...(documents.length > 0 ? { documents } : {}) },
  })
}

/** As they stand in the file. */
export const inOrder = (faults: ImportFault[]): ImportFault[] =>
  [...faults].sort((one, other) => one.index - other.index)

const typeOf = (code: ErrorCode): string => {
  if (code === "INVALID_DATA" || code === "UNKNOWN_ITEM") return MedusaError.Types.INVALID_DATA
  return MedusaError.Types.NOT_ALLOWED
}
