import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { ledgerOf } from "../../posting/post-document"
import { overrideStep, withMethod, type Override } from "../steps/steps"

interface ItemRow {
  inventory_item_id: string
  sku: string | null
}

interface ItemUpdate {
  id: string
  sku?: string | null
}

interface UpdatesItems {
  updateInventoryItems: (updates: ItemUpdate | ItemUpdate[]) => Promise<unknown>
}

/** An item that gets another SKU is found and printed by it at once. */
export const followRenamedItems = (workflowId: string, stepId: string): void => {
  const following: Override = (key, resolved, { container }) =>
    key === Modules.INVENTORY
      ? withMethod(
          resolved as UpdatesItems,
          "updateInventoryItems",
          async (updates: ItemUpdate | ItemUpdate[]) => {
            const updated = await (resolved as UpdatesItems).updateInventoryItems(updates)
            const renamed = [updates].flat().filter(({ sku }) => sku !== undefined)
            await takeOverSkus(
              container,
              renamed.map(({ id }) => id)
            )
            return updated
          }
        )
      : resolved
  overrideStep(workflowId, stepId, {
    purpose: "names",
    onInvoke: following,
    onCompensate: following,
  })
}

/** Tells the ledger what the host calls these items. */
export const takeOverSkus = async (container: MedusaContainer, ids: string[]): Promise<void> => {
  if (ids.length === 0) return
  await ledgerOf(container).renameItems(await readItems(container, ids))
}

/** Catches up with items that were renamed past the host's flows. */
export const takeOverAllSkus = async (container: MedusaContainer): Promise<void> => {
  const ledger = ledgerOf(container)
  const known = await ledger.listKnownItems()
  const ids = [...new Set(known.map((item) => item.inventory_item_id))]
  const skus = new Map(
    (await readItems(container, ids)).map((item) => [item.inventory_item_id, item.sku])
  )
  const stale = known.filter(
    ({ inventory_item_id: id, sku }) => skus.has(id) && skus.get(id) !== sku
  )
  await ledger.renameItems(
    stale.map(({ inventory_item_id: id }) => ({ inventory_item_id: id, sku: skus.get(id) ?? null }))
  )
}

const readItems = async (container: MedusaContainer, ids: string[]): Promise<ItemRow[]> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: ItemRow[] }>(
    `select id as inventory_item_id, sku from inventory_item where id = any(?::text[])`,
    [ids]
  )
  return rows
}
