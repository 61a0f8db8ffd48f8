import type { Decimal } from "decimal.js"
import { ConsignmentError, refuseLines } from "./errors"
import { refuseTakingHired } from "./hire"
import { notBelowZero, sumOf, toText, ZERO } from "./quantity"
import type { Warehouse } from "./stock"

/** Quantity a fulfilment takes from one stock location for one order line. */
export interface FulfilledLine {
  index: number
  inventoryItemId: string
  sku: string | null
  stockLocationId: string
  quantity: Decimal
  lineItemId: string | null
  /** Pieces of the item that the order line asks for, all in all; null if the host did not say. */
  quantityOrdered: Decimal | null
  /** The same of all lines of the order. */
  quantityOrderedByOrder: Decimal | null
}

/** Quantity of an order's item that has left so far, by the present recipe of its variant. */
export interface LeftBefore {
  lineItemId: string | null
  inventoryItemId: string
  quantity: Decimal
}

/** Goods of an order that went on consignment instead. */
export interface DeliveredInstead {
  /** Of the latest delivery. */
  number: string
  quantity: Decimal
}

export interface FulfillmentOfHost {
  /** Where the host says that the fulfilment leaves; a cancellation puts the pieces there. */
  stockLocationId: string
  lines: FulfilledLine[]
  fulfilledBefore: readonly LeftBefore[]
  /** By item. */
  delivered: ReadonlyMap<string, DeliveredInstead>
}

const orderedKey = (lineItemId: string | null, inventoryItemId: string): string =>
  `${lineItemId ?? ""}\n${inventoryItemId}`

/**
 * Refuses what the host lets through: a fulfilment without a location that takes goods from one consignment warehouse
 * and would put them back elsewhere, goods at a customer, goods that went on consignment instead, and more than was
 * ordered.
 * Throws: NOT_CONSIGNMENT_WAREHOUSE, INVALID_DATA, DOCUMENT_POSTED, INSUFFICIENT_STOCK.
 */
export const guardFulfillment = (
  fulfillment: FulfillmentOfHost,
  warehouses: readonly Warehouse[]
): void => {
  const warehouseAt = new Map(warehouses.map((warehouse) => [warehouse.stockLocationId, warehouse]))
  refuseCustomersStock(fulfillment, warehouseAt)
  refuseOtherLocation(fulfillment, warehouseAt)
  refuseDelivered(fulfillment)
  refuseMoreThanOrdered(fulfillment)
}

const refuseOtherLocation = (
  { stockLocationId, lines }: FulfillmentOfHost,
  warehouseAt: ReadonlyMap<string, Warehouse>
): void =>
  refuseLines(
    "INVALID_DATA",
    lines
      .filter(
        (line) => line.stockLocationId !== stockLocationId && warehouseAt.has(line.stockLocationId)
      )
      .map((line) => ({
        index: line.index,
        code: "INVALID_DATA",
        path: "location_id",
        message: `${line.sku ?? line.inventoryItemId} is reserved at ${line.stockLocationId}, the fulfilment would leave from ${stockLocationId}: name the location_id.`,
        stock_location_id: line.stockLocationId,
      }))
  )

const refuseCustomersStock = (
  { stockLocationId, lines }: FulfillmentOfHost,
  warehouseAt: ReadonlyMap<string, Warehouse>
): void => {
  const leaving = [stockLocationId, ...lines.map((line) => line.stockLocationId)].flatMap(
    (location) => warehouseAt.get(location) ?? []
  )
  const outbound = leaving.find((warehouse) => warehouse.direction === "outbound")
  if (outbound) {
    throw new ConsignmentError(
      "NOT_CONSIGNMENT_WAREHOUSE",
      "Goods at a customer are reported as sold, not issued from our stock.",
      { warehouse_id: outbound.id }
    )
  }
  refuseTakingHired(leaving)
}

/** Units the customer already holds on consignment are not shipped again; sales of them are reported. */
const refuseDelivered = ({ lines, fulfilledBefore, delivered }: FulfillmentOfHost): void => {
  const leaving: LeftBefore[] = [...fulfilledBefore]
  refuseLines(
    "DOCUMENT_POSTED",
    lines.flatMap((line) => {
      const instead = delivered.get(line.inventoryItemId)
      if (!instead) return []
      const left = sumOf(
        leaving.filter(({ inventoryItemId }) => inventoryItemId === line.inventoryItemId),
        ({ quantity }) => quantity
      )
      const open = (line.quantityOrderedByOrder ?? ZERO).minus(instead.quantity).minus(left)
      if (line.quantity.lte(open)) {
        leaving.push(line)
        return []
      }
      return {
        index: line.index,
        code: "DOCUMENT_POSTED" as const,
        message: `${toText(instead.quantity)} of ${line.sku ?? line.inventoryItemId} of the order went on consignment, last with ${instead.number}; report what was sold, or reverse the delivery.`,
        inventory_item_id: line.inventoryItemId,
        sku: line.sku,
        quantity: toText(line.quantity),
        available: toText(notBelowZero(open)),
      }
    })
  )
}

/** Two simultaneous fulfilments of one order line may both pass the host's check of its reservation. */
const refuseMoreThanOrdered = ({ lines, fulfilledBefore }: FulfillmentOfHost): void => {
  const fulfilled = new Map<string, Decimal>()
  for (const { lineItemId, inventoryItemId, quantity } of fulfilledBefore) {
    const key = orderedKey(lineItemId, inventoryItemId)
    fulfilled.set(key, (fulfilled.get(key) ?? ZERO).plus(quantity))
  }
  refuseLines(
    "INSUFFICIENT_STOCK",
    lines.flatMap((line) => {
      if (line.lineItemId === null || line.quantityOrdered === null) return []
      const key = orderedKey(line.lineItemId, line.inventoryItemId)
      const before = fulfilled.get(key) ?? ZERO
      const left = notBelowZero(line.quantityOrdered.minus(before))
      if (line.quantity.lte(left)) {
        fulfilled.set(key, before.plus(line.quantity))
        return []
      }
      return {
        index: line.index,
        code: "INSUFFICIENT_STOCK" as const,
        message: `${toText(line.quantity)} of ${line.sku ?? line.inventoryItemId} were to leave for order line ${line.lineItemId}, ${toText(left)} are left to fulfil; another request was faster.`,
        inventory_item_id: line.inventoryItemId,
        sku: line.sku,
        line_item_id: line.lineItemId,
        quantity: toText(line.quantity),
        available: toText(left),
      }
    })
  )
}
