import { ConsignmentError } from "../../domain/errors"
import { decideTransferReversal, type TransferReversalLine } from "../../domain/ownership-transfer"
import { exact, sumOf, toText } from "../../domain/quantity"
import type { Sql } from "../../database/sql"
import { read } from "../../database/together"
import { setStatus } from "../posting/document-head"
import { allocationsOfDocument } from "./issued"
import { refuseSoldAtDelivery } from "./sold-at-delivery"
import { newId } from "../../database/new-id"
import {
  post,
  sourceOfCaller,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import {
  refuseMissingDocument,
  refuseUnknownOnLines,
  requireWarehouse,
} from "../posting/references"
import { emptyLine } from "../../database/tables"

export interface ReverseOwnershipTransfer extends DocumentCommand {
  document_id: string
  /** Default: all that is left. */
  lines?: { line_id: string; quantity: string }[]
  /** The receipt that bought the goods is reversed in the same transaction. */
  with_delivery?: boolean
}

interface TransferLineRow {
  id: string
  inventory_item_id: string
  sku: string | null
}

/**
 * Gives bought goods back to their owner, whole or in part, newest allocation first.
 * Throws: NOT_FOUND, INVALID_DATA, INSUFFICIENT_STOCK, EXCEEDS_REVERSIBLE, PERIOD_CLOSED, ALREADY_REVERSED.
 */
export const reverseOwnershipTransfer = async (
  ports: Ports,
  command: ReverseOwnershipTransfer
): Promise<Posted> => {
  const { sql } = ports
  const head = await loadHead(sql, command.document_id)
  if (!command.with_delivery) await refuseSoldAtDelivery(sql, head.id)
  const warehouse = await requireWarehouse(sql, head.warehouse_id)
  const transferLines = await loadLines(sql, head.id)
  refuseUnknownOnLines(
    "line_id",
    (command.lines ?? []).map((line, index) => ({ index, value: line.line_id })),
    new Set(transferLines.map((line) => line.id))
  )
  const before = await read(sql, allocationsOfDocument(head.id))
  const lines = toReversalLines(command, transferLines)
  let reversed: TransferReversalLine[] = []
  const posted = await post(ports, {
    command: { ...command, effective_at: undefined },
    source: sourceOfCaller("reversal", command),
    head: {
      type: "reversal",
      contractor_id: head.contractor_id,
      warehouse_id: warehouse.id,
      stock_location_id: warehouse.stockLocationId,
      branch_code: head.branch_code,
      undoes_document_id: head.id,
    },
    stock: {
      places: lines.map(({ inventoryItemId }) => ({
        stockLocationId: warehouse.stockLocationId,
        inventoryItemId,
      })),
      lotIds: before.flatMap((allocation) => allocation.lotId ?? []),
    },
    decide: async (stock, facts) => {
      const { status } = await loadHead(sql, head.id)
      if (status === "reversed") {
        throw new ConsignmentError("ALREADY_REVERSED", "The transfer has been reversed before.", {
          id: head.id,
        })
      }
      const allocations = (await read(sql, allocationsOfDocument(head.id))).reverse()
      reversed = lines.map((line) => ({
        ...line,
        allocations: allocations.filter((allocation) => allocation.lineId === line.transferLineId),
      }))
      return decideTransferReversal(warehouse, reversed, stock, facts)
    },
    lines: (documentId) =>
      reversed.map((line, index) => ({
        ...emptyLine,
        id: line.id,
        document_id: documentId,
        index,
        inventory_item_id: line.inventoryItemId,
        stock_location_id: warehouse.stockLocationId,
        sku: line.sku,
        quantity: toText(line.quantity ?? openOf(line)),
        undoes_line_id: lines[index]?.transferLineId ?? null,
      })),
  })
  if (posted.is_new)
    await setStatus(sql, head.id, (await isOpen(sql, head.id)) ? "partly_reversed" : "reversed")
  return posted
}

const openOf = (line: TransferReversalLine) =>
  sumOf(line.allocations, (allocation) => allocation.quantity.minus(allocation.quantityUndone))

const toReversalLines = (
  command: ReverseOwnershipTransfer,
  transferLines: TransferLineRow[]
): (Omit<TransferReversalLine, "allocations"> & { transferLineId: string })[] => {
  const wanted =
    command.lines ?? transferLines.map((line) => ({ line_id: line.id, quantity: null }))
  return wanted.map(({ line_id: lineId, quantity }, index) => {
    const line = transferLines.find((candidate) => candidate.id === lineId)
    return {
      id: newId("condocl"),
      index,
      transferLineId: lineId,
      inventoryItemId: line?.inventory_item_id ?? "",
      sku: line?.sku ?? null,
      quantity: quantity === null ? null : exact(quantity),
    }
  })
}

const loadHead = async (sql: Sql, id: string) => {
  const [head] = await sql<{
    id: string
    status: string
    contractor_id: string | null
    warehouse_id: string
    branch_code: string | null
  }>(
    `select id, status, contractor_id, warehouse_id, branch_code from consignment_document
     where id = ? and type = 'ownership_transfer'`,
    [id]
  )
  return head ?? refuseMissingDocument(id)
}

const loadLines = (sql: Sql, documentId: string): Promise<TransferLineRow[]> =>
  sql<TransferLineRow>(
    `select id, inventory_item_id, sku from consignment_document_line where document_id = ? order by index`,
    [documentId]
  )

const isOpen = async (sql: Sql, documentId: string): Promise<boolean> => {
  const rows = await sql(
    `select 1 from consignment_allocation where document_id = ? and quantity > quantity_undone limit 1`,
    [documentId]
  )
  return rows.length > 0
}
