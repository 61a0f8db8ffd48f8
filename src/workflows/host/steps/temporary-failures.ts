import { MedusaError } from "@medusajs/framework/utils"
import type { ErrorCode } from "../../../modules/consignment/domain/errors"

interface TemporaryRefusal {
  type: string
  code: ErrorCode
  message: string
}

/** Codes of PostgreSQL, its driver and the pool while the database cannot be used. */
const unavailable = [
  /** Connection lost or refused. */
  /^08/,
  /** No memory, no disk space, too many connections. */
  /^53/,
  /** Cancelled by a time-out or by an administrator; starting, stopping or crashed. */
  /^57/,
  /** Session ended by a time-out. */
  /^25P0[34]$/,
  /^ECONN(REFUSED|RESET|ABORTED)$/,
  /^E(PIPE|TIMEDOUT|HOSTUNREACH|NOTFOUND|AI_AGAIN)$/,
]

/** Lock not available, deadlock, serialization failure: others were faster. */
const locked = [/^55P03$/, /^40P01$/, /^40001$/]

/** The driver and the pool name these failures by nothing but their words, which Knex puts behind the statement and a dash. */
const wordsOfConnections =
  /(?:^| - )(Connection terminated|Connection ended|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Unable to acquire a connection|Connection is closed)|Knex: Timeout acquiring a connection|Transaction query already complete/

/** A failure of the infrastructure under a request that may succeed when it is repeated; null for any other. */
export const toTemporaryRefusal = (error: object): TemporaryRefusal | null => {
  const { code, message, name } = error as Partial<Record<"code" | "message" | "name", unknown>>
  const matches = (patterns: RegExp[]) =>
    typeof code === "string" && patterns.some((pattern) => pattern.test(code))
  if (matches(locked)) {
    return refusal("LOCK_TIMEOUT", "Other requests are changing the same rows; try again.")
  }
  const isUnavailable =
    matches(unavailable) ||
    name === "KnexTimeoutError" ||
    (typeof message === "string" && wordsOfConnections.test(message))
  return isUnavailable
    ? refusal("UNAVAILABLE", "The database cannot be reached or did not answer in time; try again.")
    : null
}

const refusal = (code: ErrorCode, message: string): TemporaryRefusal => ({
  type: "unexpected_state",
  code,
  message,
})

/** An answer that needs the database, or another one if that has gone away: what was committed must not look refused. */
export const unlessAway = async <Answer>(
  answer: Promise<Answer>,
  otherwise: Answer
): Promise<Answer> =>
  await answer.catch((error: unknown) => {
    if (typeof error === "object" && error !== null && toTemporaryRefusal(error)) return otherwise
    throw error
  })

/** Gives a failure of the infrastructure a code of ours where only the host's error handler sees it. */
export const nameTemporaryFailure = (error: unknown): never => {
  const known = typeof error === "object" && error !== null ? toTemporaryRefusal(error) : null
  if (!known) throw error
  throw Object.assign(new MedusaError(known.type, known.message, known.code), { cause: error })
}
