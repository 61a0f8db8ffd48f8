import { toText } from "../../../../modules/consignment/domain/quantity"
import type { ReservationBefore } from "../../../../modules/consignment/ledger/upkeep/unfinished-flows"
import { fromHost, type HostQuantity } from "../../inventory/quantities"
import { resultOf, type StepArguments } from "../../steps/steps"

/** A quantity of one item of a fulfilment; it has no item where the host keeps no stock of it. */
export interface FulfilledItem {
  line_item_id: string | null
  inventory_item_id: string | null
  quantity: HostQuantity
}

interface Reservation {
  id: string
  line_item_id: string
  inventory_item_id: string
  quantity: HostQuantity
}

/** The reservations that the flow is going to change, as it has found them, and by how much. */
export const toReservationsBefore = (
  args: StepArguments,
  items: FulfilledItem[],
  sign: "+" | "-"
): ReservationBefore[] => {
  const reservations = resultOf<Reservation[]>(args, "get-reservations") ?? []
  return items.flatMap(({ line_item_id: lineItemId, inventory_item_id: itemId, quantity }) => {
    if (lineItemId === null || itemId === null) return []
    const held = reservations.find(
      (reservation) =>
        reservation.line_item_id === lineItemId && reservation.inventory_item_id === itemId
    )
    const changed = fromHost(quantity)
    return {
      id: held?.id ?? null,
      line_item_id: lineItemId,
      inventory_item_id: itemId,
      before: held ? toText(fromHost(held.quantity)) : "0",
      change: toText(sign === "+" ? changed : changed.negated()),
    }
  })
}
