import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, OrderWorkflowEvents } from "@medusajs/framework/utils"
import type { ReservationBefore } from "../../../../modules/consignment/ledger/upkeep/unfinished-flows"
import { exact, toText } from "../../../../modules/consignment/domain/quantity"
import { withItemLocks } from "../../inventory/locks"
import { ledgerOf } from "../../../posting/post-document"
import { fromHost } from "../../inventory/quantities"
import type { UnfinishedFlow } from "./find-unfinished"

/** Gives an order that counts the units as fulfilled what else the host would have done: the link, and the reservations. */
export const adoptFulfillment = async (
  container: MedusaContainer,
  flow: UnfinishedFlow
): Promise<void> => {
  if (!flow.is_linked) {
    await container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.ORDER]: { order_id: flow.order_id },
      [Modules.FULFILLMENT]: { fulfillment_id: flow.host_id },
    })
  }
  await takeFromReservations(container, flow.reservations)
  await ledgerOf(container).forgetFlows([flow.key])
  // Events of a flow wait for its end, which never came.
  await container.resolve(Modules.EVENT_BUS).emit({
    name: OrderWorkflowEvents.FULFILLMENT_CREATED,
    data: { order_id: flow.order_id, fulfillment_id: flow.host_id, no_notification: false },
  })
}

/** A reservation that still holds what it held before the flow was not reached by it. */
const takeFromReservations = async (
  container: MedusaContainer,
  noted: ReservationBefore[]
): Promise<void> => {
  const ids = noted.flatMap((reservation) => reservation.id ?? [])
  if (ids.length === 0) return
  const inventory = container.resolve(Modules.INVENTORY)
  const itemIds = noted.map((reservation) => reservation.inventory_item_id)
  await withItemLocks(container, itemIds, async () => {
    const reservations = await inventory.listReservationItems({ id: ids })
    const left = noted.flatMap(({ id, before, change }) => {
      const held = reservations.find((reservation) => reservation.id === id)
      const isReached = !held || !fromHost(held.quantity).eq(before)
      return isReached ? [] : { id: held.id, quantity: exact(before).plus(change) }
    })
    const emptied = left.filter(({ quantity }) => quantity.lte(0))
    const lowered = left.filter(({ quantity }) => quantity.gt(0))
    if (emptied.length > 0) {
      await inventory.deleteReservationItems(emptied.map(({ id }) => id))
    }
    if (lowered.length > 0) {
      await inventory.updateReservationItems(
        lowered.map(({ id, quantity }) => ({ id, quantity: toText(quantity) }))
      )
    }
  })
}
