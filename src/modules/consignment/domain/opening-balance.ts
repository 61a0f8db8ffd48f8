import type { Decimal } from "decimal.js"
import { ConsignmentError, refuseLines } from "./errors"
import { guardReceipt } from "./receipt-guard"
import { openDraft, toPosting, type Facts, type Posting } from "./posting"
import { sumOf, toText } from "./quantity"
import { receiveLot } from "./receive-lot"
import { guardSerials } from "./serial-numbers"
import { accountOf, type Stock, type Warehouse } from "./stock"

export interface OpeningBalanceLine {
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  /** Quantity in stock. */
  quantity: Decimal
  unitCost: Decimal
  /** Sold and settled before go-live, not yet invoiced. */
  uninvoiced: Decimal
  /** Invoiced before go-live, not yet sold. */
  overInvoiced: Decimal
  /** Null: on the date of the opening. */
  receivedAt: Date | null
  batch: string | null
  expiresAt: Date | null
  serialNumbers: string[]
}

export interface OpeningBalance {
  contractorId: string
  warehouse: Warehouse
  currencyCode: string
  lines: OpeningBalanceLine[]
  ownedItemIds: ReadonlySet<string>
  hasAgreement: boolean
  /** Serial numbers of the lines that are in open lots already, as `serialKey` writes them. */
  heldSerials: ReadonlySet<string>
}

/** Quantity settled and not invoiced before go-live, by lot and unit cost. */
export interface OpeningSettled {
  lotId: string
  inventoryItemId: string
  sku: string | null
  unitCost: Decimal
  settled: Decimal
  invoiced: Decimal
}

/**
 * Decides the lots a store begins with, and the balances that come with them.
 * Throws: NOT_ITEM_OWNER, NO_AGREEMENT, NOT_CONSIGNMENT_WAREHOUSE, EXCEEDS_RECEIVED, PERIOD_CLOSED, SERIAL_TAKEN,
 * INVALID_DATA (received after go-live, serial numbers that do not match the quantity).
 */
export const decideOpeningBalance = (
  opening: OpeningBalance,
  stock: Stock,
  facts: Facts
): { posting: Posting; settled: OpeningSettled[] } => {
  guardReceipt(opening)
  refuseOverInvoiced(opening.lines)
  const draft = openDraft(stock, facts)
  const account = accountOf(draft.stock, {
    contractorId: opening.contractorId,
    direction: "inbound",
    currencyCode: opening.currencyCode,
  })
  if (account.lastCutOff) {
    throw new ConsignmentError(
      "PERIOD_CLOSED",
      "Opening balances come before the first settlement.",
      { last_cut_off: account.lastCutOff.toISOString() }
    )
  }
  guardSerials(opening.lines, opening.heldSerials)
  refuseReceivedLater(opening.lines, facts)
  const settled = opening.lines.map((line) => {
    const lot = receiveLot(draft, line, {
      ...opening,
      type: "opening",
      receivedAt: line.receivedAt,
      goneBefore: line.uninvoiced,
    })
    return {
      lotId: lot.id,
      inventoryItemId: line.inventoryItemId,
      sku: line.sku,
      unitCost: line.unitCost,
      settled: line.uninvoiced,
      invoiced: line.overInvoiced,
    }
  })
  return { posting: toPosting(draft), settled }
}

const refuseOverInvoiced = (lines: OpeningBalanceLine[]): void => {
  const exceeding = lines
    .filter((line) => line.overInvoiced.gt(line.quantity))
    .map((line) => ({ line, excess: line.overInvoiced.minus(line.quantity) }))
  refuseLines(
    "EXCEEDS_RECEIVED",
    exceeding.map(({ line, excess }) => ({
      index: line.index,
      code: "EXCEEDS_RECEIVED",
      message: "The over-invoiced quantity cannot exceed the quantity in stock.",
      excess: toText(excess),
    })),
    { excess: toText(sumOf(exceeding, ({ excess }) => excess)) }
  )
}

const refuseReceivedLater = (lines: OpeningBalanceLine[], { effectiveAt }: Facts): void => {
  refuseLines(
    "INVALID_DATA",
    lines
      .filter((line) => line.receivedAt && line.receivedAt.getTime() > effectiveAt.getTime())
      .map((line) => ({
        index: line.index,
        code: "INVALID_DATA",
        path: "received_at",
        message: "Goods of an opening balance cannot be received after its date.",
        reason: "received_later",
      }))
  )
}

/** Balance that came with one line of an opening balance, as the document keeps it. */
export interface OpenedAnswer {
  line_id: string
  uninvoiced_quantity: string
  over_invoiced_quantity: string
  received_at: string | null
}
