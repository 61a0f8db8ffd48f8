import { decideFollowingCount, type CountedPart } from "../../domain/following-count"
import { exact, toText } from "../../domain/quantity"
import { newId } from "../../database/new-id"
import { serialKey } from "../../domain/serial-numbers"
import { isCertain, type SerialRegister } from "../../domain/serial-register"
import { post, sourceOfHost, type Ports, type Posted } from "../posting/post"
import { requireWarehouse } from "../posting/references"
import { toWrittenLevels } from "./reverse-whole"
import { emptyLine } from "../../database/tables"

export interface FollowCount {
  warehouse_id: string
  contractor_id: string
  effective_at: string
  lines: {
    lot_id: string
    inventory_item_id: string
    sku: string | null
    /** Signed. */
    quantity: string
    unit_cost: string
    liable: boolean
    /** The units that were lost or found, if all of them are known. */
    serial_numbers: string[]
  }[]
}

/** Posts the differences that the connected store has counted. */
export const followCount = async (ports: Ports, command: FollowCount): Promise<Posted> => {
  const warehouse = await requireWarehouse(ports.sql, command.warehouse_id)
  const lines = command.lines.map((line, index) => ({ ...line, index, id: newId("condocl") }))
  const parts = lines.map((line): CountedPart => ({
    lineId: line.id,
    index: line.index,
    lotId: line.lot_id,
    quantity: exact(line.quantity),
    unitCost: exact(line.unit_cost),
    liable: line.liable,
  }))
  const named = new Set<string>()
  return await post(ports, {
    command: { effective_at: command.effective_at },
    source: sourceOfHost("follows"),
    party: { contractorId: command.contractor_id, direction: warehouse.direction },
    head: {
      type: "stock_count",
      contractor_id: command.contractor_id,
      warehouse_id: warehouse.id,
      stock_location_id: warehouse.stockLocationId,
      branch_code: warehouse.branchCode,
    },
    stock: {
      places: lines.map((line) => ({
        stockLocationId: warehouse.stockLocationId,
        inventoryItemId: line.inventory_item_id,
      })),
      lotIds: lines.map((line) => line.lot_id),
    },
    named: lines.map((line) => ({
      inventoryItemId: line.inventory_item_id,
      serialNumbers: line.serial_numbers,
    })),
    decide: (stock, facts, register) => {
      for (const line of lines) if (nameCounted(register, line)) named.add(line.id)
      return decideFollowingCount({ warehouse, parts }, stock, facts)
    },
    outcome: (posting) => ({ levels: toWrittenLevels(posting.levels) }),
    lines: (documentId) =>
      lines.map((line) => ({
        ...emptyLine,
        id: line.id,
        document_id: documentId,
        index: line.index,
        inventory_item_id: line.inventory_item_id,
        stock_location_id: warehouse.stockLocationId,
        sku: line.sku,
        quantity: toText(exact(line.quantity)),
        lot_id: line.lot_id,
        serial_numbers: named.has(line.id) ? line.serial_numbers : null,
      })),
  })
}

/**
 * Units that are missing leave their lot by name if our register has all of them there, units that were found come by
 * name if it has none of them here. Answers whether they are named.
 */
const nameCounted = (
  register: SerialRegister,
  line: FollowCount["lines"][number] & { id: string }
): boolean => {
  const { serial_numbers: serials, lot_id: lotId } = line
  const quantity = exact(line.quantity)
  if (serials.length === 0 || !quantity.abs().eq(serials.length)) return false
  const units = serials.map((serial) =>
    register.units.get(serialKey(line.inventory_item_id, serial))
  )
  if (quantity.isPositive()) return units.every((unit) => !unit || !isCertain(unit))
  if (!units.every((unit) => unit?.isHeld && unit.lotId === lotId)) return false
  register.named.set(line.id, [{ serials, lotId, allocationId: null }])
  return true
}
