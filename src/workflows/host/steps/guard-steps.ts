import type { Context, IInventoryService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { ConsignmentModuleService } from "../../../modules/consignment"
import type { Removal, SetLevel } from "../../../modules/consignment/ledger/upkeep/guards"
import { nameTemporaryFailure } from "./temporary-failures"
import { hostLevels } from "../inventory/levels"
import { withItemLocks } from "../inventory/locks"
import { ledgerOf } from "../../posting/post-document"
import { fromHost, type HostQuantity } from "../inventory/quantities"
import { inTransactionOf, type ModuleInternals } from "../inventory/shared-transaction"
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
    purpose: "guard",
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

interface GuardedRemoval {
  module: string
  method: string
  toRemoval: (container: MedusaContainer, ids: string[]) => Promise<Removal>
  /** Work of ours that goes with the removal, in its transaction. */
  alongside?: (ledger: ConsignmentModuleService, ids: string[], context: Context) => Promise<void>
}

/** Refuses to delete a level, an item or a location that holds consigned goods. */
export const guardRemovals = (workflowId: string, stepId: string, guarded: GuardedRemoval): void =>
  overrideStep(workflowId, stepId, {
    purpose: "guard",
    onInvoke: (key, resolved, { container }) =>
      key === guarded.module
        ? withMethod(
            resolved as Record<string, unknown>,
            guarded.method,
            async (ids: string | string[]) =>
              await removeGuarded(container, resolved as Remover, [ids].flat(), guarded)
          )
        : resolved,
    onCompensate: untouched,
  })

type ChannelOfLocation = Record<typeof Modules.STOCK_LOCATION, { stock_location_id: string }>

interface Links {
  create: (made: ChannelOfLocation[], context?: Context) => Promise<unknown>
  getLinkModule: (...keys: typeof storefrontKeys) => ModuleInternals
}

/** The two ends of the host's link between storefronts and stock locations. */
const storefrontKeys = [
  Modules.SALES_CHANNEL,
  "sales_channel_id",
  Modules.STOCK_LOCATION,
  "stock_location_id",
] as const

/**
 * Lets a module of the host write on the connection on which the guard has looked: a guard that waited for a second one
 * would use up the pool as soon as many requests came at once.
 */
const inGuardedTransaction = async <T>(
  container: MedusaContainer,
  module: ModuleInternals,
  guard: (ledger: ConsignmentModuleService, context: Context) => Promise<void>,
  write: (shared: Context) => Promise<T>
): Promise<T> => {
  const ledger = ledgerOf(container)
  const { result, emitEvents } = await ledger
    .inOneTransaction(async (context) => {
      await guard(ledger, context)
      return await inTransactionOf(context, module, write)
    })
    .catch(nameTemporaryFailure)
  await emitEvents(container)
  return result
}

/** A module of the host by the one method of it that removes something. */
type Remover = ModuleInternals &
  Record<string, (ids: string[], config: object, context: Context) => Promise<unknown>>

const removeGuarded = async (
  container: MedusaContainer,
  module: Remover,
  ids: string[],
  { method, toRemoval, alongside }: GuardedRemoval
): Promise<unknown> => {
  const removal = await toRemoval(container, ids)
  return await inGuardedTransaction(
    container,
    module,
    async (ledger, context) => {
      await ledger.guardRemoval(removal, context)
      await alongside?.(ledger, ids, context)
    },
    async (shared) => await module[method]?.(ids, {}, shared)
  )
}

/** Nobody offers a customer's location to storefronts. */
export const guardStorefronts = (workflowId: string, stepId: string): void =>
  overrideStep(workflowId, stepId, {
    purpose: "guard",
    onInvoke: (key, resolved, { container }) => {
      if (key !== ContainerRegistrationKeys.LINK) return resolved
      const links = resolved as Links
      return withMethod(links, "create", async (made: ChannelOfLocation[]) => {
        const locationIds = made.map((link) => link[Modules.STOCK_LOCATION].stock_location_id)
        return await inGuardedTransaction(
          container,
          links.getLinkModule(...storefrontKeys),
          (ledger, context) => ledger.guardStorefronts(locationIds, context),
          (shared) => links.create(made, shared)
        )
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
  const itemIds = levels.map((level) => level.inventoryItemId)
  return await withItemLocks(container, itemIds, () =>
    inGuardedTransaction(
      container,
      inventory,
      (ledger, context) => ledger.guardLevels(levels, hostLevels, context),
      (shared) => inventory.updateInventoryLevels(updates, shared)
    )
  )
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
