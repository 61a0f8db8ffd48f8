import type { Ownership, ReturnReason } from "../domain/allocation"
import type { MovementType } from "../domain/kinds"
import type { Prepaid, Lot } from "../domain/lot"
import { exact, least } from "../domain/quantity"
import type { Warehouse } from "../domain/stock"
import type { Direction, ExpiredLotPolicy, LineTerms, WarehousePurpose } from "../domain/terms"
import {
  boolean,
  columnTable,
  decimal,
  decimalText,
  defaulting,
  instant,
  instantText,
  integer,
  json,
  list,
  named,
  nullable,
  optional,
  readOnly,
  rowsOf,
  sequence,
  text,
  type RowValues,
} from "./column-table"

export const lotTable = columnTable({
  id: text(),
  sequence: sequence(),
  contractorId: text(),
  warehouseId: text(),
  stockLocationId: text(),
  inventoryItemId: text(),
  sku: nullable(text()),
  direction: text<Direction>(),
  receivedAt: instant(),
  unitCost: decimal(),
  currencyCode: text(),
  remaining: readOnly(named("quantity_remaining", decimal())),
  batch: nullable(text()),
  expiresAt: nullable(instant()),
  serialNumbers: list<string>(),
  originLotId: nullable(text()),
  terms: optional(text<LineTerms>(), "consign"),
})

/** A lot with what of it is prepaid. */
export interface LotRow {
  quantity_remaining: string
  prepaid: { unit_cost: string; quantity: string }[] | null
}

/** Of costs `c` of one lot that are prepaid: what came prepaid from another warehouse, then by invoice. */
export const oldestInvoiceFirst = `(
  select min(a.sequence) from consignment_invoice_allocation a
  where a.lot_id = c.lot_id and a.unit_cost = c.unit_cost and a.prepaid and a.credited_line_id is null) nulls first,
  c.sequence`

/** The columns of a `LotRow`, prepaid quantities of the oldest invoice first. */
export const lotColumns = `${lotTable.select("l")},
  case when l.quantity_invoiced > 0 then (
    select json_agg(json_build_object('unit_cost', c.unit_cost::text, 'quantity', (c.invoiced - c.consumed)::text)
      order by ${oldestInvoiceFirst})
    from consignment_lot_cost c where c.lot_id = l.id and c.invoiced > c.consumed) end as prepaid`

/** No more units are prepaid than remain; those that left were of the latest invoices. */
const toPrepaid = (row: LotRow): Prepaid[] => {
  let left = exact(row.quantity_remaining)
  return (row.prepaid ?? []).flatMap((prepaid) => {
    const quantity = least(left, exact(prepaid.quantity))
    left = left.minus(quantity)
    return quantity.gt(0) ? [{ unitCost: exact(prepaid.unit_cost), quantity }] : []
  })
}

export const toLot = (row: LotRow): Lot => ({ ...lotTable.read(row), prepaid: toPrepaid(row) })

const warehouseTable = columnTable({
  id: text(),
  stockLocationId: text(),
  ownStockLocationId: text(),
  direction: text<Direction>(),
  contractorId: nullable(text()),
  branchCode: nullable(text()),
  issueStrategy: nullable(text()),
  contractorPriority: list<string>(),
  expiredLots: text<ExpiredLotPolicy>(),
  purpose: text<WarehousePurpose>(),
  checksOnArrival: named("check_on_arrival", boolean()),
})

export const warehouseColumns = warehouseTable.select("w")
export const toWarehouse: (row: object) => Warehouse = warehouseTable.read

export const movementTable = columnTable({
  id: text(),
  type: text<MovementType>(),
  documentId: text(),
  lineId: nullable(text()),
  lotId: text(),
  contractorId: text(),
  warehouseId: text(),
  stockLocationId: text(),
  inventoryItemId: text(),
  direction: text<Direction>(),
  quantity: decimal(),
  unitCost: decimal(),
  returnFee: optional(nullable(decimal()), null),
  currencyCode: text(),
  branchCode: nullable(text()),
  effectiveAt: instant(),
  reversesId: nullable(text()),
  late: boolean(),
  liable: boolean(),
  technical: boolean(),
})

export const allocationTable = columnTable({
  id: text(),
  sequence: sequence(),
  documentId: text(),
  lineId: text(),
  inventoryItemId: text(),
  stockLocationId: text(),
  ownership: text<Ownership>(),
  lotId: nullable(text()),
  contractorId: nullable(text()),
  movementId: nullable(text()),
  undoesAllocationId: nullable(text()),
  quantity: decimal(),
  quantityUndone: decimal(),
  quantityPending: decimal(),
  unitCost: nullable(decimal()),
  currencyCode: nullable(text()),
  reason: nullable(text<ReturnReason>()),
})

/** A line of a document. Its rows are composed and answered as they are, so the values stay texts. */
export const documentLineTable = columnTable({
  id: text(),
  document_id: text(),
  index: integer(),
  inventory_item_id: text(),
  stock_location_id: nullable(text()),
  sku: nullable(text()),
  quantity: decimalText(),
  unit_cost: nullable(decimalText()),
  sale_price: nullable(decimalText()),
  list_price: nullable(decimalText()),
  counted_quantity: nullable(decimalText()),
  /** Arrived units, as the customer reports them. */
  received_quantity: nullable(decimalText()),
  lot_id: nullable(text()),
  line_item_id: nullable(text()),
  /** Units of the item in one unit of the order line when it was fulfilled. */
  required_quantity: nullable(decimalText()),
  undoes_line_id: nullable(text()),
  batch: nullable(text()),
  expires_at: nullable(instantText()),
  serial_numbers: nullable(json<string[]>()),
  terms: nullable(text<LineTerms>()),
  /** When the owner's hire of the units ends. */
  hire_until: nullable(instantText()),
  /** Units whose hire has ended, those that went back included. */
  ended_quantity: defaulting(decimalText(), "0"),
  /** Units of a receipt that were checked; null where nothing is checked. */
  checked_quantity: nullable(decimalText()),
  /** Units that the other store says it has sent. */
  announced_quantity: nullable(decimalText()),
  /** Of the announced units that did not arrive: those of which it is settled who pays. */
  resolved_quantity: defaulting(decimalText(), "0"),
  /** The line of the connected store's document that it follows. */
  origin_line_id: nullable(text()),
  /** How far the connected store has come with it. */
  peer_state: nullable(text<"sent" | "received" | "failed">()),
  peer_error: nullable(json<{ code: string; message: string }>()),
})

export type DocumentLineRow = RowValues<typeof documentLineTable>
export const emptyLine = documentLineTable.empty

const branchTable = columnTable({
  branchCode: nullable(text()),
  net: decimal(),
  netValue: decimal(),
})

export const settlementLineTable = columnTable({
  inventoryItemId: text(),
  sku: nullable(text()),
  opening: decimal(),
  issued: decimal(),
  internally_issued: decimal(),
  transferred: decimal(),
  counted_lost: decimal(),
  returned: decimal(),
  transfer_reversed: decimal(),
  net: decimal(),
  toInvoice: decimal(),
  carry: decimal(),
  netValue: decimal(),
  amount: decimal(),
  balanced: boolean(),
  lateQuantity: decimal(),
  branches: rowsOf(branchTable),
})

export const settlementStockTable = columnTable({
  inventoryItemId: text(),
  sku: nullable(text()),
  opening: decimal(),
  received: decimal(),
  consumed: decimal(),
  returnedToConsignor: decimal(),
  counted: decimal(),
  closing: decimal(),
})
