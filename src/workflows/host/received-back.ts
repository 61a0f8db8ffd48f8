import type { Decimal } from "decimal.js"
import type { LevelChange } from "../../modules/consignment/domain/posting"
import { least, toText } from "../../modules/consignment/domain/quantity"
import type { ReceivedBackLine } from "../../modules/consignment/ledger/post-goods-issue-return"
import { fromHost, type HostQuantity } from "./quantities"

/** The variant of a returned order line, and the items it is made of. */
export interface ReturnedVariant {
  manage_inventory?: boolean
  inventory_items?: { inventory_item_id: string; required_quantity: HostQuantity }[]
}

/** One order line of which pieces arrived in good order. */
export interface ReceivedAction {
  lineItemId: string
  quantity: HostQuantity
  variant: ReturnedVariant | null
}

interface Part {
  lineItemId: string
  inventoryItemId: string
  quantity: Decimal
}

/** The pieces that arrived, of every item and for every order line. */
export const toParts = (actions: ReceivedAction[]): Part[] =>
  actions.flatMap(({ lineItemId, quantity, variant }) =>
    (variant?.manage_inventory ? (variant.inventory_items ?? []) : []).map((part) => ({
      lineItemId,
      inventoryItemId: part.inventory_item_id,
      quantity: fromHost(quantity).times(fromHost(part.required_quantity)),
    }))
  )

export const toLine = ({ inventoryItemId, quantity, lineItemId }: Part): ReceivedBackLine => ({
  inventory_item_id: inventoryItemId,
  quantity: toText(quantity),
  line_item_id: lineItemId,
})

/** What the host restocks, by the order lines that it comes back for: the host itself only tells the sum of a variant. */
export const toReceivedBack = (
  changes: LevelChange[],
  actions: ReceivedAction[]
): ReceivedBackLine[] => {
  const parts = toParts(actions)
  return changes.flatMap((change) => {
    let left = change.quantity
    const lines: ReceivedBackLine[] = []
    for (const part of parts.filter((known) => known.inventoryItemId === change.inventoryItemId)) {
      const quantity = least(left, part.quantity)
      if (quantity.lte(0)) continue
      lines.push(toLine({ ...part, quantity }))
      part.quantity = part.quantity.minus(quantity)
      left = left.minus(quantity)
    }
    if (left.lte(0)) return lines
    return [
      ...lines,
      {
        inventory_item_id: change.inventoryItemId,
        quantity: toText(left),
        line_item_id: null,
      },
    ]
  })
}
