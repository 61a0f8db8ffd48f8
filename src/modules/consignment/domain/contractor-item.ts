import { refuseLines } from "./errors"

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
 * Throws: INVALID_DATA, with every line that repeats an earlier one.
 */
export const refuseRepeatedItems = (marks: Pick<ItemMark, "inventory_item_id">[]): void => {
  const first = new Map<string, number>()
  const repeated = marks.flatMap(({ inventory_item_id }, index) => {
    const earlier = first.get(inventory_item_id)
    if (earlier === undefined) {
      first.set(inventory_item_id, index)
      return []
    }
    const message = `The item ${inventory_item_id} is named by line ${earlier} already.`
    return [{ index, code: "INVALID_DATA" as const, message, inventory_item_id }]
  })
  refuseLines("INVALID_DATA", repeated)
}

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
