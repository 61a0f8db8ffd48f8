import type { Decimal } from "decimal.js"
import { ConsignmentError, refuseLines, type RefusedLine } from "./errors"
import { groupBy } from "./group-by"
import { notPrepaidOf, type Lot } from "./lot"
import { move, openDraft, toPosting, type Facts, type Posting } from "./posting"
import { ZERO } from "./quantity"
import { accountOf, type Stock } from "./stock"

export interface RevaluationLine {
  id: string
  index: number
  inventoryItemId: string
  unitCost: Decimal
  lots: Lot[]
}

/** Change that a revaluation makes to one lot. */
export interface Revalued {
  lineId: string
  lotId: string
  currencyCode: string
  /** Remaining and not prepaid. */
  quantity: Decimal
  oldUnitCost: Decimal
  unitCost: Decimal
}

/**
 * Decides the new cost of what remains and is not prepaid; what was issued keeps its cost. It works from now on.
 * Throws: INVALID_DATA (no open lot, one lot on two lines, dated back), PERIOD_CLOSED (dated into a closed period),
 * CURRENCY_MISMATCH.
 */
export const decideRevaluation = (
  lines: RevaluationLine[],
  requestedAt: Date | null,
  stock: Stock,
  facts: Facts
): { posting: Posting; revalued: Revalued[] } => {
  const draft = openDraft(stock, facts)
  if (requestedAt) refuseBackdated(requestedAt, lines, draft.stock)
  refuseLines(
    "CURRENCY_MISMATCH",
    lines.flatMap((line): RefusedLine[] =>
      new Set(line.lots.map((lot) => lot.currencyCode)).size > 1
        ? [
            {
              index: line.index,
              code: "CURRENCY_MISMATCH",
              message: "The open lots of the item are in several currencies; name each lot.",
            },
          ]
        : []
    )
  )
  refuseLines(
    "INVALID_DATA",
    lines
      .filter((line) => new Set(line.lots.map((lot) => lot.direction)).size > 1)
      .map((line) => ({
        index: line.index,
        code: "INVALID_DATA",
        path: "inventory_item_id",
        message: "Goods of the contractor's and of ours are open; name the direction or each lot.",
        reason: "name_lot",
      }))
  )
  refuseLines(
    "INVALID_DATA",
    lines
      .filter((line) => line.lots.length === 0)
      .map((line) => ({
        index: line.index,
        code: "INVALID_DATA",
        message: "The contractor has no open lot that could be revalued.",
        reason: "no_open_lot",
      }))
  )
  refuseRepeatedLots(lines)
  const revalued = lines.flatMap((line) =>
    line.lots.map((lot) => {
      move(draft, lot.id, {
        type: "revaluation",
        lineId: line.id,
        quantity: ZERO,
        unitCost: line.unitCost,
        branchCode: null,
        effectiveAt: facts.now,
      })
      draft.costs.push({ lotId: lot.id, unitCost: line.unitCost })
      return {
        lineId: line.id,
        lotId: lot.id,
        currencyCode: lot.currencyCode,
        quantity: notPrepaidOf(lot),
        oldUnitCost: lot.unitCost,
        unitCost: line.unitCost,
      }
    })
  )
  return { posting: toPosting(draft), revalued }
}

/** A lot has one cost, whether a line names it or its item. Throws: INVALID_DATA. */
const refuseRepeatedLots = (lines: RevaluationLine[]): void => {
  const linesOfLot = groupBy(
    lines.flatMap((line) => line.lots.map((lot) => ({ line, lot }))),
    ({ lot }) => lot.id
  )
  const repeated = new Set(
    [...linesOfLot.values()]
      .filter((named) => named.length > 1)
      .flatMap((named) => named.map(({ line }) => line))
  )
  refuseLines(
    "INVALID_DATA",
    lines
      .filter((line) => repeated.has(line))
      .map((line) => ({
        index: line.index,
        code: "INVALID_DATA",
        path: "lot_id",
        message: "Another line gives the lot a cost, too; name it once.",
        reason: "repeated",
      }))
  )
}

const refuseBackdated = (
  requestedAt: Date,
  lines: RevaluationLine[],
  stock: Parameters<typeof accountOf>[0]
): void => {
  const cutOffs = lines.flatMap((line) => line.lots.map((lot) => accountOf(stock, lot).lastCutOff))
  const isClosed = cutOffs.some((cutOff) => cutOff && requestedAt.getTime() <= cutOff.getTime())
  throw new ConsignmentError(
    isClosed ? "PERIOD_CLOSED" : "INVALID_DATA",
    "A revaluation works from now on; it cannot be dated back.",
    { path: "effective_at" }
  )
}
