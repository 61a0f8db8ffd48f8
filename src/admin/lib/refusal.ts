import type { ErrorCode, ErrorDetails } from "../../http-contract/errors"

/** What the server answered instead of doing it. `code` is stable, the message is the server's own sentence. */
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

/** By the position of the line in the body: why it was refused. */
export const refusedLinesOf = (error: unknown): Map<number, string> =>
  new Map(
    error instanceof Refusal
      ? (error.details?.lines ?? []).map((line) => [line.index, line.message])
      : []
  )
