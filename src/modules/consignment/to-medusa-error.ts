import { MedusaError } from "@medusajs/framework/utils"
import { ConsignmentError, isTemporary, type ErrorCode } from "./domain/errors"

/** How the host files a refusal of ours, for callers that see it without our route's answer. */
const typeOf = (code: ErrorCode): string => {
  if (code === "NOT_FOUND") return MedusaError.Types.NOT_FOUND
  if (code === "IDEMPOTENCY_MISMATCH") return MedusaError.Types.CONFLICT
  if (code === "INVALID_DATA") return MedusaError.Types.INVALID_DATA
  if (isTemporary(code)) return MedusaError.Types.UNEXPECTED_STATE
  return MedusaError.Types.NOT_ALLOWED
}

/**
 * Turns a refusal of the domain into an error of the host that keeps `code` and `details`: an error that crosses a
 * workflow arrives as a plain object, and only its own properties survive.
 */
export const toMedusaError = (error: unknown): never => {
  if (!(error instanceof ConsignmentError)) throw error
  throw Object.assign(new MedusaError(typeOf(error.code), error.message, error.code), {
    details: error.details,
  })
}
