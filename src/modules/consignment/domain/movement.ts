import type { Decimal } from "decimal.js"
import type { Direction } from "./terms"

export const movementTypes = [
  "goods_receipt",
  "goods_receipt_reversal",
  "goods_issue",
  "goods_issue_reversal",
  "goods_issue_return",
  "goods_issue_return_reversal",
  "internal_issue",
  "internal_issue_reversal",
  "internal_issue_return",
  "internal_issue_return_reversal",
  "ownership_transfer",
  "ownership_transfer_reversal",
  "consignor_return",
  "consignor_return_reversal",
  "count_loss",
  "count_loss_reversal",
  "count_gain",
  "count_gain_reversal",
  "revaluation",
  "revaluation_reversal",
  "opening",
  "opening_reversal",
  "delivery",
  "delivery_reversal",
  "reported_sale",
  "reported_sale_reversal",
  "reported_sale_return",
  "reported_sale_return_reversal",
  "take_back",
  "take_back_reversal",
  "warehouse_transfer_out",
  "warehouse_transfer_out_reversal",
  "warehouse_transfer_in",
  "warehouse_transfer_in_reversal",
] as const
export type MovementType = (typeof movementTypes)[number]

/** The columns of a settlement line that show what was consumed, gross. */
export const consumptionColumns = [
  "issued",
  "internally_issued",
  "transferred",
  "counted_lost",
  "returned",
  "transfer_reversed",
] as const
export type ConsumptionColumn = (typeof consumptionColumns)[number]

/** Columns that lower the net quantity. */
const loweringColumns: readonly ConsumptionColumn[] = ["returned", "transfer_reversed"]

export const columnSign = (column: ConsumptionColumn): 1 | -1 =>
  loweringColumns.includes(column) ? -1 : 1

/** What a movement is to its lot, besides what it does to the quantity that remains. */
export type Effect =
  | { kind: "consumed"; column: ConsumptionColumn }
  | { kind: "received" }
  | { kind: "returned_to_consignor" }
  | { kind: "counted" }
  | { kind: "moved" }
  | { kind: "none" }

/** A movement says by its type, and by the liability frozen on it, what it means for the settlement. */
export const effectOf = ({ type, liable }: { type: MovementType; liable: boolean }): Effect => {
  switch (type) {
    case "goods_issue":
    case "reported_sale":
      return { kind: "consumed", column: "issued" }
    case "internal_issue":
      return { kind: "consumed", column: "internally_issued" }
    case "ownership_transfer":
      return { kind: "consumed", column: "transferred" }
    case "goods_issue_return":
    case "internal_issue_return":
    case "reported_sale_return":
    case "goods_issue_reversal":
    case "internal_issue_reversal":
    case "reported_sale_reversal":
    case "goods_issue_return_reversal":
    case "internal_issue_return_reversal":
    case "reported_sale_return_reversal":
      return { kind: "consumed", column: "returned" }
    case "ownership_transfer_reversal":
      return { kind: "consumed", column: "transfer_reversed" }
    case "count_loss":
    case "count_loss_reversal":
    case "count_gain":
    case "count_gain_reversal":
      return liable ? { kind: "consumed", column: "counted_lost" } : { kind: "counted" }
    case "goods_receipt":
    case "goods_receipt_reversal":
    case "delivery":
    case "delivery_reversal":
    case "opening":
    case "opening_reversal":
      return { kind: "received" }
    case "consignor_return":
    case "consignor_return_reversal":
    case "take_back":
    case "take_back_reversal":
      return { kind: "returned_to_consignor" }
    case "warehouse_transfer_out":
    case "warehouse_transfer_out_reversal":
    case "warehouse_transfer_in":
    case "warehouse_transfer_in_reversal":
      return { kind: "moved" }
    case "revaluation":
    case "revaluation_reversal":
      return { kind: "none" }
    default: {
      const unknown: never = type
      throw new Error(`Unknown movement type ${String(unknown)}`)
    }
  }
}

/** One signed line of the ledger, not yet numbered by the database. */
export interface Movement {
  id: string
  type: MovementType
  documentId: string
  lineId: string | null
  lotId: string
  contractorId: string
  warehouseId: string
  stockLocationId: string
  inventoryItemId: string
  direction: Direction
  /** Signed: what it does to the consigned stock of its lot. */
  quantity: Decimal
  unitCost: Decimal
  currencyCode: string
  branchCode: string | null
  effectiveAt: Date
  reversesId: string | null
  late: boolean
  /** A count difference that the consignee pays for. */
  liable: boolean
  /** Posted and undone by the host within one attempt: in no column of a settlement. */
  technical: boolean
}
