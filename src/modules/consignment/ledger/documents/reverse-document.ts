import type { Decimal } from "decimal.js"
import type { IssuedAllocation } from "../../domain/allocation"
import type { DocumentStatus } from "../../domain/document"
import { ConsignmentError } from "../../domain/errors"
import { kindOf, type DocumentType, type KindsWith } from "../../domain/kinds"
import type { Movement } from "../../domain/movement"
import type { Posting, Facts } from "../../domain/posting"
import { exact, toText } from "../../domain/quantity"
import {
  decideIssueReversal,
  decideReceiptReversal,
  decideReturnReversal,
  decideTechnicalUndo,
  type ReceivedLot,
} from "../../domain/reversal"
import type { Stock } from "../../domain/stock"
import { decideWholeReversal } from "../../domain/whole-reversal"
import type { Sql } from "../../database/sql"
import { read } from "../../database/together"
import { closeOpenedAccount } from "./post-opening-balance"
import {
  isInvoiced,
  loadWholeReversal,
  toLevelChanges,
  toWrittenLevels,
  type Outcome,
} from "./reverse-whole"
import { releaseHolds } from "../posting/hired-units"
import { setStatus, type DocumentSource } from "../posting/document-head"
import type { Released } from "../posting/host-levels"
import { allocationsOfDocument } from "./issued"
import { refuseSoldAtDelivery } from "./sold-at-delivery"
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
import { refuseMissingDocument } from "../posting/references"
import { toDate, type Instant } from "../../database/column-table"
import { isSettled } from "../../database/settled"
import { emptyLine, type DocumentLineRow, movementTable } from "../../database/tables"

export interface ReverseDocument extends DocumentCommand {
  document_id: string
  type: DocumentType
  /** Of an ownership transfer: what of it; default: all that is left. */
  lines?: { line_id: string; quantity: string }[]
  /** The request that posted the document has failed as a whole: when it is repeated, it posts anew. */
  frees_key?: boolean
  /** The delivery or receipt that sold the goods is reversed in the same transaction. */
  with_delivery?: boolean
}

interface ReversedHead {
  id: string
  type: DocumentType
  status: DocumentStatus
  effective_at: Instant
  stock_location_id: string | null
  warehouse_id: string | null
  contractor_id: string | null
  currency_code: string | null
  branch_code: string | null
  order_id: string | null
  fulfillment_id: string | null
  return_id: string | null
  own_stock_location_id: string | null
  outcome: Outcome | null
}

interface ReversedLine {
  id: string
  inventory_item_id: string
  stock_location_id: string | null
  sku: string | null
  quantity: string
}

/** A document about to be reversed, with all it wrote. */
export interface Reversed {
  head: ReversedHead
  lines: ReversedLine[]
  movements: (Movement & { settled: boolean })[]
  allocations: IssuedAllocation[]
  /** The reversal's own line for each line of the document. */
  lineIds: Map<string, string>
}

type Decide = (reversed: Reversed, stock: Stock, facts: Facts) => Promise<Posting>

/**
 * Reverses a goods receipt, a goods issue or a return, whole.
 * Throws: NOT_FOUND, ALREADY_REVERSED, DOCUMENT_POSTED, and what the decisions refuse.
 */
export const reverseDocument = async (ports: Ports, command: ReverseDocument): Promise<Posted> => {
  const source = sourceOfCaller("reversal", command)
  if (!command.with_delivery) await refuseSoldAtDelivery(ports.sql, command.document_id)
  let released: Released[] = []
  const posted = await reverse(ports, command, source, async (reversed, stock, facts) => {
    if (reversed.head.type !== command.type) return refuseMissingDocument(command.document_id)
    refuseReversed(reversed.head)
    released = reversed.head.outcome?.released ?? []
    return await decideReversalOf(ports.sql, reversed, stock, facts)
  })
  if (posted.is_new && released.length > 0) await ports.host.reserveAgain(ports.sql, released)
  return posted
}

export interface CancelFulfillment extends DocumentCommand {
  fulfillment_id: string
  /** Where the host puts the pieces back. */
  stock_location_id: string
  /** Units that it puts back; an item that has left its variant since stays away. */
  inventory_item_ids: string[]
  /** The host raised the level earlier: a cancellation that is caught up with. */
  level_already_raised?: boolean
}

/**
 * Reverses the document of a fulfilment that the host cancels; null if there is none.
 * Throws: DOCUMENT_POSTED (a simultaneous request has cancelled it).
 */
export const cancelFulfillment = async (
  ports: Ports,
  command: CancelFulfillment
): Promise<Posted | null> => {
  const source = sourceOfHost(`fulfillment-canceled:${command.fulfillment_id}`)
  const documentId = await findPosted(ports.sql, `fulfillment:${command.fulfillment_id}`)
  const posted =
    documentId === null
      ? await findCanceled(ports.sql, source)
      : await reverse(
          ports,
          { ...command, document_id: documentId },
          source,
          async (reversed, stock, facts) =>
            decideIssueReversal(
              {
                movementType: "goods_issue_reversal",
                issuedAt: toDate(reversed.head.effective_at),
                byHost: true,
                isCaughtUpWith: command.level_already_raised,
                lines: toIssueLines(reversed, command.stock_location_id).filter((line) =>
                  command.inventory_item_ids.includes(line.inventoryItemId)
                ),
              },
              stock,
              facts
            )
        )
  if (posted && !command.level_already_raised) {
    await refuseRacing(ports, posted, `The cancellation of fulfilment ${command.fulfillment_id}`)
  }
  return posted
}

const findCanceled = async (sql: Sql, { key }: DocumentSource): Promise<Posted | null> => {
  const documentId = key === null ? null : await findPosted(sql, key)
  return documentId === null ? null : { is_new: false, document_id: documentId, level_ids: [] }
}

/** Takes back what a step of the host posted, because the host undid the step; null if it had posted nothing. */
export const undoTechnically = async (ports: Ports, sourceKey: string): Promise<Posted | null> => {
  const documentId = await findPosted(ports.sql, sourceKey)
  if (documentId === null) return null
  const posted = await reverse(
    ports,
    { document_id: documentId },
    sourceOfHost(`undone:${documentId}`),
    async (reversed, stock, facts) =>
      decideTechnicalUndo(
        {
          movements: reversed.movements,
          ...toUndoneAllocations(reversed),
        },
        stock,
        facts
      )
  )
  await restoreReversed(ports.sql, documentId)
  return posted
}

const findPosted = async (sql: Sql, sourceKey: string): Promise<string | null> => {
  const [row] = await sql<{ id: string }>(
    `select id from consignment_document where source_key = ? and status <> 'reversed'`,
    [sourceKey]
  )
  return row?.id ?? null
}

export const reverse = async (
  given: Ports,
  command: DocumentCommand & { document_id: string; stock_location_id?: string },
  source: DocumentSource,
  decide: Decide
): Promise<Posted> => {
  const { sql } = given
  const before = await load(sql, command.document_id, undefined)
  const ports = before.head.type === "goods_receipt" ? withoutHolds(given, before.head.id) : given
  const { effective_at: _, ...undated } = command
  const posted = await post(ports, {
    command: undated,
    source,
    head: {
      type: "reversal",
      contractor_id: before.head.contractor_id,
      currency_code: before.head.currency_code,
      warehouse_id: before.head.warehouse_id,
      stock_location_id: before.head.stock_location_id,
      branch_code: before.head.branch_code,
      order_id: before.head.order_id,
      own_stock_location_id: before.head.own_stock_location_id,
      undoes_document_id: before.head.id,
    },
    stock: {
      places: placesOf(before, command),
      lotIds: before.movements.map((movement) => movement.lotId).concat(lotsOf(before)),
    },
    datedFrom: earliest(before.movements.map((movement) => movement.effectiveAt)),
    decide: async (stock, facts) =>
      await decide(await load(sql, command.document_id, before.lineIds), stock, facts),
    outcome: (posting) => ({ levels: toWrittenLevels(posting.levels) }),
    lines: (documentId) =>
      before.lines.map((line, index) => toRow(documentId, before, line, index)),
  })
  if (posted.is_new) {
    await setStatus(sql, before.head.id, "reversed")
    if (kindOf(before.head.type).reversal === "return") await reopenReversed(sql, before.head.id)
  }
  return posted
}

/** Reservations that the ledger itself keeps for received units do not keep their receipt from being reversed. */
const withoutHolds = (ports: Ports, documentId: string): Ports => ({
  ...ports,
  host: {
    ...ports.host,
    beforeRead: (sql) => releaseHolds(sql, ports.host, documentId),
  },
})

/** Pieces that leave again are out on their issue, which may have been reversed while they were back. */
const reopenReversed = async (sql: Sql, returnId: string): Promise<void> => {
  await sql(
    `update consignment_document set status = 'partly_reversed', updated_at = now()
     where status = 'reversed' and id = (select undoes_document_id from consignment_document where id = ?)`,
    [returnId]
  )
}

const earliest = (dates: Date[]): Date | null =>
  dates.reduce<Date | null>(
    (first, date) => (first === null || date.getTime() < first.getTime() ? date : first),
    null
  )

export const refuseReversed = (head: ReversedHead): void => {
  if (head.status === "reversed") {
    throw new ConsignmentError("ALREADY_REVERSED", "The document has been reversed before.", {
      id: head.id,
    })
  }
}

const decideReversalOf = async (
  sql: Sql,
  reversed: Reversed,
  stock: Stock,
  facts: Facts
): Promise<Posting> => {
  const { type } = reversed.head
  switch (kindOf(type).reversal) {
    case "receipt": {
      const lots = await loadReceivedLots(sql, reversed, stock)
      const posting = decideReceiptReversal(lots, stock, facts)
      if (type === "opening_balance") await closeOpenedAccount(sql, reversed.head.id)
      return posting
    }
    case "issue":
      return reverseIssue(reversed, stock, facts)
    case "return":
      return await reverseReturn(sql, reversed, stock, facts)
    case "whole":
      return decideWholeReversal(
        await loadWholeReversal(sql, {
          ...reversed.head,
          outcome: reversed.head.outcome,
          movements: reversed.movements,
        }),
        stock,
        facts
      )
    case "transfer":
    case null:
      throw new ConsignmentError("DOCUMENT_POSTED", `A ${type} cannot be reversed here.`)
  }
}

const reverseIssue = (reversed: Reversed, stock: Stock, facts: Facts): Posting => {
  const posting = decideIssueReversal(
    {
      movementType: `${reversed.head.type as KindsWith<"reversal", "issue">}_reversal`,
      issuedAt: toDate(reversed.head.effective_at),
      byHost: false,
      lines: toIssueLines(reversed, null),
    },
    stock,
    facts
  )
  if (reversed.head.fulfillment_id !== null) {
    throw new ConsignmentError(
      "DOCUMENT_POSTED",
      "The document of a fulfilment is reversed by cancelling the fulfilment.",
      {
        fulfillment_id: reversed.head.fulfillment_id,
      }
    )
  }
  return posting
}

export const toIssueLines = (reversed: Reversed, arrival: string | null) =>
  reversed.lines.map((line) => ({
    id: reversed.lineIds.get(line.id) ?? "",
    inventoryItemId: line.inventory_item_id,
    // Newest first as loaded; a reversal walks them from the end.
    issued: reversed.allocations.filter((allocation) => allocation.lineId === line.id).reverse(),
    stockLocationId: arrival ?? line.stock_location_id ?? reversed.head.stock_location_id ?? "",
  }))

const reverseReturn = async (
  sql: Sql,
  reversed: Reversed,
  stock: Stock,
  facts: Facts
): Promise<Posting> => {
  if (reversed.head.return_id !== null) {
    throw new ConsignmentError(
      "DOCUMENT_POSTED",
      "A return that the order has received is not reversed here.",
      {
        return_id: reversed.head.return_id,
      }
    )
  }
  const ordered = [...reversed.allocations].reverse()
  const undone = await loadUndone(sql, ordered)
  const settled = reversed.movements.some((movement) => movement.settled)
  const movementsLeft = [...reversed.movements]
  return decideReturnReversal(
    ordered.map((allocation) => ({
      lineId: reversed.lineIds.get(allocation.lineId) ?? "",
      allocation,
      undoesAllocationId: allocation.undoesAllocationId ?? "",
      stillUndone: undone.get(allocation.undoesAllocationId ?? ""),
      movements: takeMovementsOf(allocation, movementsLeft),
    })),
    settled,
    stock,
    facts
  )
}

/** Units to give back of the allocations that a return has undone. */
const loadUndone = async (
  sql: Sql,
  returned: IssuedAllocation[]
): Promise<Map<string, Decimal>> => {
  const rows = await sql<{ id: string; quantity_undone: string }>(
    `select id, quantity_undone::text from consignment_allocation where id = any(?::text[])`,
    [returned.flatMap((allocation) => allocation.undoesAllocationId ?? [])]
  )
  return new Map(rows.map((row) => [row.id, exact(row.quantity_undone)]))
}

/** The movements of one return allocation: the return itself and, if it went to a child lot, the two that moved it. */
const takeMovementsOf = (allocation: IssuedAllocation, left: Movement[]): Movement[] => {
  const start = left.findIndex((movement) => movement.id === allocation.movementId)
  if (start === -1) return []
  const end = left.findIndex(
    (movement, index) => index > start && !movement.type.startsWith("warehouse_transfer")
  )
  return left.slice(start, end === -1 ? undefined : end)
}

const placesOf = (reversed: Reversed, command: { stock_location_id?: string }) => [
  ...reversed.lines.flatMap((line) =>
    [
      line.stock_location_id,
      reversed.head.stock_location_id,
      reversed.head.own_stock_location_id,
      command.stock_location_id,
    ].flatMap((stockLocationId) =>
      stockLocationId ? { stockLocationId, inventoryItemId: line.inventory_item_id } : []
    )
  ),
  ...[...reversed.movements, ...reversed.allocations].map(
    ({ stockLocationId, inventoryItemId }) => ({
      stockLocationId,
      inventoryItemId,
    })
  ),
]

const lotsOf = (reversed: Reversed): string[] =>
  reversed.allocations.flatMap((allocation) => allocation.lotId ?? [])

const toRow = (
  documentId: string,
  reversed: Reversed,
  line: ReversedLine,
  index: number
): DocumentLineRow => ({
  ...emptyLine,
  id: reversed.lineIds.get(line.id) ?? newId("condocl"),
  document_id: documentId,
  index,
  inventory_item_id: line.inventory_item_id,
  stock_location_id: line.stock_location_id,
  sku: line.sku,
  quantity: toText(exact(line.quantity)),
  undoes_line_id: line.id,
})

const load = async (
  sql: Sql,
  id: string,
  lineIds: Map<string, string> | undefined
): Promise<Reversed> => {
  const [head] = await sql<ReversedHead>(
    `select id, type, status, effective_at, stock_location_id, warehouse_id, contractor_id, currency_code,
       branch_code, order_id, fulfillment_id, return_id, own_stock_location_id, outcome
     from consignment_document where id = ? and status <> 'draft'`,
    [id]
  )
  if (!head) return refuseMissingDocument(id)
  const lines = await sql<ReversedLine>(
    `select id, inventory_item_id, stock_location_id, sku, quantity::text
     from consignment_document_line where document_id = ? order by index`,
    [id]
  )
  return {
    head,
    lines,
    movements: await loadMovements(sql, id),
    allocations: await read(sql, allocationsOfDocument(id)),
    lineIds: lineIds ?? new Map(lines.map((line) => [line.id, newId("condocl")])),
  }
}

const loadMovements = async (sql: Sql, documentId: string): Promise<Reversed["movements"]> => {
  const rows = await sql<{ settled: boolean }>(
    `select ${movementTable.select("m")}, ${isSettled("m")} as settled
     from consignment_movement m where m.document_id = ? order by m.sequence`,
    [documentId]
  )
  return rows.map((row) => ({ ...movementTable.read(row), settled: row.settled }))
}

const loadReceivedLots = async (
  sql: Sql,
  reversed: Reversed,
  stock: Stock
): Promise<ReceivedLot[]> => {
  const rows = await sql<{ lot_id: string; line_id: string; touched: boolean }>(
    `select l.id as lot_id, l.line_id, (${isInvoiced} or case when l.terms = 'sale'
       then l.quantity_remaining <> l.quantity_received
       else exists (select 1 from consignment_movement m where m.lot_id = l.id and m.document_id <> l.document_id)
       end) as touched
     from consignment_lot l where l.document_id = ?`,
    [reversed.head.id]
  )
  const lots = new Map(stock.lots.map((lot) => [lot.id, lot]))
  return rows.flatMap((row) => {
    const lot = lots.get(row.lot_id)
    const receipt = reversed.movements.find((movement) => movement.lotId === row.lot_id)
    if (!lot || !receipt) return []
    return {
      lot,
      lineId: reversed.lineIds.get(row.line_id) ?? "",
      received: receipt.quantity,
      movementId: receipt.id,
      movementType: receipt.type,
      effectiveAt: receipt.effectiveAt,
      branchCode: receipt.branchCode,
      suppliedFrom: reversed.head.own_stock_location_id,
      touched: row.touched,
      settled: receipt.settled,
    }
  })
}

/** Changes that a technical undo makes besides movements: units given back, pending units, and levels we had moved. */
export const toUndoneAllocations = ({ head, allocations }: Reversed) => {
  const isIssue = head.type === "goods_issue"
  return {
    allocationChanges: isIssue
      ? allocations.map((allocation) => ({
          allocationId: allocation.id,
          undone: allocation.quantity.minus(allocation.quantityUndone),
          pending: allocation.quantityPending.negated(),
        }))
      : allocations.flatMap((allocation) =>
          allocation.undoesAllocationId === null
            ? []
            : {
                allocationId: allocation.undoesAllocationId,
                undone: allocation.quantity.negated(),
                pending: allocation.ownership === "pending" ? allocation.quantity : exact(0),
              }
        ),
    pendings: allocations
      .filter((allocation) => allocation.ownership === "pending")
      .map((allocation) => ({
        stockLocationId: allocation.stockLocationId,
        inventoryItemId: allocation.inventoryItemId,
        quantity: isIssue ? allocation.quantityPending.negated() : allocation.quantity,
      })),
    levels: toLevelChanges(head.outcome).map((change) => ({
      ...change,
      quantity: change.quantity.negated(),
    })),
  }
}

/** Where a reversal was undone, the document it had reversed is posted again. */
const restoreReversed = async (sql: Sql, undoneId: string): Promise<void> => {
  await sql(
    `update consignment_document set status = 'posted', updated_at = now()
     where id = (select undoes_document_id from consignment_document where id = ? and type = 'reversal')`,
    [undoneId]
  )
}
