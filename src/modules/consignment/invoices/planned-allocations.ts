import { ConsignmentError } from "../domain/errors"
import {
  decideInvoice,
  feeVarianceOf,
  type DecidedInvoice,
  type InvoiceAllocation,
  type InvoiceLine,
} from "../domain/invoice"
import { exact, toText } from "../domain/quantity"
import type { Sql } from "../database/sql"
import type { InvoiceAnswer, InvoiceLineAnswer } from "./answers"
import type { DecimalsOf } from "./heads"
import { loadLimits, loadLying, loadStates } from "./state"

/** A draft with its variance, and the lots that it would be allocated to if it were posted now; nothing if that would be refused. */
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
  const fees = invoice.lines.filter((line) => line.kind === "return_fee")
  const goods = invoice.lines.filter((line) => line.kind === "goods")
  const itemIds = [...new Set(goods.map((line) => line.inventory_item_id))]
  const input = {
    lines: goods.map(toLine),
    states: await loadStates(sql, account, itemIds, null),
    lying: await loadLying(sql, account, itemIds),
    limits: await loadLimits(sql, account, itemIds),
    decimals: decimalsOf(invoice.currency_code),
  }
  const decided = planned(() => decideInvoice(input))
  const allocations = decided?.allocations ?? []
  return {
    ...invoice,
    variance_amount: decided
      ? decided.varianceAmount
          .plus(feeVarianceOf(fees.map(toLine), input.decimals))
          .toFixed(input.decimals)
      : invoice.variance_amount,
    lines: invoice.lines.map((line) => ({
      ...line,
      allocations: allocations.filter(({ lineId }) => lineId === line.id).map(toAnswer),
    })),
  }
}

const toLine = (line: InvoiceLineAnswer, index: number): InvoiceLine => ({
  id: line.id,
  index,
  inventoryItemId: line.inventory_item_id,
  sku: line.sku,
  quantity: exact(line.quantity),
  unitPrice: exact(line.unit_price),
  suggestedUnitPrice: line.suggested_unit_price === null ? null : exact(line.suggested_unit_price),
})

const planned = (decide: () => DecidedInvoice): DecidedInvoice | null => {
  try {
    return decide()
  } catch (error) {
    if (error instanceof ConsignmentError) return null
    throw error
  }
}

const toAnswer = ({ lotId, quantity, unitCost, prepaid }: InvoiceAllocation) => ({
  lot_id: lotId,
  quantity: toText(quantity),
  unit_cost: toText(unitCost),
  prepaid,
})
