import { MedusaError } from "@medusajs/framework/utils"

const refusals: string[] = [
  MedusaError.Types.INVALID_DATA,
  MedusaError.Types.NOT_ALLOWED,
  MedusaError.Types.DUPLICATE_ERROR,
]

/** The host refuses the values; the same values would be refused again. */
export const isMedusaRefusal = (error: unknown): error is MedusaError =>
  error instanceof MedusaError && refusals.includes(error.type)
