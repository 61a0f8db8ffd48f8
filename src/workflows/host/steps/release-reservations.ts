import type { Context, MedusaContainer } from "@medusajs/framework/types"
import { CommonEvents, Modules } from "@medusajs/framework/utils"
import { sqlOf, type Sql } from "../../../modules/consignment/database/sql"
import { ledgerOf } from "../../posting/post-document"
import { rawOf, reservedIn, promisedIn } from "../inventory/quantities"
import { holdingEvents } from "../inventory/shared-transaction"
import type { LevelInternals } from "./adjust-levels"
import { overrideStep, withMethod } from "./steps"

/** The step in which the host lets go of what it had reserved. */
export const releaseStepId = "delete-reservations"

type InventoryInternals = LevelInternals & {
  softDeleteReservationItems: (ids: string[]) => Promise<void>
}

/** Lets the host release the reservations of a flow with one statement. */
export const releaseTogether = (workflowId: string): void =>
  overrideStep(workflowId, releaseStepId, {
    purpose: "together",
    onInvoke: (key, resolved, { container }) =>
      key === Modules.INVENTORY
        ? withMethod(
            resolved as InventoryInternals,
            "softDeleteReservationItems",
            async (ids: string[]) => await release(container, resolved as InventoryInternals, ids)
          )
        : resolved,
    onCompensate: (_, resolved) => resolved,
  })

const release = async (
  container: MedusaContainer,
  inventory: InventoryInternals,
  ids: string[]
): Promise<void> => {
  const { within, emitEvents } = holdingEvents(inventory)
  const isDone = await ledgerOf(container).withoutTransaction((context) =>
    releaseReservations(sqlOf(context), inventory, ids, within)
  )
  if (!isDone) return await inventory.softDeleteReservationItems(ids)
  await emitEvents(container)
}

/**
 * Releases reservations as the host does, with its events, but with one statement: the host reads each of them and each
 * level twice. False if a level is missing, which the host refuses in its own words.
 */
export const releaseReservations = async (
  sql: Sql,
  inventory: LevelInternals,
  ids: string[],
  context: Context
): Promise<boolean> => {
  if (ids.length === 0) return true
  const [done] = await sql<{ is_whole: boolean; released: string[]; levels: string[] }>(
    `with held as (
       select reservation.id, level.id as level_id, ${promisedIn("reservation")} as quantity
       from reservation_item reservation
       left join inventory_level level on level.deleted_at is null
         and level.location_id = reservation.location_id and level.inventory_item_id = reservation.inventory_item_id
       where reservation.id = any(?::text[]) and reservation.deleted_at is null),
     released as (
       update reservation_item reservation set deleted_at = now(), updated_at = now()
       from held where reservation.id = held.id and reservation.deleted_at is null
         and not exists (select 1 from held missing where missing.level_id is null)
       returning reservation.id, held.level_id, held.quantity),
     total as (select level_id, sum(quantity) as quantity from released group by level_id),
     levels as (
       update inventory_level level set
         reserved_quantity = ${reservedIn("level")} - total.quantity,
         raw_reserved_quantity = ${rawOf(`${reservedIn("level")} - total.quantity`)},
         updated_at = now()
       from total where level.id = total.level_id returning level.id)
     select not exists (select 1 from held where level_id is null) as is_whole,
       array(select id from released order by id) as released, array(select id from levels order by id) as levels`,
    [ids]
  )
  if (!done?.is_whole) return false
  const tell = (action: string, object: string, id: string): void =>
    inventory.aggregatedEvents({ action, object, data: { id }, context })
  for (const id of done.released) tell(CommonEvents.DELETED, "reservation_item", id)
  for (const id of done.levels) tell(CommonEvents.UPDATED, "inventory_level", id)
  return true
}
