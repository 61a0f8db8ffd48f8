import { decideConsignorReturn } from "../../domain/consignor-return"
import { refuseForeignPlace } from "../../domain/own-place"
import type { DocumentSource } from "../posting/document-head"
import {
  post,
  sourceOfCaller,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import { findWarehouseAt, requireOutbound, requireParties } from "../posting/references"
import { toWrittenLevels } from "./reverse-whole"
import {
  decideByUnits,
  placesOf,
  toTakingLines,
  toTakingRow,
  type TakingCommandLine,
} from "./taking-lines"

export interface PostTakeBack extends DocumentCommand {
  warehouse_id: string
  /** Where the goods lie as own from now on. */
  to_stock_location_id: string
  lines: TakingCommandLine[]
}

/** A take-back that the other store has announced keeps its id and its lines. */
export interface AnnouncedTakeBack {
  id: string
  lines: { id: string; announced_quantity: string | null; origin_line_id: string | null }[]
}

/**
 * Brings unsold goods home from a customer.
 * Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, DEDICATED_WAREHOUSE, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH.
 */
export const postTakeBack = async (
  ports: Ports,
  command: PostTakeBack,
  source: DocumentSource = sourceOfCaller("take_back", command),
  draft?: AnnouncedTakeBack
): Promise<Posted> => {
  const { sql } = ports
  const warehouse = requireOutbound(await requireParties(sql, command))
  const { contractorId, stockLocationId } = warehouse
  const ownStockLocationId = command.to_stock_location_id
  const ownPlace = await findWarehouseAt(sql, ownStockLocationId)
  const lines = (await toTakingLines(sql, command.lines, warehouse)).map((line) => ({
    ...line,
    id: draft?.lines[line.index]?.id ?? line.id,
  }))
  return await post(ports, {
    command,
    source,
    party: { contractorId, direction: "outbound" },
    documentId: draft?.id,
    head: {
      type: "take_back",
      contractor_id: contractorId,
      warehouse_id: warehouse.id,
      stock_location_id: stockLocationId,
      own_stock_location_id: ownStockLocationId,
      branch_code: warehouse.branchCode,
    },
    stock: { places: placesOf(lines, stockLocationId, ownStockLocationId) },
    named: lines,
    decide: (stock, facts, register) => {
      refuseForeignPlace(ownStockLocationId, ownPlace)
      return decideByUnits(register, lines, { stock, warehouse, contractorId }, (byUnits) =>
        decideConsignorReturn(
          { type: "take_back", warehouse, contractorId, ownStockLocationId, lines: byUnits },
          stock,
          facts
        )
      )
    },
    outcome: (posting) => ({ levels: toWrittenLevels(posting.levels) }),
    lines: (documentId) =>
      lines.map((line) => ({
        ...toTakingRow(documentId, line, stockLocationId),
        announced_quantity: draft?.lines[line.index]?.announced_quantity ?? null,
        origin_line_id: draft?.lines[line.index]?.origin_line_id ?? null,
      })),
  })
}
