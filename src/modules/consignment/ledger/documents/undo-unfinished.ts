import type { DocumentType } from "../../domain/document"
import type { LevelChange } from "../../domain/posting"
import { exact } from "../../domain/quantity"
import { decideIssueReversal, decideTechnicalUndo } from "../../domain/reversal"
import { toDate } from "../../database/column-table"
import {
  sourceOfCaller,
  sourceOfHost,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import {
  refuseReversed,
  reverse,
  toIssueLines,
  toUndoneAllocations,
  type Reversed,
} from "./reverse-document"

/** The goods issue; with its type, it is a caller who asks for the reversal. */
export interface UndoUnfinished extends DocumentCommand {
  document_id: string
  type?: DocumentType
}

/**
 * Takes back a goods issue whose fulfilment the host never finished: the goods are still on the shelf, so the level
 * rises with the ledger. Where nothing happened since, issue and undo are a technical pair, unless a caller asks for a
 * reversal; what was returned by hand or settled meanwhile stays as it is, and only the rest goes back. Null if there is
 * no rest.
 * Throws: ALREADY_REVERSED.
 */
export const undoUnfinished = async (
  ports: Ports,
  command: UndoUnfinished
): Promise<Posted | null> => {
  if (!(await hasRest(ports, command.document_id))) return null
  const isAsked = command.type !== undefined
  const source = isAsked
    ? sourceOfCaller("reversal", command)
    : sourceOfHost(`undone:${command.document_id}`)
  return await reverse(ports, command, source, async (reversed, stock, facts) => {
    refuseReversed(reversed.head)
    if (!isAsked && isUntouched(reversed)) {
      return decideTechnicalUndo(
        {
          movements: reversed.movements,
          ...toUndoneAllocations(reversed),
          levels: toRaisedLevels(reversed),
        },
        stock,
        facts
      )
    }
    return decideIssueReversal(
      {
        movementType: "goods_issue_reversal",
        issuedAt: toDate(reversed.head.effective_at),
        byHost: false,
        neverLeft: true,
        lines: toIssueLines(reversed, null),
      },
      stock,
      facts
    )
  })
}

const hasRest = async ({ sql }: Ports, documentId: string): Promise<boolean> => {
  const rows = await sql(
    `select 1 from consignment_allocation where document_id = ? and quantity > quantity_undone limit 1`,
    [documentId]
  )
  return rows.length > 0
}

const isUntouched = ({ movements, allocations }: Reversed): boolean =>
  movements.every((movement) => !movement.settled) &&
  allocations.every((allocation) => allocation.quantityUndone.isZero())

const toRaisedLevels = ({ lines, head }: Reversed): LevelChange[] =>
  lines.map((line) => ({
    stockLocationId: line.stock_location_id ?? head.stock_location_id ?? "",
    inventoryItemId: line.inventory_item_id,
    quantity: exact(line.quantity),
  }))
