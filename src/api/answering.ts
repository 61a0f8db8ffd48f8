import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { errorCodes, isTemporary, type ErrorCode, type ErrorDetails } from "../http-contract/errors"
import { toTemporaryRefusal } from "../workflows/host/steps/temporary-failures"
import { onePerKey } from "./one-per-key"
import { isUnstorable } from "./unstorable"

interface Refusal {
  type?: string
  code: ErrorCode
  message: string
  details?: ErrorDetails
}

const statusOf = (code: ErrorCode): number => {
  if (code === "NOT_FOUND") return 404
  if (code === "IDEMPOTENCY_MISMATCH") return 409
  if (isTemporary(code)) return 503
  return 400
}

/** Errors of the host that say the same as a code of ours. */
const codesByType: Partial<Record<string, ErrorCode>> = {
  invalid_data: "INVALID_DATA",
  not_found: "NOT_FOUND",
}

/** Behind a workflow an error is a plain object, so it is known by its code and not by its class. */
const toRefusal = (error: unknown): Refusal | null => {
  if (typeof error !== "object" || error === null) return null
  const { code, type, message, details } = error as Partial<Refusal>
  const known =
    errorCodes.find((candidate) => candidate === code) ?? (type ? codesByType[type] : undefined)
  return known && message ? { type, code: known, message, details } : toTemporaryRefusal(error)
}

/** A restart of the database, and what held a lock, is over in a few seconds. */
const RETRY_AFTER_SECONDS = 5

type Handler<Request extends MedusaRequest> = (req: Request, res: MedusaResponse) => Promise<void>

/**
 * Answers refusals of our routes with `{type, code, message, details}`; the host would drop the details and rewrite
 * some codes.
 */
export const answering =
  <Request extends MedusaRequest>(handler: Handler<Request>) =>
  async (req: Request, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    try {
      refuseUnstorable(req.params)
      await onePerKey(req, () => handler(req, res))
    } catch (error) {
      answerRefusal(error, res, next)
    }
  }

/** Throws: NOT_FOUND, as no id holds a character that the database cannot store. */
const refuseUnstorable = (parameters: Record<string, string>): void => {
  const unstorable = Object.values(parameters).find((parameter) => isUnstorable(parameter))
  if (unstorable !== undefined) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "The id was not found.", "NOT_FOUND")
  }
}

const loggerOf = (res: MedusaResponse): Logger =>
  (res.req as MedusaRequest).scope.resolve(ContainerRegistrationKeys.LOGGER)

export const answerRefusal = (
  error: unknown,
  res: MedusaResponse,
  next: MedusaNextFunction
): void => {
  const refusal = toRefusal(error)
  if (!refusal) return next(error)
  if (isTemporary(refusal.code)) {
    const { message = "" } = error as Partial<Error>
    loggerOf(res).warn(`consignment: ${refusal.code}: ${message}`)
    res.set("Retry-After", String(RETRY_AFTER_SECONDS))
  }
  res.status(statusOf(refusal.code)).json({
    type: refusal.type ?? "not_allowed",
    code: refusal.code,
    message: refusal.message,
    ...(refusal.details ? { details: refusal.details } : {}),
  })
}

/**
 * Flows of the host that post to the ledger fail with our codes as well, but its error handler knows no 503: it answers
 * them with the status of any error.
 */
export const answeringTemporaryFailures = (
  _: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): void => {
  const json = res.json.bind(res) as (body: unknown) => MedusaResponse
  res.json = (body: unknown) => {
    const refusal = res.statusCode >= 400 ? toRefusal(body) : null
    if (refusal && isTemporary(refusal.code)) {
      res.status(statusOf(refusal.code)).set("Retry-After", String(RETRY_AFTER_SECONDS))
    }
    return json(body)
  }
  next()
}
