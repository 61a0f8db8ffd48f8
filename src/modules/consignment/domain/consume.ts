import type { Decimal } from "decimal.js"
import type { SharedPrice } from "./allocation"
import type { MovementType } from "./movement"
import { allocate, move, type Draft } from "./posting"
import type { Taken } from "./take-from-lots"

interface Consumption {
  type: MovementType
  lineId: string
  branchCode: string | null
  effectiveAt: Date
}

type Consumed = Pick<Taken, "lot"> & {
  quantity: Decimal
  unitCost: Decimal
  share?: SharedPrice | null
}

/** Consumes what was taken from one lot at one cost: a movement of the lot, and the allocation a return goes back by. */
export const consume = (
  draft: Draft,
  { lot, quantity, unitCost, share }: Consumed,
  consumption: Consumption
): void => {
  const movement = move(draft, lot.id, {
    ...consumption,
    quantity: quantity.negated(),
    unitCost,
  })
  allocate(draft, {
    lineId: consumption.lineId,
    inventoryItemId: lot.inventoryItemId,
    stockLocationId: lot.stockLocationId,
    ownership: "consignment",
    lotId: lot.id,
    contractorId: lot.contractorId,
    movementId: movement.id,
    quantity,
    unitCost,
    currencyCode: lot.currencyCode,
    share: share ?? null,
  })
}
