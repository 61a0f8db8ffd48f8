import type { Decimal } from "decimal.js"
import type { ConsumptionColumn, MovementType } from "./kinds"
import type { Direction } from "./terms"

export { effectOf, movementTypes } from "./kind-lists"
export { consumptionColumns, type ConsumptionColumn, type MovementType } from "./kinds"

/** Columns that lower the net quantity. */
const loweringColumns: readonly ConsumptionColumn[] = ["returned", "transfer_reversed"]

export const columnSign = (column: ConsumptionColumn): 1 | -1 =>
  loweringColumns.includes(column) ? -1 : 1

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
  /** The contractor's fee for each unit that goes back to them. */
  returnFee?: Decimal | null
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
