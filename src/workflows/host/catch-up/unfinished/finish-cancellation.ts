import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { cancelOrderFulfillmentWorkflow } from "@medusajs/medusa/core-flows"
import type { ReservationBefore } from "../../../../modules/consignment/ledger/upkeep/unfinished-flows"
import { exact, toText } from "../../../../modules/consignment/domain/quantity"
import { withItemLocks } from "../../inventory/locks"
import { ledgerOf } from "../../../posting/post-document"
import { fromHost, type HostQuantity } from "../../inventory/quantities"
import { atPlaceOf } from "../../steps/reservation-step"
import type { UnfinishedFlow } from "./find-unfinished"

/** Nothing of the host's part is done: then the host does all of it when the fulfilment is cancelled once more. */
export const canBeRepeated = (flow: UnfinishedFlow): boolean =>
  flow.kind === "cancellation" && !flow.is_unregistered && !flow.is_reserved_again

/**
 * Does what the host would have done once the goods of a cancelled fulfilment were back: the order counts them as
 * unfulfilled, they are reserved for it again, and the fulfilment is cancelled. Each part looks first whether it is done.
 */
export const finishCancellation = async (
  container: MedusaContainer,
  flow: UnfinishedFlow
): Promise<void> => {
  if (canBeRepeated(flow)) {
    const input = { order_id: flow.order_id, fulfillment_id: flow.host_id }
    await cancelOrderFulfillmentWorkflow(container).run({ input })
    return await ledgerOf(container).forgetFlows([flow.key])
  }
  if (!flow.is_unregistered) await unregister(container, flow)
  await reserveAgain(container, flow)
  await container.resolve(Modules.FULFILLMENT).cancelFulfillment(flow.host_id)
  await ledgerOf(container).forgetFlows([flow.key])
  await container.resolve(Modules.EVENT_BUS).emit({
    name: OrderWorkflowEvents.FULFILLMENT_CANCELED,
    data: { order_id: flow.order_id, fulfillment_id: flow.host_id, no_notification: false },
  })
}

interface FulfilledItem {
  id: string
  quantity: HostQuantity
}

const unregister = async (container: MedusaContainer, flow: UnfinishedFlow): Promise<void> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: FulfilledItem[] }>(
    `select details ->> 'reference_id' as id, details -> 'quantity' as quantity from order_change_action
     where order_id = ? and reference_id = ? and action = 'FULFILL_ITEM' and deleted_at is null`,
    [flow.order_id, flow.host_id]
  )
  await container.resolve(Modules.ORDER).cancelFulfillment({
    order_id: flow.order_id,
    reference: Modules.FULFILLMENT,
    reference_id: flow.host_id,
    items: rows.map(({ id, quantity }) => ({
      id,
      quantity: fromHost(quantity).toFixed(),
    })),
  })
}

const reserveAgain = async (
  container: MedusaContainer,
  { host_id: fulfillmentId, reservations: noted, key }: UnfinishedFlow
): Promise<void> => {
  if (noted.length === 0) return
  const [fulfillment] = await container
    .resolve(Modules.FULFILLMENT)
    .listFulfillments({ id: fulfillmentId }, { select: ["id", "location_id"] })
  const pieces = await ledgerOf(container).listCanceledPieces(fulfillmentId)
  const inventory = container.resolve(Modules.INVENTORY)
  await withItemLocks(
    container,
    noted.map((reservation) => reservation.inventory_item_id),
    async () => {
      const left = await withoutReserved(container, key, noted)
      const raised = left.filter((reservation) => reservation.id !== null)
      const missing = left.filter((reservation) => reservation.id === null)
      if (raised.length > 0) {
        await inventory.updateReservationItems(
          raised.map(({ id, before, change }) => ({
            id: id ?? "",
            quantity: toText(exact(before).plus(change)),
          }))
        )
      }
      if (missing.length > 0) {
        await inventory.createReservationItems(
          missing.map(({ line_item_id, inventory_item_id, change }) =>
            atPlaceOf(pieces, {
              line_item_id,
              inventory_item_id,
              location_id: fulfillment?.location_id ?? "",
              quantity: change,
              // The order is owed the goods, even if others have been promised them meanwhile.
              allow_backorder: true,
            })
          )
        )
      }
    }
  )
}

/** Reservations the flow had not restored when it ended: those it never touched, and those it never made. */
const withoutReserved = async (
  container: MedusaContainer,
  key: string,
  noted: ReservationBefore[]
): Promise<ReservationBefore[]> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: { position: number }[] }>(
    `select noted.position::int as position
     from consignment_unfinished_flow u
     join lateral jsonb_array_elements(u.reservations) with ordinality as noted (reservation, position) on true
     where u.key = ? and case when noted.reservation ->> 'id' is null
       then not exists (select 1 from reservation_item r
         where r.line_item_id = noted.reservation ->> 'line_item_id'
           and r.inventory_item_id = noted.reservation ->> 'inventory_item_id' and r.created_at >= u.created_at)
       else exists (select 1 from reservation_item r
         where r.id = noted.reservation ->> 'id' and r.deleted_at is null and r.updated_at < u.created_at
           and coalesce((r.raw_quantity ->> 'value')::numeric, r.quantity) = (noted.reservation ->> 'before')::numeric)
       end`,
    [key]
  )
  return rows.flatMap(({ position }) => noted[position - 1] ?? [])
}
