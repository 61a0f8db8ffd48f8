import type { Decimal } from "decimal.js"
import type { IssuedAllocation } from "./allocation"
import { ConsignmentError, refuseLines, type RefusedLine } from "./errors"
import { giveBack, keepUnknown, presentFirst } from "./give-back"
import {
  changeLevel,
  noteHostLevelChange,
  openDraft,
  toPosting,
  type Draft,
  type Facts,
  type Posting,
} from "./posting"
import { localDate } from "./period"
import { least, toText, ZERO } from "./quantity"
import type { Stock } from "./stock"

export interface GoodsIssueReturnLine {
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  quantity: Decimal
  /** Allocations that may come back on this line, newest issue first and within it the last allocation first. */
  issued: IssuedAllocation[]
  serialNumbers?: string[]
}

export interface GoodsIssueReturn {
  type: "goods_issue_return" | "internal_issue_return" | "reported_sale_return"
  /** Where the pieces arrive. */
  stockLocationId: string
  /** No return is dated before what it takes back. */
  issuedAt: Date | null
  lines: GoodsIssueReturnLine[]
  /** The host raises the level itself. */
  byHost: boolean
  /**
   * By item: units that the host fulfilled without a goods issue, say before the ledger was kept, and that have not come
   * back; they are own. Left out: any number, as nothing is known of the order.
   */
  unissued?: ReadonlyMap<string, Decimal>
  /** Numbers of the returns that were posted past the host, for the message. */
  returnedOtherwise?: readonly string[]
  /** The host raised the level some time ago: pieces may have left since, as own. */
  isCaughtUpWith?: boolean
}

/**
 * Decides where returned pieces go: to their lots while the sale is open, to our own stock after the close.
 * More than was issued is always refused: such units would be stock from nothing.
 * Throws: EXCEEDS_RETURNABLE, INVALID_DATA (dated before the issue).
 */
export const decideGoodsIssueReturn = (
  goodsReturn: GoodsIssueReturn,
  stock: Stock,
  facts: Facts
): Posting => {
  const draft = openDraft(stock, facts)
  const undone = new Map<string, Decimal>()
  const unissued = goodsReturn.unissued && new Map(goodsReturn.unissued)
  refuseLines(
    "EXCEEDS_RETURNABLE",
    goodsReturn.lines.flatMap((line) => {
      raiseLevel(draft, goodsReturn, line)
      const left = takeBack(draft, goodsReturn, line, undone)
      if (left.lte(0)) return []
      const unknown = goodsReturn.byHost ? takeUnissued(unissued, line, left) : ZERO
      if (left.gt(unknown)) {
        const returnable = line.quantity.minus(left).plus(unknown)
        return [toRefusedLine(goodsReturn, line, returnable)]
      }
      keepRest(draft, goodsReturn, line, left)
      return []
    })
  )
  refuseBeforeIssue(goodsReturn, facts)
  return toPosting(draft)
}

const takeUnissued = (
  unissued: Map<string, Decimal> | undefined,
  { inventoryItemId }: GoodsIssueReturnLine,
  wanted: Decimal
): Decimal => {
  if (!unissued) return wanted
  const open = unissued.get(inventoryItemId) ?? ZERO
  const taken = least(wanted, open)
  unissued.set(inventoryItemId, open.minus(taken))
  return taken
}

const toRefusedLine = (
  { returnedOtherwise = [] }: GoodsIssueReturn,
  line: GoodsIssueReturnLine,
  returnable: Decimal
): RefusedLine => {
  const short = `${toText(line.quantity)} of ${line.sku ?? line.inventoryItemId} were to come back, ${toText(returnable)} are left to return.`
  const otherwise =
    returnedOtherwise.length > 0
      ? ` Units of this order came back with ${returnedOtherwise.join(", ")}: reverse that return, or cancel this one.`
      : ""
  return {
    index: line.index,
    code: "EXCEEDS_RETURNABLE",
    message: short + otherwise,
    inventory_item_id: line.inventoryItemId,
    sku: line.sku,
    quantity: toText(line.quantity),
    returnable: toText(returnable),
  }
}

/** Of a day nobody knows the hour: it may be that of the issue. */
const refuseBeforeIssue = ({ issuedAt }: GoodsIssueReturn, { effectiveAt, day }: Facts): void => {
  if (issuedAt && day && localDate(issuedAt, day.timeZone) === day.date) return
  if (issuedAt && effectiveAt.getTime() < issuedAt.getTime()) {
    throw new ConsignmentError(
      "INVALID_DATA",
      "A return is not dated before the issue it takes back.",
      { path: "effective_at", issued_at: issuedAt.toISOString() }
    )
  }
}

const takeBack = (
  draft: Draft,
  goodsReturn: GoodsIssueReturn,
  line: GoodsIssueReturnLine,
  undone: Map<string, Decimal>
): Decimal => {
  let left = line.quantity
  for (const allocation of line.issued) {
    const given = undone.get(allocation.id) ?? ZERO
    const open = allocation.quantity.minus(allocation.quantityUndone).minus(given)
    const quantity = least(left, open)
    if (quantity.lte(0)) continue
    const arrived = arrivedOn(goodsReturn, line, quantity)
    for (const { quantity: pieces, hasLeft } of presentFirst(draft, arrived)) {
      giveBack(draft, {
        lineId: line.id,
        allocation,
        quantity: pieces,
        stockLocationId: goodsReturn.stockLocationId,
        movementType: goodsReturn.type,
        effectiveAt: draft.facts.effectiveAt,
        isReversal: false,
        hasLeft,
      })
    }
    undone.set(allocation.id, given.plus(quantity))
    left = left.minus(quantity)
  }
  return left
}

const arrivedOn = (
  { stockLocationId, isCaughtUpWith }: GoodsIssueReturn,
  { inventoryItemId }: GoodsIssueReturnLine,
  quantity: Decimal
) => ({ stockLocationId, inventoryItemId, quantity, isCaughtUpWith })

const keepRest = (
  draft: Draft,
  goodsReturn: GoodsIssueReturn,
  line: GoodsIssueReturnLine,
  rest: Decimal
): void => {
  for (const { quantity, hasLeft } of presentFirst(draft, arrivedOn(goodsReturn, line, rest))) {
    keepUnknown(draft, {
      lineId: line.id,
      inventoryItemId: line.inventoryItemId,
      stockLocationId: goodsReturn.stockLocationId,
      quantity,
      hasLeft,
    })
  }
}

const raiseLevel = (
  draft: Draft,
  goodsReturn: GoodsIssueReturn,
  line: GoodsIssueReturnLine
): void => {
  if (goodsReturn.isCaughtUpWith) return
  const change = {
    stockLocationId: goodsReturn.stockLocationId,
    inventoryItemId: line.inventoryItemId,
    quantity: line.quantity,
  }
  if (goodsReturn.byHost) noteHostLevelChange(draft, change)
  else changeLevel(draft, change)
}
