import { decideWarehouseTransfer } from "../../domain/warehouse-transfer"
import {
  post,
  sourceOfCaller,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import { requireWarehouse } from "../posting/references"
import {
  decideByUnits,
  placesOf,
  toTakingLines,
  toTakingRow,
  type TakingCommandLine,
} from "./taking-lines"
import { toWrittenInvoiced, toWrittenLevels } from "./reverse-whole"

export interface PostWarehouseTransfer extends DocumentCommand {
  from_warehouse_id: string
  to_warehouse_id: string
  lines: TakingCommandLine[]
}

/**
 * Moves consigned goods to another consignment warehouse; their owner stays.
 * Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH.
 */
export const postWarehouseTransfer = async (
  ports: Ports,
  command: PostWarehouseTransfer
): Promise<Posted> => {
  const { sql } = ports
  const from = await requireWarehouse(sql, command.from_warehouse_id, "from_warehouse_id")
  const to = await requireWarehouse(sql, command.to_warehouse_id, "to_warehouse_id")
  const lines = await toTakingLines(sql, command.lines, from)
  return await post(ports, {
    command,
    source: sourceOfCaller("warehouse_transfer", command),
    head: {
      type: "warehouse_transfer",
      warehouse_id: from.id,
      to_warehouse_id: to.id,
      stock_location_id: from.stockLocationId,
      branch_code: from.branchCode,
    },
    stock: { places: placesOf(lines, from.stockLocationId, to.stockLocationId) },
    named: lines,
    decide: (stock, facts, register) =>
      decideByUnits(register, lines, { stock, warehouse: from, contractorId: null }, (byUnits) =>
        decideWarehouseTransfer({ from, to, lines: byUnits }, stock, facts)
      ),
    outcome: (posting) => ({
      levels: toWrittenLevels(posting.levels),
      invoiced: toWrittenInvoiced(posting.invoiced),
    }),
    lines: (documentId) => lines.map((line) => toTakingRow(documentId, line, from.stockLocationId)),
  })
}
