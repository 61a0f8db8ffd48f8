import type { Decimal } from "decimal.js"
import { refuseFirst, type RefusedLine } from "./errors"
import { toText } from "./quantity"

interface SerialLine {
  index: number
  inventoryItemId: string
  sku: string | null
  /** Quantity of the line in stock. */
  quantity: Decimal
  serialNumbers: string[]
}

export const serialKey = (inventoryItemId: string, serialNumber: string): string =>
  `${inventoryItemId}\n${serialNumber}`

/**
 * A serial number lives once among all owners over open stock, and a line that has some has one for each piece.
 * Throws: SERIAL_TAKEN, INVALID_DATA.
 */
export const guardSerials = (lines: SerialLine[], held: ReadonlySet<string>): void => {
  const taken = new Set(held)
  refuseFirst(lines.flatMap((line) => [...refuseTaken(line, taken), ...refuseUncounted(line)]))
}

const refuseTaken = (line: SerialLine, taken: Set<string>): RefusedLine[] => {
  const repeated = line.serialNumbers.filter((serialNumber) => {
    const key = serialKey(line.inventoryItemId, serialNumber)
    const isTaken = taken.has(key)
    taken.add(key)
    return isTaken
  })
  if (repeated.length === 0) return []
  return [
    {
      index: line.index,
      code: "SERIAL_TAKEN",
      message: `${line.sku ?? line.inventoryItemId} with the serial number ${repeated.join(", ")} is in stock already.`,
      inventory_item_id: line.inventoryItemId,
      sku: line.sku,
      serial_numbers: repeated,
    },
  ]
}

/** A line that names units names each of them. */
export const refuseUncounted = (
  line: Pick<SerialLine, "index" | "quantity"> & { serialNumbers?: string[] }
): RefusedLine[] => {
  const length = line.serialNumbers?.length ?? 0
  if (length === 0 || line.quantity.eq(length)) return []
  return [
    {
      index: line.index,
      code: "INVALID_DATA",
      path: "serial_numbers",
      message: `${length} serial numbers are named for ${toText(line.quantity)} units.`,
      reason: "serial_count",
    },
  ]
}
