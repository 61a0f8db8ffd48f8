import type { Decimal } from "decimal.js"
import { ConsignmentError, refuseLines } from "./errors"
import { notBelowZero, toText, ZERO } from "./quantity"
import type { Warehouse } from "./stock"

/** What a fulfilment of the host takes from one stock location for one order line. */
export interface FulfilledLine {
  index: number
  inventoryItemId: string
  sku: string | null
  stockLocationId: string
  quantity: Decimal
  lineItemId: string | null
  /** Pieces of the item that the order line asks for, all in all; null if the host did not say. */
  quantityOrdered: Decimal | null
}

export interface FulfillmentOfHost {
  /** Where the host says that the fulfilment leaves; a cancellation puts the pieces there. */
  stockLocationId: string
  lines: FulfilledLine[]
  /** What earlier fulfilments took, by `orderedKey`. */
  fulfilledBefore: ReadonlyMap<string, Decimal>
  /** By item: the number of the delivery by which goods of the order went on consignment instead. */
  deliveredAs: ReadonlyMap<string, string>
}

export const orderedKey = (lineItemId: string | null, inventoryItemId: string): string =>
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
  const outbound = [stockLocationId, ...lines.map((line) => line.stockLocationId)]
    .flatMap((location) => warehouseAt.get(location) ?? [])
    .find((warehouse) => warehouse.direction === "outbound")
  if (outbound) {
    throw new ConsignmentError(
      "NOT_CONSIGNMENT_WAREHOUSE",
      "Goods at a customer are reported as sold, not issued from our stock.",
      { warehouse_id: outbound.id }
    )
  }
}

/** What a customer has on consignment he does not get a second time; what he sells of it he reports. */
const refuseDelivered = ({ lines, deliveredAs }: FulfillmentOfHost): void =>
  refuseLines(
    "DOCUMENT_POSTED",
    lines.flatMap((line) => {
      const number = deliveredAs.get(line.inventoryItemId)
      return number === undefined
        ? []
        : {
            index: line.index,
            code: "DOCUMENT_POSTED" as const,
            message: `${line.sku ?? line.inventoryItemId} of the order went on consignment with ${number}; report what was sold, or reverse the delivery.`,
            inventory_item_id: line.inventoryItemId,
            sku: line.sku,
          }
    })
  )

/** Two simultaneous fulfilments of one order line may both pass the host's check of its reservation. */
const refuseMoreThanOrdered = ({ lines, fulfilledBefore }: FulfillmentOfHost): void => {
  const fulfilled = new Map(fulfilledBefore)
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
