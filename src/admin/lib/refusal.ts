import type { ErrorCode, ErrorDetails, RefusalReason } from "../../http-contract/errors"
import type { Format } from "./format"

/** The server's refusal. `code` is stable; `message` is the server's sentence, which is for developers. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly code?: ErrorCode,
    readonly details?: ErrorDetails
  ) {
    super(message)
    this.name = "Refusal"
  }

  /** Nobody is signed in any more. */
  get isSignedOut(): boolean {
    return this.status === 401
  }
}

/** One fault of a request: of a line, of a field, or of a line in a file. */
export type Fault = { code?: string; reason?: RefusalReason; path?: unknown } & Record<
  string,
  unknown
>

export interface Wording {
  t: (key: string, values?: Record<string, string>) => string
  format: Pick<Format, "quantity" | "date">
}

/** The fault in the reader's language, with the values that the refusal names. */
export const faultInWords = (fault: Fault, { t, format }: Wording): string => {
  const problem = fault.reason
    ? t(`reasons.${fault.reason}`, valuesOf(fault, format))
    : t(`errors.${fault.code ?? "INVALID_DATA"}`)
  const possible = [fault.available, fault.returnable].find((value) => typeof value === "string")
  return possible === undefined
    ? problem
    : t("errors.possible", { problem, quantity: format.quantity(possible) })
}

/** By the position of the line in the body: why it was refused. A line with several faults tells each of them. */
export const refusedLinesOf = (error: unknown, wording: Wording): Map<number, string> => {
  const said = new Map<number, Set<string>>()
  const lines = error instanceof Refusal ? (error.details?.lines ?? []) : []
  for (const line of lines)
    said.set(line.index, (said.get(line.index) ?? new Set()).add(faultInWords(line, wording)))
  return new Map([...said].map(([index, sentences]) => [index, [...sentences].join(" · ")]))
}

/** The fields that were refused, each with its sentence; a refusal that names but one path names it alone. */
export const refusedFieldsOf = (
  error: unknown,
  wording: Wording
): { path: string; sentence: string }[] => {
  if (!(error instanceof Refusal)) return []
  const { fields, ...alone } = (error.details ?? {}) as RefusedDetails
  const faults = fields ?? (alone.path ? [{ ...alone, path: alone.path }] : [])
  return faults.map((fault) => ({
    path: fault.path,
    sentence: faultInWords({ code: error.code, ...fault }, wording),
  }))
}

interface RefusedDetails {
  path?: string
  reason?: RefusalReason
  fields?: { path: string; reason?: RefusalReason }[]
}

/** By the code: the value of its details that the longer sentence names. */
const telling: Partial<Record<ErrorCode, string[]>> = {
  PERIOD_CLOSED: ["last_cut_off", "effective_at"],
  SERIAL_TAKEN: ["serial_numbers"],
  EXCEEDS_RECEIVED: ["excess"],
  EXCEEDS_OPEN_AMOUNT: ["open_amount"],
  CURRENCY_MISMATCH: ["currencies"],
  PEER_UNREACHABLE: ["url"],
}

/** The refusal and what to do next, in the reader's language. */
export const refusalInWords = (
  error: Error,
  { t, format }: Wording
): { title: string; hint: string } => {
  // The browser's own error of a request that got no answer.
  if (error instanceof TypeError)
    return { title: t("errors.offline"), hint: t("error_hints.offline") }
  if (!(error instanceof Refusal))
    return { title: t("errors.unexpected"), hint: t("error_hints.unexpected") }
  if (error.isSignedOut) return { title: t("errors.signed_out"), hint: t("error_hints.signed_out") }
  if (error.status === 403)
    return { title: t("states.forbidden"), hint: t("states.forbidden_hint") }
  const { code, details = {} } = error
  if (!code) return { title: t("errors.unexpected"), hint: t("error_hints.unexpected") }
  if (typeof details.reason === "string")
    return {
      title: t(`errors.${code}`),
      hint: t(`reasons.${details.reason}`, valuesOf(details, format)),
    }
  const named = telling[code]?.find((name) => details[name] !== undefined)
  return {
    title: t(`errors.${code}`),
    hint: named
      ? t(`error_details.${code}`, { value: inWords(details[named], format) })
      : t(`error_hints.${code}`),
  }
}

const valuesOf = (fault: Record<string, unknown>, format: Wording["format"]) =>
  Object.fromEntries(
    Object.entries(fault).flatMap(([name, value]): [string, string][] =>
      value === undefined || value === null ? [] : [[name, inWords(value, format)]]
    )
  )

const INSTANT = /^\d{4}-\d{2}-\d{2}(T|$)/
const DECIMAL = /^-?\d+(\.\d+)?$/

const inWords = (value: unknown, format: Wording["format"]): string => {
  if (Array.isArray(value)) return value.map((one) => inWords(one, format)).join(", ")
  const text = typeof value === "string" ? value : JSON.stringify(value)
  if (INSTANT.test(text)) return format.date(text)
  return DECIMAL.test(text) ? format.quantity(text) : text
}
