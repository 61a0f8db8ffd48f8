import type { Decimal } from "decimal.js"
import type { LevelChange } from "../../modules/consignment/domain/posting"
import { groupBy } from "../../modules/consignment/domain/group-by"
import { least, sumOf, toText } from "../../modules/consignment/domain/quantity"
import type { ReceivedBackLine } from "../../modules/consignment/ledger/documents/post-goods-issue-return"
import { fromHost, type HostQuantity } from "./quantities"

/** The variant of a returned order line, and the items it is made of. */
export interface ReturnedVariant {
  manage_inventory?: boolean
  inventory_items?: { inventory_item_id: string; required_quantity: HostQuantity }[]
}

/** One order line of which pieces arrived in good order. */
export interface ReceivedAction {
  lineItemId: string
  variantId: string | null
  quantity: HostQuantity
  variant: ReturnedVariant | null
}

interface Part {
  lineItemId: string
  variantId: string | null
  inventoryItemId: string
  quantity: Decimal
}

/** The pieces that arrived, of every item and for every order line. */
export const toParts = (actions: ReceivedAction[]): Part[] =>
  actions.flatMap(({ lineItemId, variantId, quantity, variant }) =>
    (variant?.manage_inventory ? (variant.inventory_items ?? []) : []).map((part) => ({
      lineItemId,
      variantId,
      inventoryItemId: part.inventory_item_id,
      quantity: fromHost(quantity).times(fromHost(part.required_quantity)),
    }))
  )

export const toLine = ({ inventoryItemId, quantity, lineItemId }: Part): ReceivedBackLine => ({
  inventory_item_id: inventoryItemId,
  quantity: toText(quantity),
  line_item_id: lineItemId,
})

/**
 * What the host restocks, by the order lines that it comes back for. The host itself tells the sum of a variant, and
 * only that of one variant where several share an item.
 */
export const toReceivedBack = (
  changes: LevelChange[],
  actions: ReceivedAction[]
): ReceivedBackLine[] => {
  const parts = toParts(actions)
  return changes.flatMap((change) => {
    const ofItem = parts.filter((part) => part.inventoryItemId === change.inventoryItemId)
    const byVariant = [...groupBy(ofItem, (part) => part.variantId ?? "").values()]
    const meant = byVariant.find((group) =>
      sumOf(group, (part) => part.quantity).eq(change.quantity)
    )
    return take(change, meant ?? ofItem)
  })
}

const take = (change: LevelChange, parts: Part[]): ReceivedBackLine[] => {
  let left = change.quantity
  const lines: ReceivedBackLine[] = []
  for (const part of parts) {
    const quantity = least(left, part.quantity)
    if (quantity.lte(0)) continue
    lines.push(toLine({ ...part, quantity }))
    part.quantity = part.quantity.minus(quantity)
    left = left.minus(quantity)
  }
  if (left.lte(0)) return lines
  const rest = {
    inventory_item_id: change.inventoryItemId,
    quantity: toText(left),
    line_item_id: null,
  }
  return [...lines, rest]
}
