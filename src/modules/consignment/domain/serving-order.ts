interface ServedLine {
  /** The only lot the line may take from; null: any. */
  lotId: string | null
}

/**
 * The order in which the lines of a document take from lots: a line that names its lot comes before those that can do
 * with any, or they might leave it nothing.
 */
export const namedLotsFirst = <Line extends ServedLine>(lines: readonly Line[]): Line[] => [
  ...lines.filter((line) => line.lotId !== null),
  ...lines.filter((line) => line.lotId === null),
]
