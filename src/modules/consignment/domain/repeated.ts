import { groupBy } from "./group-by"
import { refuseLines, type RefusedLine } from "./errors"

/**
 * A document names a thing once: which of two lines would hold? Refuses every line that shares its thing with another.
 * Throws: INVALID_DATA.
 */
export const refuseRepeated = (
  path: string,
  lines: { index: number; thing: string | null; name?: string | null }[]
): void => {
  const named = lines.filter(({ thing }) => thing !== null)
  const groups = [...groupBy(named, ({ thing }) => thing ?? "").values()]
  const refused = groups
    .filter((group) => group.length > 1)
    .flatMap((group) => group.map((line) => toRefusedLine(path, line, group)))
  refuseLines(
    "INVALID_DATA",
    refused.sort((a, b) => a.index - b.index)
  )
}

type Named = { index: number; thing: string | null; name?: string | null }

const toRefusedLine = (path: string, line: Named, group: Named[]): RefusedLine => {
  const others = group.filter(({ index }) => index !== line.index).map(({ index }) => index)
  return {
    index: line.index,
    code: "INVALID_DATA",
    path,
    message: `${line.name ?? line.thing} is named by line ${others.join(", ")}, too; name it once.`,
    reason: "repeated",
  }
}
