import type { Context, IInventoryService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Removal, SetLevel } from "../../modules/consignment/ledger/upkeep/guards"
import { hostLevels } from "./levels"
import { withItemLocks } from "./locks"
import { ledgerOf } from "./post-document"
import { fromHost, type HostQuantity } from "./quantities"
import { inTransactionOf, type ModuleInternals } from "./shared-transaction"
import { overrideStep, withMethod, type Override } from "./steps"

interface LevelUpdate {
  id?: string
  inventory_item_id?: string
  location_id?: string
  stocked_quantity?: HostQuantity
}

type InventoryInternals = Omit<IInventoryService, "updateInventoryLevels"> &
  ModuleInternals & {
    updateInventoryLevels: (updates: LevelUpdate[], context?: Context) => Promise<unknown>
  }

interface LevelRow {
  id: string
  inventory_item_id: string
  location_id: string
}

/** An undo puts back what was: it is never refused. */
const untouched: Override = (_, resolved) => resolved

/** Nobody takes a level below what is consigned, by hand or in bulk. */
export const guardLevelUpdates = (workflowId: string, stepId: string): void =>
  overrideStep(workflowId, stepId, {
    onInvoke: (key, resolved, { container }) =>
      key === Modules.INVENTORY
        ? withMethod(
            resolved as InventoryInternals,
            "updateInventoryLevels",
            (updates: LevelUpdate[]) =>
              updateGuarded(container, resolved as InventoryInternals, updates)
          )
        : resolved,
    onCompensate: untouched,
  })

/** Nobody deletes a level, an item or a location while consigned goods lie there. */
export const guardRemovals = (
  workflowId: string,
  stepId: string,
  guarded: {
    module: string
    method: string
    toRemoval: (container: MedusaContainer, ids: string[]) => Promise<Removal>
  }
): void =>
  overrideStep(workflowId, stepId, {
    onInvoke: (key, resolved, { container }) =>
      key === guarded.module
        ? withMethod(
            resolved as Record<string, unknown>,
            guarded.method,
            async (ids: string | string[]) => {
              const remove = (resolved as Record<string, (removed: string[]) => Promise<unknown>>)[
                guarded.method
              ]
              const removal = await guarded.toRemoval(container, [ids].flat())
              return await ledgerOf(container).inOneTransaction(async (context) => {
                await ledgerOf(container).guardRemoval(removal, context)
                return await remove?.call(resolved, [ids].flat())
              })
            }
          )
        : resolved,
    onCompensate: untouched,
  })

type ChannelOfLocation = Record<typeof Modules.STOCK_LOCATION, { stock_location_id: string }>

/** Nobody offers a customer's location to storefronts. */
export const guardStorefronts = (workflowId: string, stepId: string): void =>
  overrideStep(workflowId, stepId, {
    onInvoke: (key, resolved, { container }) => {
      if (key !== ContainerRegistrationKeys.LINK) return resolved
      const links = resolved as { create: (made: ChannelOfLocation[]) => Promise<unknown> }
      return withMethod(links, "create", async (made: ChannelOfLocation[]) => {
        const ledger = ledgerOf(container)
        return await ledger.inOneTransaction(async (context) => {
          const locationIds = made.map((link) => link[Modules.STOCK_LOCATION].stock_location_id)
          await ledger.guardStorefronts(locationIds, context)
          return await links.create(made)
        })
      })
    },
    onCompensate: untouched,
  })

const updateGuarded = async (
  container: MedusaContainer,
  inventory: InventoryInternals,
  updates: LevelUpdate[]
): Promise<unknown> => {
  const levels = await toSetLevels(container, updates)
  if (levels.length === 0) return await inventory.updateInventoryLevels(updates)
  const ledger = ledgerOf(container)
  const itemIds = levels.map((level) => level.inventoryItemId)
  const { result, emitEvents } = await withItemLocks(container, itemIds, () =>
    ledger.inOneTransaction(async (context) => {
      await ledger.guardLevels(levels, hostLevels, context)
      return await inTransactionOf(context, inventory, (shared) =>
        inventory.updateInventoryLevels(updates, shared)
      )
    })
  )
  await emitEvents(container)
  return result
}

const toSetLevels = async (
  container: MedusaContainer,
  updates: LevelUpdate[]
): Promise<SetLevel[]> => {
  const setting = updates.filter((update) => update.stocked_quantity !== undefined)
  const rows = await findLevels(
    container,
    setting.flatMap((update) => (update.inventory_item_id ? [] : (update.id ?? [])))
  )
  return setting.flatMap((update) => {
    const row = rows.find((level) => level.id === update.id)
    const inventoryItemId = update.inventory_item_id ?? row?.inventory_item_id
    const stockLocationId = update.location_id ?? row?.location_id
    return inventoryItemId && stockLocationId && update.stocked_quantity !== undefined
      ? { inventoryItemId, stockLocationId, stocked: fromHost(update.stocked_quantity) }
      : []
  })
}

const findLevels = async (container: MedusaContainer, ids: string[]): Promise<LevelRow[]> => {
  if (ids.length === 0) return []
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: LevelRow[] }>(
    `select id, inventory_item_id, location_id from inventory_level where id = any(?::text[])`,
    [ids]
  )
  return rows
}

export const toLevelRemoval = async (
  container: MedusaContainer,
  ids: string[]
): Promise<Removal> => {
  const rows = await findLevels(container, ids)
  return {
    places: rows.map((row) => ({
      stockLocationId: row.location_id,
      inventoryItemId: row.inventory_item_id,
    })),
  }
}
