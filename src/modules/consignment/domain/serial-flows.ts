import type { Decimal } from "decimal.js"
import { groupBy } from "./group-by"
import { kindOf, type DocumentType } from "./kinds"
import type { Movement } from "./movement"
import type { Posting } from "./posting"
import { sumOf } from "./quantity"
import type { Stock } from "./stock"

/** A lot, or the own stock of a location. */
export type Place = { lotId: string } | { own: string }

/** The end of units that left for good, as far as the ledger knows. */
export interface Gone {
  gone: "sold" | "returned" | "lost"
}

/** Units of one line that go from one place to another. */
export interface SerialFlow {
  lineId: string
  inventoryItemId: string
  quantity: Decimal
  /** Null: they come from outside. */
  from: Place | null
  /** Null: they are nowhere, such as units that were shipped on backorder. */
  to: Place | Gone | null
  /** The allocation that is undone: the units left with it. */
  undoneAllocationId: string | null
  /** The allocation with which they go. */
  allocationId: string | null
  /** Units that an earlier unnamed movement took away, or that were own and come back as own. */
  fillsGap: boolean
}

export interface FlowingDocument {
  id: string
  type: DocumentType
  warehouse_id: string | null
  own_stock_location_id: string | null
  /** Of a reversal: the type of the document that it reverses. */
  reversedType: DocumentType | null
}

const nothing = {
  from: null,
  to: null,
  undoneAllocationId: null,
  allocationId: null,
  fillsGap: false,
}

/**
 * Tells which units go where with a posting. Null where a document takes back all that another did: then its units go
 * back to where they were. A stock count is compared unit by unit instead.
 */
export const toSerialFlows = (
  document: FlowingDocument,
  posting: Posting,
  stock: Pick<Stock, "warehouses">
): SerialFlow[] | null => {
  const { units } = kindOf(document.type)
  switch (units) {
    case "received":
      return [...toReceived(document, posting), ...toAllocated(posting)]
    case "allocated":
      return toAllocated(posting)
    case "bought":
      return toBought(document, posting, stock)
    case "moved":
      return toMoved(posting.movements)
    case "sent_home":
      return toSentHome(document, posting)
    case "returned":
      return toReturned(posting)
    case "reversed":
      return toReversed(document, posting, stock)
    case undefined:
      return []
    default:
      return units satisfies never
  }
}

const toReceived = (document: FlowingDocument, posting: Posting): SerialFlow[] =>
  posting.lots.map((lot) => ({
    ...nothing,
    lineId: lot.lineId,
    inventoryItemId: lot.inventoryItemId,
    from:
      document.type === "delivery" && document.own_stock_location_id !== null
        ? { own: document.own_stock_location_id }
        : null,
    to: { lotId: lot.id },
    quantity: sumOf(
      posting.movements.filter(
        (movement) => movement.lotId === lot.id && movement.lineId === lot.lineId
      ),
      (movement) => movement.quantity
    ),
  }))

/** Units shipped on backorder are attributed by a later document. */
const toAllocated = ({ allocations }: Posting): SerialFlow[] =>
  allocations.map((allocation) => ({
    ...nothing,
    lineId: allocation.lineId,
    inventoryItemId: allocation.inventoryItemId,
    from: allocation.lotId
      ? { lotId: allocation.lotId }
      : allocation.ownership === "own"
        ? { own: allocation.stockLocationId }
        : null,
    to: { gone: "sold" },
    allocationId: allocation.id,
    quantity: allocation.quantity,
  }))

const toBought = (
  document: FlowingDocument,
  posting: Posting,
  stock: Pick<Stock, "warehouses">
): SerialFlow[] =>
  posting.allocations.map((allocation) => ({
    ...nothing,
    lineId: allocation.lineId,
    inventoryItemId: allocation.inventoryItemId,
    from: allocation.lotId ? { lotId: allocation.lotId } : null,
    to: { own: ownPlaceOf(document, stock) ?? allocation.stockLocationId },
    allocationId: allocation.id,
    quantity: allocation.quantity,
  }))

const ownPlaceOf = (
  { warehouse_id: id }: FlowingDocument,
  { warehouses }: Pick<Stock, "warehouses">
): string | undefined => warehouses.find((warehouse) => warehouse.id === id)?.ownStockLocationId

/** Each movement out of a lot is followed by the one into its child lot. */
const toMoved = (movements: Movement[]): SerialFlow[] =>
  movements.flatMap((movement, index): SerialFlow[] => {
    const arrival = movements[index + 1]
    if (movement.type !== "warehouse_transfer_out" || !arrival || movement.lineId === null)
      return []
    return [
      {
        ...nothing,
        lineId: movement.lineId,
        inventoryItemId: movement.inventoryItemId,
        from: { lotId: movement.lotId },
        to: { lotId: arrival.lotId },
        quantity: movement.quantity.negated(),
      },
    ]
  })

const toSentHome = (document: FlowingDocument, { movements }: Posting): SerialFlow[] =>
  [...groupBy(movements, ({ lineId, lotId }) => `${lineId ?? ""}\n${lotId}`).values()].flatMap(
    (ofLot): SerialFlow[] => {
      const [first] = ofLot
      if (!first || first.lineId === null) return []
      return [
        {
          ...nothing,
          lineId: first.lineId,
          inventoryItemId: first.inventoryItemId,
          from: { lotId: first.lotId },
          to:
            document.type === "take_back" && document.own_stock_location_id !== null
              ? { own: document.own_stock_location_id }
              : { gone: "returned" },
          quantity: sumOf(ofLot, (movement) => movement.quantity).negated(),
        },
      ]
    }
  )

const toReturned = (posting: Posting, from: Place | null = null): SerialFlow[] =>
  posting.allocations.map((allocation) => ({
    ...nothing,
    lineId: allocation.lineId,
    inventoryItemId: allocation.inventoryItemId,
    from,
    to: allocation.lotId
      ? { lotId: allocation.lotId }
      : allocation.ownership === "own"
        ? { own: allocation.stockLocationId }
        : null,
    undoneAllocationId: allocation.undoesAllocationId,
    fillsGap: allocation.ownership === "consignment" || allocation.reason === "own",
    quantity: allocation.quantity,
  }))

const toReversed = (
  document: FlowingDocument,
  posting: Posting,
  stock: Pick<Stock, "warehouses">
): SerialFlow[] | null => {
  const reversal = document.reversedType === null ? null : kindOf(document.reversedType).reversal
  const isUndoneByAllocations = posting.allocations.some(
    (allocation) => allocation.undoesAllocationId !== null
  )
  if (!isUndoneByAllocations) return null
  if (reversal === "issue") return toReturned(posting)
  if (reversal !== "transfer") return null
  const ownPlace = ownPlaceOf(document, stock)
  return toReturned(posting, ownPlace === undefined ? null : { own: ownPlace })
}
