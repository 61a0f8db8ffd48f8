import type { IOrderModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { confirmReturnReceiveWorkflow } from "@medusajs/medusa/core-flows"
import { postMissedReturn } from "../catch-up"
import { ledgerOf } from "../../../posting/post-document"
import type { UnfinishedFlow } from "./find-unfinished"

/**
 * Receives a return to the end. The host confirms it and puts its goods on the shelf side by side, so a crash may leave
 * either one alone: what was not confirmed is confirmed by the host itself, what is not on the shelf is put there.
 */
export const finishReturn = async (
  container: MedusaContainer,
  flow: UnfinishedFlow
): Promise<void> => {
  const { host_id: id, return_id: returnId } = flow
  if (returnId === null) return
  const isPosted = flow.document_id !== null
  if (!flow.is_confirmed && isPosted) {
    await confirmReturnReceiveWorkflow(container).run({ input: { return_id: returnId } })
  }
  if (flow.is_confirmed && !isPosted) {
    await postMissedReturn(container, { id, return_id: returnId }, { isRaised: false })
  }
  if (flow.is_confirmed) await completeReturn(container, id, returnId)
  await ledgerOf(container).forgetFlows([flow.key])
}

/** The host's own steps call it; it comes without a type. */
type OrderInternals = IOrderModuleService & {
  updateReturnItems: (
    items: { id: string; received_quantity: string; damaged_quantity: string }[]
  ) => Promise<unknown>
  updateReturns: (
    returns: { id: string; status: "partially_received" | "received"; received_at?: Date }[]
  ) => Promise<unknown>
}

interface ReturnItem {
  id: string
  received: string
  damaged: string
}

/** Writes what was received of each item, and whether all of the return has come, as the host does. */
const completeReturn = async (
  container: MedusaContainer,
  orderChangeId: string,
  returnId: string
): Promise<void> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows: items } = await connection.raw<{ rows: ReturnItem[] }>(
    `select item.id, sum(done.quantity)::text as received,
       coalesce(sum(done.quantity) filter (where done.action = 'RECEIVE_DAMAGED_RETURN_ITEM'), 0)::text as damaged
     from return_item item
     join (select action, details ->> 'reference_id' as item_id,
         coalesce(details -> 'quantity' ->> 'value', details ->> 'quantity')::numeric as quantity
       from order_change_action where order_change_id = ? and deleted_at is null
         and action in ('RECEIVE_RETURN_ITEM', 'RECEIVE_DAMAGED_RETURN_ITEM')) done using (item_id)
     where item.return_id = ? and item.deleted_at is null
       and not exists (select 1 from order_change later join order_change c on c.id = ?
         where later.return_id = item.return_id and later.change_type = 'return_receive'
           and later.confirmed_at > c.confirmed_at)
     group by item.id`,
    [orderChangeId, returnId, orderChangeId]
  )
  if (items.length === 0) return
  const orders = container.resolve<OrderInternals>(Modules.ORDER)
  await orders.updateReturnItems(
    items.map(({ id, received, damaged }) => ({
      id,
      received_quantity: received,
      damaged_quantity: damaged,
    }))
  )
  const { rows: missing } = await connection.raw<{ rows: unknown[] }>(
    `select 1 from return_item where return_id = ? and deleted_at is null
       and received_quantity is distinct from quantity limit 1`,
    [returnId]
  )
  await orders.updateReturns([
    missing.length > 0
      ? { id: returnId, status: "partially_received" }
      : { id: returnId, status: "received", received_at: new Date() },
  ])
}
