import { ConsignmentError } from "../domain/errors"
import { decideInvoice, type InvoiceAllocation } from "../domain/invoice"
import { exact, toText } from "../domain/quantity"
import type { Sql } from "../database/sql"
import type { InvoiceAnswer } from "./answers"
import type { DecimalsOf } from "./heads"
import { loadLimits, loadLying, loadStates } from "./state"

/** A draft with the lots that it would be allocated to if it were posted now; nothing if that would be refused. */
export const withPlannedAllocations = async (
  sql: Sql,
  invoice: InvoiceAnswer,
  decimalsOf: DecimalsOf
): Promise<InvoiceAnswer> => {
  if (invoice.status !== "draft" || invoice.lines.length === 0) return invoice
  const account = {
    contractor_id: invoice.contractor_id,
    direction: invoice.direction,
    currency_code: invoice.currency_code,
  }
  const itemIds = [...new Set(invoice.lines.map((line) => line.inventory_item_id))]
  const input = {
    lines: invoice.lines.map((line, index) => ({
      id: line.id,
      index,
      inventoryItemId: line.inventory_item_id,
      sku: line.sku,
      quantity: exact(line.quantity),
      unitPrice: exact(line.unit_price),
      suggestedUnitPrice:
        line.suggested_unit_price === null ? null : exact(line.suggested_unit_price),
    })),
    states: await loadStates(sql, account, itemIds, null),
    lying: await loadLying(sql, account, itemIds),
    limits: await loadLimits(sql, account, itemIds),
    decimals: decimalsOf(invoice.currency_code),
  }
  const allocations = planned(() => decideInvoice(input).allocations)
  return {
    ...invoice,
    lines: invoice.lines.map((line) => ({
      ...line,
      allocations: allocations.filter(({ lineId }) => lineId === line.id).map(toAnswer),
    })),
  }
}

const planned = (decide: () => InvoiceAllocation[]): InvoiceAllocation[] => {
  try {
    return decide()
  } catch (error) {
    if (error instanceof ConsignmentError) return []
    throw error
  }
}

const toAnswer = ({ lotId, quantity, unitCost, prepaid }: InvoiceAllocation) => ({
  lot_id: lotId,
  quantity: toText(quantity),
  unit_cost: toText(unitCost),
  prepaid,
})
