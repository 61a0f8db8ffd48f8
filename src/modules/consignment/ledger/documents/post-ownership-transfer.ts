import { refuseTakingHired } from "../../domain/hire"
import { decideOwnershipTransfer } from "../../domain/ownership-transfer"
import {
  post,
  sourceOfCaller,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import { requireInbound, requireParties } from "../posting/references"
import type { SaleOptions } from "./post-reported-sale"
import {
  decideByUnits,
  placesOf,
  toTakingLines,
  toTakingRow,
  type TakingCommandLine,
} from "./taking-lines"

export interface PostOwnershipTransfer extends DocumentCommand {
  warehouse_id: string
  contractor_id?: string
  lines: TakingCommandLine[]
}

/**
 * Buys consigned goods without selling them.
 * Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, INSUFFICIENT_STOCK, PERIOD_CLOSED, IDEMPOTENCY_MISMATCH.
 */
export const postOwnershipTransfer = async (
  ports: Ports,
  command: PostOwnershipTransfer,
  { source = sourceOfCaller("ownership_transfer", command), terms }: SaleOptions = {}
): Promise<Posted> => {
  const { sql } = ports
  const warehouse = requireInbound(await requireParties(sql, command))
  const contractorId = command.contractor_id ?? null
  const lines = (await toTakingLines(sql, command.lines, warehouse)).map((line) => ({
    ...line,
    takesSold: terms === "sale",
  }))
  return await post(ports, {
    command,
    source,
    head: {
      type: "ownership_transfer",
      contractor_id: contractorId,
      warehouse_id: warehouse.id,
      stock_location_id: warehouse.stockLocationId,
      branch_code: warehouse.branchCode,
    },
    stock: { places: placesOf(lines, warehouse.stockLocationId) },
    named: lines,
    decide: (stock, facts, register) => {
      if (terms !== "sale") refuseTakingHired([warehouse])
      return decideByUnits(register, lines, { stock, warehouse, contractorId }, (byUnits) =>
        decideOwnershipTransfer({ warehouse, contractorId, lines: byUnits }, stock, facts)
      )
    },
    lines: (documentId) =>
      lines.map((line) => ({
        ...toTakingRow(documentId, line, warehouse.stockLocationId),
        terms: terms ?? null,
      })),
  })
}
