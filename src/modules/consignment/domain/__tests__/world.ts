import type { Facts, LevelChange, Posting } from "../posting"
import type { ReturnFee } from "../return-fee"
import type { PriceList } from "../price-list"
import { exact } from "../quantity"
import type { Commission, Warehouse } from "../stock"
import type { CountLossLiability } from "../terms"
import {
  append,
  found,
  nextId,
  openLedger,
  type Ledger,
  type LedgerDocument,
  type LedgerLine,
} from "./ledger"

export interface WorldOptions {
  warehouses?: Warehouse[]
  netReturns?: boolean
  countLossLiability?: CountLossLiability
  /** The store's share of what is sold, for all contractors. */
  commissionPercent?: string
  timeZone?: string
  /** The prices by which all contractors are paid. */
  priceList?: PriceList
  /** The fee that all contractors charge for goods that go back. */
  returnFee?: ReturnFee
  /** Tells on from what another story has left. */
  ledger?: Ledger
  now?: Date
}

/** Where a story happens: its ledger and its clock. */
export interface World {
  ledger: Ledger
  netReturns: boolean
  countLossLiability: CountLossLiability
  commission: Commission | null
  priceList: PriceList | undefined
  returnFee: ReturnFee | undefined
  timeZone: string
  now: () => Date
  /** The clock goes to the day named, or on by a second. */
  advanceTo: (on: string | undefined) => void
  /** Facts of the next document; the lot that it makes gets the name given. */
  facts: (timing: Timing, prefix: string, lotName?: string) => Facts
}

/** `on` is the day of posting, `dated` the business date, where the two differ. */
export interface Timing {
  on?: string
  dated?: string
}

/** Pieces of X; or pieces by item; or lines. */
export type Goods = string | Record<string, string> | { item: string; quantity: string }[]

/** A mixed consignment warehouse, unless its own pieces lie elsewhere. */
export const warehouse = (
  id: string,
  stockLocationId: string,
  others: Partial<Warehouse> = {}
): Warehouse => ({
  id,
  stockLocationId,
  ownStockLocationId: stockLocationId,
  direction: "inbound",
  contractorId: null,
  branchCode: null,
  issueStrategy: null,
  contractorPriority: [],
  ...others,
})

export const instant = (text: string): Date =>
  new Date(text.includes("T") ? text : `${text}T12:00:00.000Z`)

export const beginWorld = (options: WorldOptions): World => {
  const warehouses = options.warehouses ?? [warehouse("M", "LOC", { branchCode: "WAW" })]
  const ledger = options.ledger ?? openLedger(warehouses)
  let now = options.now ?? instant("2026-01-01")

  const advanceTo = (on: string | undefined): void => {
    const wanted = on ? instant(on) : now
    now = wanted.getTime() > now.getTime() ? wanted : new Date(now.getTime() + 1000)
  }

  const facts = ({ on, dated }: Timing, prefix: string, lotName?: string): Facts => {
    advanceTo(on)
    return {
      documentId: nextId(ledger, prefix),
      now,
      effectiveAt: dated ? instant(dated) : now,
      newId: (kind) => (kind === "conlot" && lotName) || nextId(ledger, kind),
    }
  }

  return {
    ledger,
    netReturns: options.netReturns ?? true,
    countLossLiability: options.countLossLiability ?? "consignee",
    commission: commissionOf(options.commissionPercent),
    priceList: options.priceList,
    returnFee: options.returnFee,
    timeZone: options.timeZone ?? "Europe/Warsaw",
    now: () => now,
    advanceTo,
    facts,
  }
}

/** Of a currency with two decimals. */
export const commissionOf = (percent: string | undefined): Commission | null =>
  percent === undefined
    ? null
    : { base: "paid", tiers: [{ fromPrice: exact(0), percent: exact(percent) }], decimals: 2 }

export const linesOf = (
  ledger: Ledger,
  goods: Goods,
  stockLocationId: string,
  lotId: string | null = null,
  price?: string,
  list?: string
): LedgerLine[] =>
  toLines(goods).map(({ item, quantity }, index) => ({
    id: nextId(ledger, "line"),
    index,
    inventoryItemId: item,
    quantity: exact(quantity),
    stockLocationId,
    lotId,
    salePrice:
      price === undefined
        ? null
        : {
            amount: exact(price),
            list: list === undefined ? null : exact(list),
            currencyCode: null,
          },
  }))

const toLines = (goods: Goods): { item: string; quantity: string }[] => {
  if (typeof goods === "string") return [{ item: "X", quantity: goods }]
  if (Array.isArray(goods)) return goods
  return Object.entries(goods).map(([item, quantity]) => ({ item, quantity }))
}

export const documentIn = (ledger: Ledger, id: string): LedgerDocument =>
  found(ledger.documents.get(id), id)

type Paper = Pick<LedgerDocument, "type" | "lines"> &
  Partial<Pick<LedgerDocument, "byHost" | "undoesDocumentId" | "ownStockLocationId">>

/** Appends a document with its posting; `hostLevels` is what the host changed by itself. */
export const keep = (
  ledger: Ledger,
  { byHost = false, undoesDocumentId = null, ownStockLocationId = null, ...paper }: Paper,
  posting: Posting,
  { documentId, effectiveAt }: Facts,
  hostLevels: LevelChange[] = []
): string => {
  append(
    ledger,
    { id: documentId, effectiveAt, byHost, undoesDocumentId, ownStockLocationId, ...paper },
    posting,
    hostLevels
  )
  return documentId
}
