import { lockRows } from "../database/locks"
import { ConsignmentError, refuseFirst, type RefusedLine } from "../domain/errors"
import type { IssuedAllocation } from "../domain/allocation"
import { exact, sumOf, toText } from "../domain/quantity"
import { serialKey } from "../domain/serial-numbers"
import { emptyRegister, nameReturned } from "../domain/serial-register"
import { beginPosting } from "../database/begin-posting"
import { newId } from "../database/new-id"
import { lockStock } from "../ledger/posting/lock-stock"
import type { Ports } from "../ledger/posting/post"
import { loadNamedAllocations, loadRegister } from "./load-register"
import { refreshStates } from "./refresh"
import { changeGaps, writeUnits, type PlacedUnit } from "./write"
import { allocationTable } from "../database/tables"

export interface NameIssuedSerials {
  goods_issue_id: string
  lines: { line_id: string; serial_numbers: string[] }[]
}

interface LineRow {
  id: string
  inventory_item_id: string
  sku: string | null
}

/**
 * Names the units that left with a goods issue, as many as are still out of each line.
 * Throws: NOT_FOUND, INVALID_DATA (unknown lines, another number of units, units that are named already), SERIAL_TAKEN,
 * INSUFFICIENT_STOCK naming units that cannot have left with it.
 */
export const nameIssuedSerials = async (
  ports: Ports,
  command: NameIssuedSerials
): Promise<void> => {
  const { sql } = ports
  await beginPosting(sql)
  const [issue] = await lockRows(sql, "document", "id", [command.goods_issue_id, "goods_issue"])
  if (!issue) {
    throw new ConsignmentError("NOT_FOUND", `There is no goods issue ${command.goods_issue_id}.`, {
      id: command.goods_issue_id,
    })
  }
  const rows = await sql<LineRow>(
    `select id, inventory_item_id, sku from consignment_document_line where document_id = ?`,
    [command.goods_issue_id]
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  refuseFirst(
    command.lines.flatMap(({ line_id: id }, index): RefusedLine[] => {
      const isRepeated = command.lines.findIndex((line) => line.line_id === id) !== index
      if (known.has(id) && !isRepeated) return []
      const message = isRepeated
        ? `line_id ${id} is named more than once.`
        : `line_id ${id} is unknown.`
      return [{ index, code: "INVALID_DATA", path: "line_id", message }]
    })
  )
  const stock = await lockStock(sql, ports.host, {
    places: (await loadAllocations(sql, command.goods_issue_id)).map((allocation) => ({
      stockLocationId: allocation.stockLocationId,
      inventoryItemId: allocation.inventoryItemId,
    })),
    at: ports.clock(),
    changesSince: null,
  })
  const allocations = await loadAllocations(sql, command.goods_issue_id)
  const lines = command.lines.map((line, index) => {
    const row = known.get(line.line_id)
    const issued = allocations.filter((allocation) => allocation.lineId === line.line_id)
    return {
      id: line.line_id,
      index,
      inventoryItemId: row?.inventory_item_id ?? "",
      sku: row?.sku ?? null,
      quantity: sumOf(issued, (allocation) => allocation.quantity.minus(allocation.quantityUndone)),
      serialNumbers: line.serial_numbers,
      issued,
    }
  })
  const register = (await loadRegister(sql, { stock, named: lines })) ?? emptyRegister()
  const namedAllocations = await loadNamedAllocations(
    sql,
    lines.flatMap((line) => line.issued.map(({ id }) => id))
  )
  const { refused } = nameReturned(register, lines, namedAllocations, "leaves")
  refuseFirst([
    ...refused,
    ...lines.flatMap((line): RefusedLine[] =>
      line.issued.some(({ id }) => namedAllocations.has(id))
        ? [
            {
              index: line.index,
              code: "INVALID_DATA",
              path: "serial_numbers",
              message: `The ${toText(line.quantity)} units of this line are named already.`,
              reason: "serials_named",
            },
          ]
        : []
    ),
  ])
  const placed = lines.flatMap((line) =>
    (register.named.get(line.id) ?? []).flatMap(({ serials, allocationId }) => {
      const allocation = line.issued.find(({ id }) => id === allocationId)
      return serials.map((serial): PlacedUnit => ({
        id: register.units.get(serialKey(line.inventoryItemId, serial))?.id ?? newId("cssn"),
        inventoryItemId: line.inventoryItemId,
        serial,
        sku: line.sku,
        lineId: line.id,
        state: "sold",
        isHeld: false,
        lotId: allocation?.lotId ?? null,
        stockLocationId: null,
        contractorId: allocation?.contractorId ?? null,
        allocationId,
      }))
    })
  )
  const claimed = placed.flatMap((unit) => {
    const before = register.units.get(serialKey(unit.inventoryItemId, unit.serial))
    return before?.isHeld
      ? {
          lotId: before.lotId,
          stockLocationId: before.stockLocationId ?? "",
          inventoryItemId: before.inventoryItemId,
          quantity: exact(-1),
        }
      : []
  })
  await writeUnits(sql, command.goods_issue_id, placed)
  await changeGaps(sql, command.goods_issue_id, claimed)
  await refreshStates(sql, claimed)
}

const loadAllocations = async (
  sql: Ports["sql"],
  documentId: string
): Promise<IssuedAllocation[]> => {
  const rows = await sql<object>(
    `select ${allocationTable.select("a")} from consignment_allocation a
     where a.document_id = ? and a.quantity > 0 order by a.sequence`,
    [documentId]
  )
  return rows.map((row) => ({ ...allocationTable.read(row), movement: null }))
}
