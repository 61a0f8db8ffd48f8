import type { IssuedAllocation } from "../../domain/allocation"
import { ConsignmentError } from "../../domain/errors"
import {
  decideGoodsIssueReturn,
  type GoodsIssueReturn,
  type GoodsIssueReturnLine,
} from "../../domain/goods-issue-return"
import { exact, toText } from "../../domain/quantity"
import {
  decideNamed,
  nameReturned,
  serialsOf,
  type NamedLines,
  type SerialRegister,
} from "../../domain/serial-register"
import { loadNamedAllocations } from "../../serials/load-register"
import { warehouseAt, type Warehouse } from "../../domain/stock"
import type { Sql } from "../../database/sql"
import { queryOf, read, readTogether, type Query } from "../../database/together"
import type { PlaceOfItem } from "../posting/host-levels"
import { allocationsOfDocument, loadAllocationsOfOrder, type IssuedForLine } from "./issued"
import { refuseSoldAtDelivery } from "./sold-at-delivery"
import { loadReturnLimits } from "./return-limits"
import { newId } from "../../database/new-id"
import {
  post,
  refuseRacing,
  sourceOfCaller,
  sourceOfHost,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import { refuseMissingDocument, refuseUnknownOnLines } from "../posting/references"
import { toWrittenLevels } from "./reverse-whole"
import { toDate, type Instant } from "../../database/column-table"
import { emptyLine, type DocumentLineRow } from "../../database/tables"
import { toSerialColumn } from "./lot-details"

export interface PostGoodsIssueReturn extends DocumentCommand {
  goods_issue_id: string
  /** Where the pieces arrive; default: where they were issued. */
  stock_location_id?: string
  lines: { line_id: string; quantity: string; serial_numbers?: string[] | null }[]
}

/** One quantity of an item that the host takes back. */
export interface ReceivedBackLine {
  inventory_item_id: string
  quantity: string
  /** The order line it comes back for; null if the host did not say. */
  line_item_id: string | null
  /** The units that come back; left out where the return names none. */
  serial_numbers?: string[]
}

export interface PostReceivedReturn extends DocumentCommand {
  order_id: string
  return_id: string
  order_change_id: string
  stock_location_id: string
  lines: ReceivedBackLine[]
  /** The host raised the level earlier: a return that is caught up with. */
  level_already_raised?: boolean
}

/** Posts a return to a goods issue. Throws: NOT_FOUND, INVALID_DATA, EXCEEDS_RETURNABLE, IDEMPOTENCY_MISMATCH. */
export const postGoodsIssueReturn = async (
  ports: Ports,
  command: PostGoodsIssueReturn
): Promise<Posted> => await postReturn("goods_issue_return", ports, command)

/** Posts a return to an internal issue. Throws as the return to a goods issue does. */
export const postInternalIssueReturn = async (
  ports: Ports,
  command: PostGoodsIssueReturn
): Promise<Posted> => await postReturn("internal_issue_return", ports, command)

/** Posts a return to a reported sale. Throws as the return to a goods issue does. */
export const postReportedSaleReturn = async (
  ports: Ports,
  command: PostGoodsIssueReturn
): Promise<Posted> => await postReturn("reported_sale_return", ports, command)

const postReturn = async (
  type: GoodsIssueReturn["type"],
  ports: Ports,
  command: PostGoodsIssueReturn
): Promise<Posted> => {
  const { sql } = ports
  const { found, issueLines, issuedBefore } = await readTogether(sql, {
    found: issueOf(command.goods_issue_id, issueTypes[type]),
    issueLines: linesOfIssue(command.goods_issue_id),
    issuedBefore: allocationsOfDocument(command.goods_issue_id),
  })
  const issue = found ?? refuseMissingDocument(command.goods_issue_id)
  refuseUnknownOnLines(
    "line_id",
    command.lines.map((line, index) => ({ index, value: line.line_id })),
    new Set(issueLines.keys())
  )
  const isReported = type === "reported_sale_return"
  if (isReported) {
    await refuseSoldAtDelivery(
      sql,
      issue.id,
      command.lines.map((line) => line.line_id)
    )
  }
  const stockLocationId = command.stock_location_id ?? issue.stock_location_id ?? ""
  const lines = command.lines.map((line, index): GoodsIssueReturnLine & { issueLineId: string } => {
    const issueLine = issueLines.get(line.line_id)
    return {
      id: newId("condocl"),
      index,
      issueLineId: line.line_id,
      inventoryItemId: issueLine?.inventory_item_id ?? "",
      sku: issueLine?.sku ?? null,
      quantity: exact(line.quantity),
      serialNumbers: line.serial_numbers ?? [],
      issued: [],
    }
  })
  return await post(ports, {
    command,
    source: sourceOfCaller(type, command),
    party:
      isReported && issue.contractor_id !== null
        ? { contractorId: issue.contractor_id, direction: "outbound" }
        : undefined,
    head: {
      type,
      contractor_id: issue.contractor_id,
      stock_location_id: stockLocationId,
      branch_code: issue.branch_code,
      order_id: issue.order_id,
      undoes_document_id: issue.id,
    },
    headOf: (stock) => ({ warehouse_id: warehouseAt(stock, stockLocationId)?.id ?? null }),
    stock: toRequest(lines, stockLocationId, issuedBefore),
    named: lines,
    decide: async (stock, facts, register) => {
      if (!isReported) refuseOutbound(warehouseAt(stock, stockLocationId))
      const issued = await read(sql, allocationsOfDocument(issue.id))
      const returned = lines.map((line) => ({
        ...line,
        issued: issued.filter((allocation) => allocation.lineId === line.issueLineId),
      }))
      return decideNamed(await nameUnits(sql, register, returned), (byUnits) =>
        decideGoodsIssueReturn(
          {
            type,
            stockLocationId,
            issuedAt: toDate(issue.effective_at),
            byHost: false,
            lines: byUnits,
          },
          stock,
          facts
        )
      )
    },
    lines: (documentId) =>
      lines.map((line) => ({
        ...toRow(documentId, line, stockLocationId),
        undoes_line_id: line.issueLineId,
      })),
  })
}

/** Posts what the host has taken back; it raises the level itself, in the same transaction. */
export const postReceivedReturn = async (
  ports: Ports,
  command: PostReceivedReturn
): Promise<Posted> => {
  const { sql } = ports
  const itemIds = [...new Set(command.lines.map((line) => line.inventory_item_id))]
  const issuedBefore = await loadAllocationsOfOrder(sql, command.order_id, itemIds)
  const skus = await loadSkusOfOrder(sql, command.order_id)
  const lines = command.lines.map((line, index): GoodsIssueReturnLine => ({
    id: newId("condocl"),
    index,
    inventoryItemId: line.inventory_item_id,
    sku: skus.get(line.inventory_item_id) ?? null,
    quantity: exact(line.quantity),
    serialNumbers: line.serial_numbers ?? [],
    issued: [],
  }))
  const lineItemIdOf = (line: GoodsIssueReturnLine) =>
    command.lines[line.index]?.line_item_id ?? null
  const posted = await post(ports, {
    command,
    source: sourceOfHost(`return:${command.return_id}:${command.order_change_id}`),
    head: {
      type: "goods_issue_return",
      stock_location_id: command.stock_location_id,
      order_id: command.order_id,
      return_id: command.return_id,
    },
    headOf: (stock) => ({
      warehouse_id: warehouseAt(stock, command.stock_location_id)?.id ?? null,
    }),
    stock: toRequest(lines, command.stock_location_id, issuedBefore),
    named: lines,
    decide: async (stock, facts, register) => {
      refuseOutbound(warehouseAt(stock, command.stock_location_id))
      const issued = await loadAllocationsOfOrder(sql, command.order_id, itemIds)
      const returned = lines.map((line) => ({
        ...line,
        issued: namedLineFirst(issued, lineItemIdOf(line)).filter(
          (allocation) => allocation.inventoryItemId === line.inventoryItemId
        ),
      }))
      const limits = await loadReturnLimits(ports, command.order_id, itemIds)
      return decideNamed(await nameUnits(sql, register, returned), (byUnits) =>
        decideGoodsIssueReturn(
          {
            type: "goods_issue_return",
            stockLocationId: command.stock_location_id,
            issuedAt: null,
            byHost: true,
            ...limits,
            isCaughtUpWith: command.level_already_raised,
            lines: byUnits,
          },
          stock,
          facts
        )
      )
    },
    outcome: (posting) => ({ levels: toWrittenLevels(posting.levels) }),
    lines: (documentId) =>
      lines.map((line) => ({
        ...toRow(documentId, line, command.stock_location_id),
        line_item_id: lineItemIdOf(line),
      })),
  })
  if (!command.level_already_raised) {
    await refuseRacing(ports, posted, `Return ${command.return_id}`)
  }
  return posted
}

/** Named units come back to the issues with which they left. */
const nameUnits = async (
  sql: Sql,
  register: SerialRegister,
  lines: GoodsIssueReturnLine[]
): Promise<NamedLines<GoodsIssueReturnLine>> => {
  const isNamed = lines.some((line) => serialsOf(line).length > 0)
  if (!isNamed) return { lines, refused: [] }
  const issued = lines.flatMap((line) => line.issued)
  const allocations = await loadNamedAllocations(
    sql,
    issued.map(({ id }) => id)
  )
  return nameReturned(register, lines, allocations)
}

const loadSkusOfOrder = async (sql: Sql, orderId: string): Promise<Map<string, string>> => {
  const rows = await sql<{ inventory_item_id: string; sku: string }>(
    `select distinct l.inventory_item_id, l.sku
     from consignment_document d join consignment_document_line l on l.document_id = d.id
     where d.order_id = ? and l.sku is not null`,
    [orderId]
  )
  return new Map(rows.map((row) => [row.inventory_item_id, row.sku]))
}

/** Lines that the return names come back first; kits and shared items are found by inventory item all the same. */
const namedLineFirst = (issued: IssuedForLine[], lineItemId: string | null): IssuedForLine[] => {
  const isNamed = (allocation: IssuedForLine) =>
    lineItemId !== null && allocation.lineItemId === lineItemId
  return [...issued.filter(isNamed), ...issued.filter((allocation) => !isNamed(allocation))]
}

const toRequest = (
  lines: GoodsIssueReturnLine[],
  stockLocationId: string,
  issued: IssuedAllocation[]
) => ({
  places: [
    ...lines.map(({ inventoryItemId }): PlaceOfItem => ({ stockLocationId, inventoryItemId })),
    ...issued
      .filter((allocation) =>
        lines.some((line) => line.inventoryItemId === allocation.inventoryItemId)
      )
      .map(({ stockLocationId: issuedFrom, inventoryItemId }) => ({
        stockLocationId: issuedFrom,
        inventoryItemId,
      })),
  ],
  lotIds: issued.flatMap((allocation) => allocation.lotId ?? []),
})

const issueTypes = {
  goods_issue_return: "goods_issue",
  internal_issue_return: "internal_issue",
  reported_sale_return: "reported_sale",
} as const

interface IssueHead {
  id: string
  contractor_id: string | null
  stock_location_id: string | null
  branch_code: string | null
  order_id: string | null
  effective_at: Instant
}

const issueOf = (id: string, type: string): Query<IssueHead | undefined> =>
  queryOf<IssueHead, IssueHead | undefined>(
    `select id, contractor_id, stock_location_id, branch_code, order_id, effective_at from consignment_document
     where id = ? and type = ?`,
    [id, type],
    ([row]) => row
  )

interface IssueLine {
  id: string
  inventory_item_id: string
  sku: string | null
}

const linesOfIssue = (documentId: string): Query<Map<string, IssueLine>> =>
  queryOf<IssueLine, Map<string, IssueLine>>(
    `select id, inventory_item_id, sku from consignment_document_line where document_id = ?`,
    [documentId],
    (rows) => new Map(rows.map((line) => [line.id, line]))
  )

const refuseOutbound = (warehouse: Warehouse | undefined): void => {
  if (warehouse?.direction === "outbound") {
    throw new ConsignmentError(
      "NOT_CONSIGNMENT_WAREHOUSE",
      "Sold goods do not come back to a customer's warehouse.",
      {
        warehouse_id: warehouse.id,
      }
    )
  }
}

const toRow = (
  documentId: string,
  line: GoodsIssueReturnLine,
  stockLocationId: string
): DocumentLineRow => ({
  ...emptyLine,
  id: line.id,
  document_id: documentId,
  index: line.index,
  inventory_item_id: line.inventoryItemId,
  stock_location_id: stockLocationId,
  sku: line.sku,
  quantity: toText(line.quantity),
  serial_numbers: toSerialColumn(line.serialNumbers),
})
