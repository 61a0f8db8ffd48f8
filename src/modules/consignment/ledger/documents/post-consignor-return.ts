import { isHire } from "../../domain/hire"
import { takeHiredUnits, withLent, type TakingHired } from "../posting/take-hired"
import { decideConsignorReturn } from "../../domain/consignor-return"
import {
  post,
  sourceOfCaller,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import { requireInbound, requireParties } from "../posting/references"
import {
  decideByUnits,
  placesOf,
  toTakingLines,
  toTakingRow,
  type TakingCommandLine,
} from "./taking-lines"
import { toWrittenLevels } from "./reverse-whole"

export interface PostConsignorReturn extends DocumentCommand {
  contractor_id: string
  warehouse_id: string
  lines: TakingCommandLine[]
}

/**
 * Sends unsold goods back to their owner, or goods that were rejected on arrival.
 * Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH.
 */
export const postConsignorReturn = async (
  ports: Ports,
  command: PostConsignorReturn,
  { isRejected = false }: { isRejected?: boolean } = {}
): Promise<Posted> => {
  const { sql } = ports
  const warehouse = requireInbound(await requireParties(sql, command))
  const lines = await toTakingLines(sql, command.lines, warehouse)
  let hired: TakingHired | null = null
  return await post(ports, {
    command,
    source: sourceOfCaller("consignor_return", command),
    party: { contractorId: command.contractor_id, direction: "inbound" },
    head: {
      type: "consignor_return",
      contractor_id: command.contractor_id,
      warehouse_id: warehouse.id,
      stock_location_id: warehouse.stockLocationId,
      branch_code: warehouse.branchCode,
    },
    stock: { places: placesOf(lines, warehouse.stockLocationId) },
    named: lines,
    decide: async (stock, facts, register) => {
      const { contractor_id: contractorId } = command
      // Units that wait to be checked may go back to their owner as hired ones may.
      const taking =
        isHire(warehouse) || warehouse.checksOnArrival
          ? await takeHiredUnits(ports, stock, warehouse, contractorId, lines)
          : null
      hired = taking
      const available = taking?.stock ?? stock
      return decideByUnits(
        taking ? withLent(register) : register,
        taking?.lines ?? lines,
        { stock: available, warehouse, contractorId },
        (byUnits) =>
          decideConsignorReturn(
            {
              type: "consignor_return",
              isRejected,
              warehouse,
              contractorId,
              ownStockLocationId: null,
              lines: byUnits,
            },
            available,
            facts
          )
      )
    },
    finish: async (posting) => await hired?.finish(posting),
    outcome: (posting) => ({ levels: toWrittenLevels(posting.levels) }),
    lines: (documentId) =>
      lines.map((line) => toTakingRow(documentId, line, warehouse.stockLocationId)),
  })
}
