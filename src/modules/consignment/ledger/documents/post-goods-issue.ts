import type { Decimal } from "decimal.js"
import { ConsignmentError, refuseFields } from "../../domain/errors"
import { warnOfExpired, type DocumentWarning } from "../../domain/expired"
import { decideGoodsIssue, type GoodsIssue, type GoodsIssueLine } from "../../domain/goods-issue"
import { refuseTakingHired } from "../../domain/hire"
import type { Facts, Posting } from "../../domain/posting"
import { exact, toText } from "../../domain/quantity"
import { inPresentRecipe, type Part } from "../../domain/recipe"
import {
  decideNamed,
  emptyRegister,
  nameTaken,
  type SerialRegister,
} from "../../domain/serial-register"
import { ownStockOf, warehouseAt, type Stock, type Warehouse } from "../../domain/stock"
import { loadRegister } from "../../serials/load-register"
import type { Sql, Write } from "../../database/sql"
import { queryOf, read, readTogether, type Query } from "../../database/together"
import { lockStock } from "../posting/lock-stock"
import { newId } from "../../database/new-id"
import { dateByStock, earliestOf, refuseTooOld, toBusinessDate } from "../posting/business-date"
import {
  post,
  refuseRacing,
  sourceOfCaller,
  sourceOfHost,
  toFacts,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import {
  guardFulfillment,
  type DeliveredInstead,
  type FulfilledLine,
  type LeftBefore,
} from "../../domain/fulfillment"
import { findWarehouseAt, refuseUnknownOnLines } from "../posting/references"
import { toSalePrice } from "./sale-prices"
import { toPart, type PartOfLine } from "./order-parts"
import type { StorePorts } from "./posting-function"
import { firstKnown, requireStrategy, type StrategyRegistry } from "./strategies"
import { emptyLine, type DocumentLineRow } from "../../database/tables"
import { toSerialColumn } from "./lot-details"

export interface PostGoodsIssueLine {
  inventory_item_id: string
  sku: string | null
  quantity: string
  sale_price?: string | null
  /** The price before discounts; left out: there was none. */
  list_price?: string | null
  lot_id?: string | null
  serial_numbers?: string[] | null
}

export interface PostGoodsIssue extends DocumentCommand {
  stock_location_id: string
  branch_code?: string | null
  issue_strategy?: string
  sales_channel_id?: string | null
  order_id?: string | null
  /** Of the sale prices; left out: that of each lot. */
  currency_code?: string | null
  /** Reason of an internal issue. */
  reason?: string | null
  lines: PostGoodsIssueLine[]
}

/** One quantity that a fulfilment of the host takes from one stock location. */
export interface FulfilledByHost {
  inventory_item_id: string
  sku: string | null
  stock_location_id: string
  quantity: string
  line_item_id: string | null
  /** Pieces of the item that the order line asks for, all in all; null if the host did not say. */
  quantity_ordered: string | null
  /** The same of all lines of the order. */
  quantity_ordered_by_order: string | null
  /** Price the customer pays for a unit, after discounts and without taxes; null if the host gives none. */
  sale_price: string | null
  /** The same before discounts. */
  list_price?: string | null
  /** Units of the item in one unit of the order line; null if the host did not say. */
  required_quantity: string | null
  /** Of the variant: units that are not in stock wait for a receipt. */
  allows_backorder: boolean
  /** The units that leave; left out where the fulfilment names none. */
  serial_numbers?: string[]
}

export interface PostFulfillment extends DocumentCommand {
  order_id: string
  fulfillment_id: string
  /** Where the host says that the fulfilment leaves. */
  stock_location_id: string
  sales_channel_id: string | null
  /** Of the order. */
  currency_code: string
  issue_strategy?: string | null
  lines: FulfilledByHost[]
  /** Present recipe of all lines of the order; it may have changed since an earlier fulfilment. */
  parts?: PartOfLine[]
  /** The host took the level down earlier: a fulfilment that is caught up with. */
  level_already_taken?: boolean
  /** Written with the document, with the same statement. */
  alongside?: (documentId: string) => Write
}

interface Preparation {
  lines: GoodsIssueLine[]
  /** The issue, once the warehouse where it leaves is known. */
  issueAt: (warehouse: Warehouse | undefined) => Omit<GoodsIssue, "lines">
}

/**
 * Posts a sale outside the host's orders.
 * Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH.
 */
export const postGoodsIssue = async (ports: StorePorts, command: PostGoodsIssue): Promise<Posted> =>
  await postIssue("goods_issue", ports, command)

/** Posts goods that leave for our own use. Throws as a goods issue does. */
export const postInternalIssue = async (
  ports: StorePorts,
  command: PostGoodsIssue
): Promise<Posted> => await postIssue("internal_issue", ports, command)

const postIssue = async (
  type: GoodsIssue["type"],
  ports: StorePorts,
  command: PostGoodsIssue
): Promise<Posted> => {
  const { lines, issueAt } = await prepare(ports.sql, command, ports.strategies, type)
  const stockLocationId = command.stock_location_id
  return await post(ports, {
    command,
    source: sourceOfCaller(type, command),
    head: {
      type,
      reason: command.reason ?? null,
      stock_location_id: command.stock_location_id,
      issue_strategy: command.issue_strategy ?? null,
      order_id: command.order_id ?? null,
      currency_code: command.currency_code ?? null,
    },
    headOf: (stock) => {
      const warehouse = warehouseAt(stock, stockLocationId)
      return {
        warehouse_id: warehouse?.id ?? null,
        branch_code: issueAt(warehouse).branchAt(stockLocationId),
      }
    },
    stock: toRequest(lines),
    named: lines,
    decide: async (stock, facts, register) => {
      await refuseFulfillable(ports, command.order_id)
      return decide(
        issueAt(warehouseAt(stock, stockLocationId)),
        lines,
        stock,
        register,
        (checked) => decideGoodsIssue(checked, stock, facts)
      )
    },
    outcome: type === "goods_issue" ? toOutcome(lines) : undefined,
    lines: (documentId) => lines.map((line) => toRow(documentId, line, command.lines[line.index])),
  })
}

export interface PlannedIssue {
  lines: PlannedLine[]
  warnings: DocumentWarning[]
}

export interface PlannedLine {
  line: GoodsIssueLine
  allocations: Posting["allocations"]
}

/** The allocations a goods issue would have now; nothing is locked or posted. */
export const planGoodsIssue = async (
  ports: Ports,
  command: PostGoodsIssue,
  registry: StrategyRegistry
): Promise<PlannedIssue> => {
  const now = ports.clock()
  const named = await toBusinessDate(ports.sql, command, null, now)
  const { lines, issueAt } = await prepare(ports.sql, command, registry, "goods_issue")
  await refuseFulfillable(ports, command.order_id)
  const stock = await lockStock(ports.sql, ports.host, {
    ...toRequest(lines),
    at: named?.at ?? now,
    changesSince: named ? earliestOf(named) : null,
    withoutLock: true,
  })
  const date = dateByStock(named, stock, now)
  await refuseTooOld(ports.sql, date, now)
  const facts = toFacts(date?.at ?? now, now, undefined, date?.day)
  const register = await loadRegister(ports.sql, {
    stock,
    named: lines,
  })
  const issue = issueAt(warehouseAt(stock, command.stock_location_id))
  const posting = decide(issue, lines, stock, register ?? emptyRegister(), (checked) =>
    decideGoodsIssue(checked, stock, facts)
  )
  return {
    lines: lines.map((line) => ({
      line,
      allocations: posting.allocations.filter((allocation) => allocation.lineId === line.id),
    })),
    warnings: warnOfExpired(lines, posting, stock, facts),
  }
}

/** Posts what a fulfilment of the host takes; the host changes the level itself, in the same transaction. */
export const postFulfillment = async (
  ports: Ports,
  command: PostFulfillment,
  registry: StrategyRegistry
): Promise<Posted> => {
  const { sql } = ports
  const fulfilled = command.lines.map(toFulfilledLine)
  const lines: GoodsIssueLine[] = fulfilled.map((line) => ({
    ...line,
    id: newId("condocl"),
    lotId: null,
    serialNumbers: command.lines[line.index]?.serial_numbers ?? [],
    salePrice: toSalePrice(command.lines[line.index], command.currency_code),
    // Units that have left already are on backorder, whatever the variant says.
    allowsBackorder:
      command.level_already_taken === true || command.lines[line.index]?.allows_backorder === true,
  }))
  const parts = (command.parts ?? []).map(toPart)
  const stockLocationId = command.stock_location_id
  const posted = await post(ports, {
    command,
    source: sourceOfHost(`fulfillment:${command.fulfillment_id}`),
    head: {
      type: "goods_issue",
      stock_location_id: stockLocationId,
      issue_strategy: command.issue_strategy ?? null,
      order_id: command.order_id,
      fulfillment_id: command.fulfillment_id,
      currency_code: command.currency_code,
    },
    headOf: (stock) => {
      const warehouse = warehouseAt(stock, stockLocationId)
      return { warehouse_id: warehouse?.id ?? null, branch_code: warehouse?.branchCode ?? null }
    },
    stock: toRequest(lines),
    named: lines,
    alongside: command.alongside,
    decide: async (stock, facts, register) => {
      const channelId = command.sales_channel_id
      const { channelStrategy = null, ...found } = await readTogether(sql, {
        channelStrategy: channelId === null ? undefined : channelStrategyOf(channelId),
        fulfilledBefore: fulfilledOf(command.order_id, parts),
        delivered: deliveredOf(command.order_id),
      })
      if (!command.level_already_taken) {
        // Only the places of the lines were loaded with the stock.
        const isLoaded = fulfilled.some((line) => line.stockLocationId === stockLocationId)
        const leaving = isLoaded ? null : await findWarehouseAt(sql, stockLocationId)
        guardFulfillment(
          { stockLocationId, lines: fulfilled, ...found },
          leaving ? [...stock.warehouses, leaving] : stock.warehouses
        )
      }
      const before = command.level_already_taken ? beforeTaking(stock, lines) : stock
      return decideNamed(nameIssued(register, lines, before), (byUnits) =>
        decideGoodsIssue(
          {
            type: "goods_issue",
            lines: byUnits,
            strategyAt: (location) =>
              firstKnown(registry, [
                command.issue_strategy,
                channelStrategy,
                warehouseAt(stock, location)?.issueStrategy,
              ]),
            branchAt: (location) => warehouseAt(stock, location)?.branchCode ?? null,
            byHost: true,
          },
          before,
          facts
        )
      )
    },
    outcome: toOutcome(lines),
    lines: (documentId) =>
      lines.map((line) => ({
        ...toRow(documentId, line, command.lines[line.index]),
        line_item_id: command.lines[line.index]?.line_item_id ?? null,
        required_quantity: command.lines[line.index]?.required_quantity ?? null,
      })),
  })
  if (!command.level_already_taken) {
    await refuseRacing(ports, posted, `Fulfilment ${command.fulfillment_id}`)
  }
  return posted
}

const toOutcome = (lines: GoodsIssueLine[]) => (posting: Posting, stock: Stock, facts: Facts) => {
  const warnings = warnOfExpired(lines, posting, stock, facts)
  return warnings.length > 0 ? { warnings } : null
}

const prepare = async (
  sql: Sql,
  command: PostGoodsIssue,
  registry: StrategyRegistry,
  type: GoodsIssue["type"]
): Promise<Preparation> => {
  if (command.issue_strategy !== undefined) requireStrategy(registry, command.issue_strategy)
  const channelStrategy = await loadChannelStrategy(sql, command.sales_channel_id ?? null)
  return {
    issueAt: (warehouse) => ({
      type,
      strategyAt: () =>
        firstKnown(registry, [command.issue_strategy, channelStrategy, warehouse?.issueStrategy]),
      branchAt: () => command.branch_code ?? warehouse?.branchCode ?? null,
      byHost: false,
    }),
    lines: command.lines.map((line, index) => ({
      id: newId("condocl"),
      index,
      inventoryItemId: line.inventory_item_id,
      sku: line.sku,
      stockLocationId: command.stock_location_id,
      quantity: exact(line.quantity),
      lotId: line.lot_id ?? null,
      serialNumbers: line.serial_numbers ?? [],
      // Units that we use ourselves are sold to nobody.
      salePrice: type === "goods_issue" ? toSalePrice(line, command.currency_code) : null,
      allowsBackorder: false,
    })),
  }
}

const toRequest = (lines: GoodsIssueLine[]) => ({
  places: lines.map(({ stockLocationId, inventoryItemId }) => ({
    stockLocationId,
    inventoryItemId,
  })),
  lotIds: lines.flatMap((line) => line.lotId ?? []),
})

/** Records that a caller names must exist before rules look at them. */
const decide = (
  issue: Omit<GoodsIssue, "lines">,
  lines: GoodsIssueLine[],
  stock: Stock,
  register: SerialRegister,
  decideIssue: (issue: GoodsIssue) => Posting
): Posting => {
  const misplaced = lines.filter((line) => line.lotId !== null && !liesThere(stock, line))
  refuseUnknownOnLines(
    "lot_id",
    misplaced.map((line) => ({ index: line.index, value: line.lotId })),
    new Set()
  )
  const outbound = stock.warehouses.find(
    (warehouse) =>
      warehouse.direction === "outbound" &&
      lines.some((line) => line.stockLocationId === warehouse.stockLocationId)
  )
  if (outbound) {
    throw new ConsignmentError(
      "NOT_CONSIGNMENT_WAREHOUSE",
      "Goods at a customer are reported as sold, not issued from our stock.",
      { warehouse_id: outbound.id }
    )
  }
  refuseTakingHired(
    stock.warehouses.filter((warehouse) =>
      lines.some((line) => line.stockLocationId === warehouse.stockLocationId)
    )
  )
  return decideNamed(nameIssued(register, lines, stock), (byUnits) =>
    decideIssue({ ...issue, lines: byUnits })
  )
}

/** Named units leave the lots that hold them, or own stock. */
const nameIssued = (register: SerialRegister, lines: GoodsIssueLine[], stock: Stock) =>
  nameTaken(register, lines, {
    lots: stock.lots,
    stockLocationIdOf: ({ index }) => lines[index]?.stockLocationId ?? "",
    canTake: (lot) => lot.direction === "inbound",
    ownOf: ownStockOf(stock),
  })

/**
 * Units of an order leave once. What the host still has to fulfil leaves with its fulfilment, which posts the issue.
 * Throws: INVALID_DATA.
 */
const refuseFulfillable = async (
  { sql, host }: Ports,
  orderId: string | null | undefined
): Promise<void> => {
  if (!orderId || !(await host.isFulfillable(sql, orderId))) return
  refuseFields([
    {
      path: "order_id",
      message: `Order ${orderId} has units left to fulfil: fulfil it, which posts the goods issue, or leave order_id out.`,
      reason: "fulfil_order",
    },
  ])
}

const liesThere = (stock: Stock, line: GoodsIssueLine): boolean =>
  stock.lots.some(
    (lot) =>
      lot.id === line.lotId &&
      lot.inventoryItemId === line.inventoryItemId &&
      lot.stockLocationId === line.stockLocationId
  )

const toRow = (
  documentId: string,
  line: GoodsIssueLine,
  sold: { sale_price?: string | null; list_price?: string | null } | undefined
): DocumentLineRow => ({
  ...emptyLine,
  id: line.id,
  document_id: documentId,
  index: line.index,
  inventory_item_id: line.inventoryItemId,
  stock_location_id: line.stockLocationId,
  sku: line.sku,
  quantity: toText(line.quantity),
  sale_price: sold?.sale_price ?? null,
  list_price: sold?.list_price ?? null,
  lot_id: line.lotId,
  serial_numbers: toSerialColumn(line.serialNumbers),
})

const loadChannelStrategy = async (
  sql: Sql,
  salesChannelId: string | null
): Promise<string | null> => {
  return salesChannelId === null ? null : await read(sql, channelStrategyOf(salesChannelId))
}

const channelStrategyOf = (salesChannelId: string): Query<string | null> =>
  queryOf<{ strategy: string | null }, string | null>(
    `select issue_strategy_by_sales_channel ->> ? as strategy from consignment_settings
     where deleted_at is null limit 1`,
    [salesChannelId],
    ([row]) => row?.strategy ?? null
  )

/** The stock as it was before the host took the level down. */
const beforeTaking = (stock: Stock, lines: GoodsIssueLine[]): Stock => ({
  ...stock,
  positions: stock.positions.map((position) => ({
    ...position,
    stocked: lines
      .filter(
        (line) =>
          line.stockLocationId === position.stockLocationId &&
          line.inventoryItemId === position.inventoryItemId
      )
      .reduce((stocked, line) => stocked.plus(line.quantity), position.stocked),
  })),
})

interface FulfilledRow {
  line_item_id: string | null
  inventory_item_id: string
  required_quantity: string | null
  quantity: string
}

interface DeliveredRow {
  inventory_item_id: string
  number: string
  quantity: string
}

/**
 * Units that earlier fulfilments took for the order's lines and that have not come back, by the present recipe; read under lock.
 */
const fulfilledOf = (orderId: string, parts: readonly Part[]): Query<LeftBefore[]> =>
  queryOf<FulfilledRow, LeftBefore[]>(
    `select l.line_item_id, a.inventory_item_id, l.required_quantity::text,
       sum(a.quantity - a.quantity_undone)::text as quantity
     from consignment_document d
     join consignment_allocation a on a.document_id = d.id
     join consignment_document_line l on l.id = a.line_id
     where d.order_id = ? and d.type = 'goods_issue' and d.status <> 'reversed'
       and d.fulfillment_id is not null
     group by l.line_item_id, a.inventory_item_id, l.required_quantity`,
    [orderId],
    (rows) =>
      rows.map((row) => {
        const left = {
          lineItemId: row.line_item_id,
          inventoryItemId: row.inventory_item_id,
          quantity: exact(row.quantity),
          requiredQuantity: exactOrNull(row.required_quantity),
        }
        return { ...left, quantity: inPresentRecipe(left, parts) }
      })
  )

/** By item: what of the order went on consignment; read under lock. */
const deliveredOf = (orderId: string): Query<Map<string, DeliveredInstead>> =>
  queryOf<DeliveredRow, Map<string, DeliveredInstead>>(
    `select l.inventory_item_id, max(d.number) as number, sum(l.quantity)::text as quantity
     from consignment_document d join consignment_document_line l on l.document_id = d.id
     where d.order_id = ? and d.type = 'delivery' and d.status = 'posted'
     group by l.inventory_item_id`,
    [orderId],
    (rows) =>
      new Map(
        rows.map(({ inventory_item_id, number, quantity }) => [
          inventory_item_id,
          { number, quantity: exact(quantity) },
        ])
      )
  )

const toFulfilledLine = (line: FulfilledByHost, index: number): FulfilledLine => ({
  index,
  inventoryItemId: line.inventory_item_id,
  sku: line.sku,
  stockLocationId: line.stock_location_id,
  quantity: exact(line.quantity),
  lineItemId: line.line_item_id,
  quantityOrdered: exactOrNull(line.quantity_ordered),
  quantityOrderedByOrder: exactOrNull(line.quantity_ordered_by_order),
})

const exactOrNull = (quantity: string | null): Decimal | null =>
  quantity === null ? null : exact(quantity)
