interface ServedLine {
  /** The only lot the line may take from; null: any. */
  lotId: string | null
  /** It takes own stock only. */
  isOwn?: boolean
}

const isNamed = (line: ServedLine): boolean => line.lotId !== null || line.isOwn === true

/**
 * The order in which the lines of a document take from lots: a line that names its lot comes before those that can do
 * with any, or they might leave it nothing.
 */
export const namedLotsFirst = <Line extends ServedLine>(lines: readonly Line[]): Line[] => [
  ...lines.filter(isNamed),
  ...lines.filter((line) => !isNamed(line)),
]
