import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { refuseLines, type RefusedLine } from "../../../modules/consignment/domain/errors"
import { toMedusaError } from "../../../modules/consignment/to-medusa-error"

/** A line that names its item by `inventory_item_id`, by `sku` or by both. */
export interface ItemName {
  index: number
  inventory_item_id?: string
  sku?: string
}

export interface FoundItem {
  index: number
  inventory_item_id: string
  sku: string | null
}

interface InventoryItemRow {
  id: string
  sku: string | null
}

/**
 * Finds the host's inventory items of any number of lines with one statement, in the order of the lines.
 * Throws: UNKNOWN_ITEM, with every line whose item does not exist or whose two names disagree.
 */
export const findItems = async (
  container: MedusaContainer,
  names: ItemName[]
): Promise<FoundItem[]> =>
  await lookUpItems(container, names)
    .then(({ found, refused }) => {
      refuseLines("UNKNOWN_ITEM", refused)
      return found
    })
    .catch(toMedusaError)

/** The same for lines that may have other faults, too: those whose item does not exist are told apart. */
export const lookUpItems = async (
  container: MedusaContainer,
  names: ItemName[]
): Promise<{ found: FoundItem[]; refused: RefusedLine[] }> =>
  matchItems(names, await selectItems(container, names))

const selectItems = async (
  container: MedusaContainer,
  names: ItemName[]
): Promise<InventoryItemRow[]> => {
  const ids = names.flatMap((name) => name.inventory_item_id ?? [])
  const skus = names.flatMap((name) =>
    name.inventory_item_id === undefined ? (name.sku ?? []) : []
  )
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: InventoryItemRow[] }>(
    `select id, sku from inventory_item where deleted_at is null and id = any(?::text[])
     union all
     select id, sku from inventory_item where deleted_at is null and sku = any(?::text[])`,
    [ids, skus]
  )
  return rows
}

const matchItems = (names: ItemName[], rows: InventoryItemRow[]) => {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const bySku = new Map(rows.map((row) => [row.sku, row]))
  const found: FoundItem[] = []
  const refused: RefusedLine[] = []
  for (const { index, inventory_item_id, sku } of names) {
    const row = inventory_item_id === undefined ? bySku.get(sku ?? "") : byId.get(inventory_item_id)
    if (row && (sku === undefined || sku === row.sku)) {
      found.push({ index, inventory_item_id: row.id, sku: row.sku })
    } else {
      refused.push(toRefusedLine({ index, inventory_item_id, sku }, row))
    }
  }
  return { found, refused }
}

const toRefusedLine = (name: ItemName, row: InventoryItemRow | undefined): RefusedLine => ({
  ...name,
  code: "UNKNOWN_ITEM",
  message: row
    ? `The item ${row.id} has the SKU ${row.sku ?? "none"}, not ${name.sku ?? "none"}.`
    : `There is no item ${name.inventory_item_id ?? name.sku ?? "without a name"}.`,
})
