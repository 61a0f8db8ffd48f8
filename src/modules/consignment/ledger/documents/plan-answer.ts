import { toText } from "../../domain/quantity"
import type { PlannedIssue } from "./post-goods-issue"

/** A plan as the contract shows it. */
export const toPlanAnswer = (planned: PlannedIssue) => ({
  warnings: planned.warnings,
  lines: planned.lines.map(({ line, allocations }) => ({
    index: line.index,
    inventory_item_id: line.inventoryItemId,
    sku: line.sku,
    quantity: toText(line.quantity),
    allocations: allocations.map((allocation) => ({
      ownership: allocation.ownership,
      lot_id: allocation.lotId,
      contractor_id: allocation.contractorId,
      quantity: toText(allocation.quantity),
      unit_cost: allocation.unitCost ? toText(allocation.unitCost) : null,
      currency_code: allocation.currencyCode,
    })),
  })),
})
