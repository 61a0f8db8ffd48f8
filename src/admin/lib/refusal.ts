import type { ErrorCode, ErrorDetails } from "../../http-contract/errors"

/** The server's refusal. `code` is stable; `message` is the server's sentence. */
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
}

type RefusedLine = NonNullable<ErrorDetails["lines"]>[number]

interface Wording {
  t: (key: string, values?: Record<string, string>) => string
  quantity: (text: string) => string
}

/**
 * By the position of the line in the body: why it was refused. A code says it in the reader's language, with what there
 * is instead; what is wrong with a field only the server's own sentence tells.
 */
export const refusedLinesOf = (error: unknown, wording: Wording): Map<number, string> =>
  new Map(
    error instanceof Refusal
      ? (error.details?.lines ?? []).map((line) => [line.index, reasonOf(line, wording)])
      : []
  )

const reasonOf = (line: RefusedLine, { t, quantity }: Wording): string => {
  if (line.code === "INVALID_DATA") return line.message
  const problem = t(`errors.${line.code}`)
  const possible = [line.available, line.returnable].find((value) => typeof value === "string")
  return possible === undefined
    ? problem
    : t("errors.possible", { problem, quantity: quantity(possible) })
}
