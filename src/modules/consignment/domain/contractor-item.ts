import { refuseLines } from "./errors"
import { refuseRepeated } from "./repeated"

/** Terms of an item when it is marked; fields left out keep their value. */
export interface ItemMark {
  inventory_item_id: string
  sku: string | null
  contractor_sku?: string | null
  unit_cost?: string | null
  pack_size?: string | null
}

/**
 * An item marked twice in one request would have two costs.
 * Throws: INVALID_DATA, with every line of an item that several lines name.
 */
export const refuseRepeatedItems = (
  marks: (Pick<ItemMark, "inventory_item_id"> & { sku?: string | null })[]
): void =>
  refuseRepeated(
    "inventory_item_id",
    marks.map((mark, index) => ({ index, thing: mark.inventory_item_id, name: mark.sku }))
  )

/**
 * In a store where an item has one owner at most.
 * Throws: INVALID_DATA, with every line whose item has another owner.
 */
export const refuseOtherOwners = (
  marks: Pick<ItemMark, "inventory_item_id" | "sku">[],
  owned: { inventory_item_id: string; contractor_id: string; code: string }[]
): void => {
  const owners = new Map(owned.map((mark) => [mark.inventory_item_id, mark]))
  const refused = marks.flatMap(({ inventory_item_id, sku }, index) => {
    const owner = owners.get(inventory_item_id)
    if (!owner) return []
    const { code, contractor_id } = owner
    const message = `The item ${sku ?? inventory_item_id} already has an owner, ${code}. An item has one owner in this store.`
    return [{ index, code: "INVALID_DATA" as const, message, inventory_item_id, contractor_id }]
  })
  refuseLines("INVALID_DATA", refused)
}
