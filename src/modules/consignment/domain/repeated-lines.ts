import { refuseLines } from "./errors"

/**
 * A request of the host names an order line once: of two, the host moves one and remembers both.
 * Throws: INVALID_DATA, naming both lines.
 */
export const refuseRepeatedLines = (lineIds: readonly string[]): void =>
  refuseLines(
    "INVALID_DATA",
    lineIds.flatMap((lineId, index) =>
      lineIds.indexOf(lineId) === lineIds.lastIndexOf(lineId)
        ? []
        : {
            index,
            code: "INVALID_DATA" as const,
            path: "id",
            message: `Order line ${lineId} is named more than once; name it once, with the whole quantity.`,
            reason: "repeated",
            line_item_id: lineId,
          }
    )
  )
