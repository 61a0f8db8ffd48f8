import { decideConsignorReturn } from "../../domain/consignor-return"
import { post, sourceOfCaller, type PaperCommand, type Ports, type Posted } from "../posting/post"
import { requireInbound, requireParties } from "../posting/references"
import { placesOf, toTakingLines, toTakingRow, type TakingCommandLine } from "./taking-lines"
import { toWrittenLevels } from "./reverse-whole"

export interface PostConsignorReturn extends PaperCommand {
  contractor_id: string
  warehouse_id: string
  lines: TakingCommandLine[]
}

/** Sends unsold goods back to their owner. */
export const postConsignorReturn = async (
  ports: Ports,
  command: PostConsignorReturn
): Promise<Posted> => {
  const { sql } = ports
  const warehouse = requireInbound(await requireParties(sql, command))
  const lines = await toTakingLines(sql, command.lines, warehouse)
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
    decide: (stock, facts) =>
      decideConsignorReturn(
        {
          type: "consignor_return",
          warehouse,
          contractorId: command.contractor_id,
          ownStockLocationId: null,
          lines,
        },
        stock,
        facts
      ),
    outcome: (posting) => ({ levels: toWrittenLevels(posting.levels) }),
    lines: (documentId) =>
      lines.map((line) => toTakingRow(documentId, line, warehouse.stockLocationId)),
  })
}
