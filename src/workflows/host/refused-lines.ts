import {
  refuseLines,
  type ErrorCode,
  type ErrorDetails,
  type RefusedLine,
} from "../../modules/consignment/domain/errors"
import { toMedusaError } from "../../modules/consignment/to-medusa-error"

export type { RefusedLine } from "../../modules/consignment/domain/errors"

interface Lines {
  lines: unknown[]
}

/** Posts nothing; throws what posting the command would throw. */
export type Attempt<Command extends Lines> = (command: Command) => Promise<unknown>

/** A document that is refused for one reason after the other is not tried for ever. */
const MAXIMUM_ATTEMPTS = 8

/**
 * A posting stops at the first reason for which it refuses lines. So the other lines are tried by themselves, until
 * they are not refused any more or refused as a whole.
 * @param refused what is known already.
 * @returns every refused line, by position.
 */
export const findRefusedLines = async <Command extends Lines>(
  attempt: Attempt<Command>,
  command: Command,
  refused: RefusedLine[]
): Promise<RefusedLine[]> => {
  const found = [...refused]
  for (let attempts = 0; attempts < MAXIMUM_ATTEMPTS; attempts++) {
    const positions = positionsOfOthers(command, found)
    if (positions.length === 0) break
    const lines = positions.map((position) => command.lines[position])
    const more = await attempt({ ...command, lines }).then(() => [], refusedLinesOf)
    if (more.length === 0) break
    found.push(...more.map((line) => ({ ...line, index: positions[line.index] ?? line.index })))
  }
  return found.sort((one, other) => one.index - other.index)
}

const positionsOfOthers = ({ lines }: Lines, refused: RefusedLine[]): number[] => {
  const faulty = new Set(refused.map((line) => line.index))
  return lines.map((_, position) => position).filter((position) => !faulty.has(position))
}

/** Behind a workflow an error is a plain object, so it is known by its details. */
const refusedLinesOf = (error: unknown): RefusedLine[] =>
  (error as { details?: ErrorDetails } | undefined)?.details?.lines ?? []

/** Refuses again what was refused, now for every offending line. Its code stays that of the first reason. */
export const refuseEveryLine = async <Command extends Lines>(
  error: unknown,
  attempt: Attempt<Command>,
  command: Command
): Promise<never> => {
  const refused = refusedLinesOf(error)
  if (refused.length === 0) throw error
  const all = await findRefusedLines(attempt, command, refused)
  if (all.length === refused.length) throw error
  const { code, details } = error as { code: ErrorCode; details: ErrorDetails }
  return refuseAll(code, all, details)
}

const refuseAll = (code: ErrorCode, refused: RefusedLine[], details: ErrorDetails): never => {
  try {
    refuseLines(code, refused, details)
  } catch (error) {
    return toMedusaError(error)
  }
  throw new Error("Lines were refused without a reason.")
}
