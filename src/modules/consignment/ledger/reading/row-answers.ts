import type { InferTypeOf } from "@medusajs/framework/types"
import { trimmed } from "../../domain/quantity"
import type { ConsignmentLot } from "../../models/lot"
import type { ConsignmentMovement } from "../../models/movement"
import { toDate, toDateOrNull } from "../../database/column-table"
import { withoutSerials, type SerialsOfLot } from "../../serials/of-lots"

type LotRow = InferTypeOf<typeof ConsignmentLot>
type MovementRow = InferTypeOf<typeof ConsignmentMovement>

/** A lot that once held registered units. */
const ofUnitsThatLeft: SerialsOfLot = { serial_numbers: [], possible_serial_numbers: [] }

/** A lot as the contract shows it. */
export const toLotAnswer = (row: LotRow, serials?: SerialsOfLot) => ({
  id: row.id,
  contractor_id: row.contractor_id,
  warehouse_id: row.warehouse_id,
  stock_location_id: row.stock_location_id,
  inventory_item_id: row.inventory_item_id,
  sku: row.sku,
  received_at: toDate(row.received_at).toISOString(),
  quantity_received: trimmed(row.quantity_received),
  quantity_remaining: trimmed(row.quantity_remaining),
  quantity_consumed: trimmed(row.quantity_consumed),
  quantity_returned_to_consignor: trimmed(row.quantity_returned_to_consignor),
  quantity_counted: trimmed(row.quantity_counted),
  quantity_transferred: trimmed(row.quantity_transferred),
  quantity_invoiced: trimmed(row.quantity_invoiced),
  quantity_prepaid: trimmed(row.quantity_prepaid),
  unit_cost: trimmed(row.unit_cost),
  currency_code: row.currency_code,
  direction: row.direction,
  batch: row.batch,
  expires_at: toDateOrNull(row.expires_at)?.toISOString() ?? null,
  ...(serials ?? (row.serial_numbers ? ofUnitsThatLeft : withoutSerials)),
  origin_lot_id: row.origin_lot_id,
  document_id: row.document_id,
})

/** A movement as the contract shows it; `quantity` is signed. */
export const toMovementAnswer = (row: MovementRow, settlementId: string | null) => ({
  id: row.id,
  sequence: parseInt(String(row.sequence), 10),
  type: row.type,
  document_id: row.document_id,
  document_type: row.document_type,
  line_id: row.line_id,
  lot_id: row.lot_id,
  contractor_id: row.contractor_id,
  warehouse_id: row.warehouse_id,
  stock_location_id: row.stock_location_id,
  inventory_item_id: row.inventory_item_id,
  direction: row.direction,
  quantity: trimmed(row.quantity),
  unit_cost: trimmed(row.unit_cost),
  currency_code: row.currency_code,
  branch_code: row.branch_code,
  effective_at: toDate(row.effective_at).toISOString(),
  posted_at: toDate(row.posted_at).toISOString(),
  source_key: row.source_key,
  reverses_id: row.reverses_id,
  settlement_id: settlementId,
  late: row.late,
  technical: row.technical,
})

export type MovementAnswer = ReturnType<typeof toMovementAnswer>
