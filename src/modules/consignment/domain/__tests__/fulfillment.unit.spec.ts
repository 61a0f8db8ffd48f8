import { guardFulfillment, type FulfilledLine } from "../fulfillment"
import { exact } from "../quantity"
import type { Warehouse } from "../stock"
import { refusalOf, warehouse } from "./given"

const line = (quantity: string, others: Partial<FulfilledLine> = {}): FulfilledLine => ({
  index: 0,
  inventoryItemId: "X",
  sku: "X",
  stockLocationId: "LOC",
  quantity: exact(quantity),
  lineItemId: "line",
  quantityOrdered: exact("5"),
  quantityOrderedByOrder: exact("5"),
  ...others,
})

interface Situation {
  from?: string
  before?: string
  warehouses?: Warehouse[]
  /** Units that went on consignment, by item. */
  delivered?: Record<string, string>
}

const guard = (
  lines: FulfilledLine[],
  {
    from = "LOC",
    before = "0",
    warehouses = [warehouse("M", "LOC")],
    delivered = {},
  }: Situation = {}
) => {
  guardFulfillment(
    {
      stockLocationId: from,
      lines,
      fulfilledBefore: [{ lineItemId: "line", inventoryItemId: "X", quantity: exact(before) }],
      delivered: new Map(
        Object.entries(delivered).map(([item, quantity]) => [
          item,
          { number: "DL-1", quantity: exact(quantity) },
        ])
      ),
    },
    warehouses
  )
}

const refused = (index: number, code: string, others: object = {}) =>
  expect.objectContaining({ index, code, ...others }) as object

describe("a fulfilment of the host", () => {
  it("may take what is left of an order line", () => {
    guard([line("5")])
    guard([line("2")], { before: "3" })
    guard([line("2"), line("3", { index: 1 })])
  })

  it("takes no more than was ordered, in one request or in several", () => {
    expect(refusalOf(() => guard([line("3")], { before: "3" }))).toMatchObject({
      code: "INSUFFICIENT_STOCK",
      details: { lines: [refused(0, "INSUFFICIENT_STOCK", { quantity: "3", available: "2" })] },
    })
    const lines = [line("3"), line("4", { index: 1 }), line("1", { index: 2 })]
    expect(refusalOf(() => guard(lines))).toMatchObject({
      details: { lines: [refused(1, "INSUFFICIENT_STOCK", { quantity: "4", available: "2" })] },
    })
  })

  it("adds up what has left by several recipes", () => {
    const before = { lineItemId: "line", inventoryItemId: "X" }
    const fulfillment = {
      stockLocationId: "LOC",
      lines: [line("2")],
      fulfilledBefore: [
        { ...before, quantity: exact("2") },
        { ...before, quantity: exact("2") },
      ],
      delivered: new Map<string, never>(),
    }
    expect(refusalOf(() => guardFulfillment(fulfillment, []))).toMatchObject({
      details: { lines: [refused(0, "INSUFFICIENT_STOCK", { available: "1" })] },
    })
  })

  it("is not measured where the host does not say what was ordered", () => {
    guard([line("9", { quantityOrdered: null })])
    guard([line("9", { lineItemId: null })])
  })

  it("leaves from where its goods lie, if that is a consignment warehouse", () => {
    expect(refusalOf(() => guard([line("1")], { from: "SHOP" }))).toMatchObject({
      code: "INVALID_DATA",
      details: { lines: [refused(0, "INVALID_DATA", { stock_location_id: "LOC" })] },
    })
    guard([line("1")], { from: "SHOP", warehouses: [] })
    guard([line("1", { stockLocationId: "SHOP" })])
  })

  it("takes nothing that went on consignment instead", () => {
    const lines = [line("1", { inventoryItemId: "Y" }), line("1", { index: 1 })]
    expect(refusalOf(() => guard(lines, { delivered: { X: "5" } }))).toMatchObject({
      code: "DOCUMENT_POSTED",
      details: { lines: [refused(1, "DOCUMENT_POSTED", { inventory_item_id: "X" })] },
    })
  })

  it("takes the rest of an item of which a part went on consignment", () => {
    guard([line("2")], { delivered: { X: "3" } })
    guard([line("1"), line("1", { index: 1 })], { delivered: { X: "3" } })
    const other = { lineItemId: "other", quantityOrderedByOrder: exact("9") }
    guard([line("5", other)], { delivered: { X: "3" }, before: "1" })
    expect(
      refusalOf(() => guard([line("2")], { delivered: { X: "3" }, before: "1" }))
    ).toMatchObject({
      code: "DOCUMENT_POSTED",
      details: { lines: [refused(0, "DOCUMENT_POSTED", { quantity: "2", available: "1" })] },
    })
    const unsaid = line("1", { quantityOrderedByOrder: null })
    expect(refusalOf(() => guard([unsaid], { delivered: { X: "1" } }))).toMatchObject({
      code: "DOCUMENT_POSTED",
    })
  })

  it("takes no stock at a customer, nor leaves from there", () => {
    const shop = warehouse("S", "SHOP", { direction: "outbound", contractorId: "K" })
    const own = warehouse("M", "LOC")
    expect(
      refusalOf(() => guard([line("1")], { from: "SHOP", warehouses: [own, shop] }))
    ).toMatchObject({ code: "NOT_CONSIGNMENT_WAREHOUSE" })
    const customers = warehouse("W", "LOC", { direction: "outbound", contractorId: "K" })
    expect(refusalOf(() => guard([line("1")], { warehouses: [customers] }))).toMatchObject({
      code: "NOT_CONSIGNMENT_WAREHOUSE",
    })
  })
})
