import { exact, toText } from "../domain/quantity"
import { decideReportedSale, type ReportedSaleLine } from "../domain/reported-sale"
import type { Source } from "./documents"
import { post, sourceOfCaller, type PaperCommand, type Ports, type Posted } from "./post"
import { requireOutbound, requireParties } from "./references"
import { placesOf, toTakingLines, toTakingRow, type TakingCommandLine } from "./taking-lines"

export interface PostReportedSale extends PaperCommand {
  warehouse_id: string
  lines: (TakingCommandLine & {
    /** For this sale instead of the agreed price. */
    unit_price?: string | null
  })[]
}

/** Takes note of what a customer has sold of our goods. */
export const postReportedSale = async (
  ports: Ports,
  command: PostReportedSale,
  source: Source = sourceOfCaller("reported_sale", command)
): Promise<Posted> => {
  const { sql } = ports
  const warehouse = requireOutbound(await requireParties(sql, command))
  const lines = (await toTakingLines(sql, command.lines, warehouse)).map(
    (line): ReportedSaleLine => {
      const unitPrice = command.lines[line.index]?.unit_price ?? null
      return { ...line, unitPrice: unitPrice === null ? null : exact(unitPrice) }
    }
  )
  return await post(ports, {
    command,
    source,
    head: {
      type: "reported_sale",
      contractor_id: warehouse.contractorId,
      warehouse_id: warehouse.id,
      stock_location_id: warehouse.stockLocationId,
      branch_code: warehouse.branchCode,
    },
    stock: { places: placesOf(lines, warehouse.stockLocationId) },
    decide: (stock, facts) => decideReportedSale({ warehouse, lines }, stock, facts),
    lines: (documentId) =>
      lines.map((line) => ({
        ...toTakingRow(documentId, line, warehouse.stockLocationId),
        unit_cost: line.unitPrice === null ? null : toText(line.unitPrice),
      })),
  })
}
