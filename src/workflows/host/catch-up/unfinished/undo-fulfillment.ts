import type { Context, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Sql } from "../../../../modules/consignment/database/sql"
import { sqlOf } from "../../../../modules/consignment/database/sql"
import type { UndoUnfinished } from "../../../../modules/consignment/ledger/documents/undo-unfinished"
import type { Posted } from "../../../../modules/consignment/ledger/posting/post"
import type { Released } from "../../../../modules/consignment/ledger/posting/host-levels"
import { hostLevels } from "../../inventory/levels"
import { withItemLocks } from "../../inventory/locks"
import { ledgerOf } from "../../../posting/post-document"
import type { UnfinishedFlow } from "./find-unfinished"

/**
 * Takes back a goods issue whose fulfilment its order does not know: ledger, level, reservations and what there is of the
 * fulfilment, in one transaction. Null if somebody has undone it meanwhile, or nothing of it was out any more.
 */
export const undoFulfillment = async (
  container: MedusaContainer,
  flow: UnfinishedFlow,
  command: Omit<UndoUnfinished, "document_id"> = {}
): Promise<Posted | null> => {
  const { document_id: documentId } = flow
  if (documentId === null) return null
  const ledger = ledgerOf(container)
  const itemIds = await ledger.listItemsOfDocument(documentId)
  await cancelAtCarrier(container, flow.host_id)
  return await withItemLocks(container, itemIds, () =>
    ledger.inOneTransaction(async (context: Context) => {
      if (!(await ledger.holdFlow(flow.key, context))) return null
      const posted = await ledger.undoUnfinished(
        { ...command, document_id: documentId },
        hostLevels,
        context
      )
      const sql = sqlOf(context)
      await hostLevels.reserveAgain(sql, await findTaken(sql, flow))
      await forgetFulfillment(sql, flow.host_id)
      await ledger.forgetFlows([flow.key], context)
      return posted
    })
  )
}

/** The carrier was told of the fulfilment before its goods were issued. What it answers changes nothing for the ledger. */
const cancelAtCarrier = async (
  container: MedusaContainer,
  fulfillmentId: string
): Promise<void> => {
  await container
    .resolve(Modules.FULFILLMENT)
    .cancelFulfillment(fulfillmentId)
    .catch((error: unknown) => {
      const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      logger.warn(
        `consignment: fulfilment ${fulfillmentId} was not cancelled at its carrier: ${String(error)}`
      )
    })
}

/** Reservations that the flow has taken from before it ended. */
const findTaken = async (sql: Sql, { reservations }: UnfinishedFlow): Promise<Released[]> =>
  await sql<Released>(
    `select r.id, (-noted.change)::text as quantity
     from jsonb_to_recordset(?::jsonb) as noted (id text, before numeric, change numeric)
     join reservation_item r on r.id = noted.id
     where r.deleted_at is not null
       or coalesce((r.raw_quantity ->> 'value')::numeric, r.quantity) = noted.before + noted.change`,
    [JSON.stringify(reservations)]
  )

const forgetFulfillment = async (sql: Sql, fulfillmentId: string): Promise<void> => {
  await sql(
    `update order_fulfillment set deleted_at = now(), updated_at = now()
     where fulfillment_id = ? and deleted_at is null`,
    [fulfillmentId]
  )
  await sql(
    `update fulfillment set canceled_at = now(), updated_at = now() where id = ? and canceled_at is null`,
    [fulfillmentId]
  )
}
