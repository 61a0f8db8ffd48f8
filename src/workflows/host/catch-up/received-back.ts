import type { Decimal } from "decimal.js"
import type { LevelChange } from "../../../modules/consignment/domain/posting"
import { groupBy } from "../../../modules/consignment/domain/group-by"
import { exact, least, sumOf, toText } from "../../../modules/consignment/domain/quantity"
import type { ReturnOfOrder } from "../../../modules/consignment/ledger/documents/order-parts"
import type { ReceivedBackLine } from "../../../modules/consignment/ledger/documents/post-goods-issue-return"
import { fromHost, type HostQuantity } from "../inventory/quantities"

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

/** Units of order lines as the host counts them, and what each is made of now. */
export const toReturnOf = (orderId: string, actions: ReceivedAction[]): ReturnOfOrder => ({
  order_id: orderId,
  lines: actions
    .filter(({ variant }) => variant?.manage_inventory)
    .map(({ lineItemId, quantity }) => ({
      line_item_id: lineItemId,
      quantity: toText(fromHost(quantity)),
    })),
  parts: actions.flatMap(({ lineItemId, variant }) =>
    (variant?.manage_inventory ? (variant.inventory_items ?? []) : []).map((part) => ({
      line_item_id: lineItemId,
      inventory_item_id: part.inventory_item_id,
      required_quantity: toText(fromHost(part.required_quantity)),
    }))
  ),
})

export const toLine = ({ inventoryItemId, quantity, lineItemId }: Part): ReceivedBackLine => ({
  inventory_item_id: inventoryItemId,
  quantity: toText(quantity),
  line_item_id: lineItemId,
})

/**
 * Units that come back for each order line, of the items that the host restocks. The host itself tells the sum of a variant
 * by its present recipe, and only that of one variant where several share an item; `returned` is what had left. Items
 * that are no longer part of the variant come back, too.
 */
export const toReceivedBack = (
  changes: LevelChange[],
  actions: ReceivedAction[],
  returned: ReceivedBackLine[]
): ReceivedBackLine[] => {
  const parts = toParts(actions)
  const restocked = changes.flatMap((change) => {
    const ofItem = parts.filter((part) => part.inventoryItemId === change.inventoryItemId)
    const byVariant = [...groupBy(ofItem, (part) => part.variantId ?? "").values()]
    const meant = byVariant.find((group) =>
      sumOf(group, (part) => part.quantity).eq(change.quantity)
    )
    if (!meant) return take(change, ofItem)
    return returned.filter((line) =>
      meant.some((part) => isFor(line, part.lineItemId, part.inventoryItemId))
    )
  })
  return [...restocked, ...listDeparted(parts, returned)]
}

const isFor = (line: ReceivedBackLine, lineItemId: string, inventoryItemId: string): boolean =>
  line.line_item_id === lineItemId && line.inventory_item_id === inventoryItemId

const listDeparted = (parts: Part[], returned: ReceivedBackLine[]): ReceivedBackLine[] =>
  returned.filter(
    (line) => !parts.some((part) => isFor(line, part.lineItemId, part.inventoryItemId))
  )

/** Units that the lines bring back to a location, by item. */
export const toLevelChanges = (lines: ReceivedBackLine[], stockLocationId: string): LevelChange[] =>
  [...groupBy(lines, (line) => line.inventory_item_id)].map(([inventoryItemId, ofItem]) => ({
    stockLocationId,
    inventoryItemId,
    quantity: sumOf(ofItem, (line) => exact(line.quantity)),
  }))

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
