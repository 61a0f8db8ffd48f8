import type { Context } from "@medusajs/framework/types"
import { sqlOf } from "../../../modules/consignment/database/sql"
import { refuseFields, type RefusedField } from "../../../modules/consignment/domain/errors"
import { exact } from "../../../modules/consignment/domain/quantity"
import { toMedusaError } from "../../../modules/consignment/to-medusa-error"

/** In the metadata of a fulfilment or a return: the serial numbers of its units, by order line. */
export const SERIALS_KEY = "consignment_serial_numbers"

type Metadata = Record<string, unknown> | null | undefined

interface LineOfHost {
  line_item_id: string | null
  quantity: string
}

/**
 * Gives lines the serial numbers that metadata of the host names for their order lines, all or none of an order line.
 * Of a kit they belong to the item of which as many units move.
 * Throws: INVALID_DATA.
 */
export const withSerials = <Line extends LineOfHost>(
  lines: Line[],
  metadata: Metadata
): (Line & { serial_numbers?: string[] })[] => {
  const named = metadata?.[SERIALS_KEY]
  if (named === undefined || named === null) return lines
  const refused: RefusedField[] = []
  const byLine = new Map<Line, string[]>()
  for (const [lineItemId, serials] of Object.entries(toRecord(named, refused))) {
    const path = `metadata.${SERIALS_KEY}.${lineItemId}`
    if (!isSerials(serials)) {
      refused.push({ path, message: "Expected a list of serial numbers.", reason: "invalid" })
      continue
    }
    if (serials.length === 0) continue
    const ofItem = lines.filter((line) => line.line_item_id === lineItemId)
    const [only, ...others] = ofItem
    const fitting = ofItem.filter((line) => exact(line.quantity).eq(serials.length))
    const line = others.length === 0 ? only : fitting.length === 1 ? fitting[0] : undefined
    if (!line || !exact(line.quantity).eq(serials.length)) {
      const moving = ofItem.map(({ quantity }) => quantity).join(" and ") || "0"
      const message = `${serials.length} serial numbers are named for ${moving} units of the order line.`
      refused.push({ path, message })
    } else byLine.set(line, serials)
  }
  try {
    refuseFields(refused)
  } catch (error) {
    toMedusaError(error)
  }
  return lines.map((line) => {
    const serials = byLine.get(line)
    return serials ? { ...line, serial_numbers: serials } : line
  })
}

const toRecord = (named: unknown, refused: RefusedField[]): Record<string, unknown> => {
  if (typeof named === "object" && named !== null && !Array.isArray(named)) {
    return named as Record<string, unknown>
  }
  const message = "Expected the serial numbers by the id of their order line."
  refused.push({ path: `metadata.${SERIALS_KEY}`, message })
  return {}
}

const isSerials = (serials: unknown): serials is string[] =>
  Array.isArray(serials) &&
  serials.every((serial) => typeof serial === "string" && serial.length > 0 && serial.length <= 255)

/** The metadata of a return, which the host does not read when it receives one. */
export const readReturnMetadata = async (returnId: string, context: Context): Promise<Metadata> => {
  const [row] = await sqlOf(context)<{ metadata: Metadata }>(
    `select metadata from "return" where id = ?`,
    [returnId]
  )
  return row?.metadata
}

/**
 * As `withSerials`, of what cannot be refused any more: an order line of which another number of units moves names none.
 * So does one of a return that arrives in parts: nobody knows which units arrive with which part.
 */
export const withFittingSerials = <Line extends LineOfHost>(
  lines: Line[],
  metadata: Metadata
): (Line & { serial_numbers?: string[] })[] => {
  const named = metadata?.[SERIALS_KEY]
  if (typeof named !== "object" || named === null) return lines
  return lines.map((line) => {
    const serials = (named as Record<string, unknown>)[line.line_item_id ?? ""]
    return isSerials(serials) && exact(line.quantity).eq(serials.length)
      ? { ...line, serial_numbers: serials }
      : line
  })
}
