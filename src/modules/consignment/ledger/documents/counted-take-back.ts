import { withMidnights } from "../../domain/fingerprint"
import {
  planCountedTakeBack,
  type CountedLine,
  type MissingPieces,
  type PlannedCount,
} from "../../domain/counted-take-back"
import { refuseFields, refuseFirst } from "../../domain/errors"
import { dateOfDay } from "../../domain/period"
import { exact, toText } from "../../domain/quantity"
import { refuseUncounted } from "../../domain/serial-numbers"
import type { Warehouse } from "../../domain/stock"
import { findBySource, hashOf, type DocumentSource } from "../posting/document-head"
import { lockStock } from "../posting/lock-stock"
import { earliestOf, toBusinessDate } from "../posting/business-date"
import type { DocumentCommand, Ports, Posted } from "../posting/post"
import { postReportedSale } from "./post-reported-sale"
import { loadMovedLots, postStockCount } from "./post-stock-count"
import { postTakeBack } from "./post-take-back"
import { requireOutbound, requireParties } from "../posting/references"
import { withoutSalePrices, type SalePrices } from "./sale-prices"

export interface CountedTakeBackLine {
  inventory_item_id: string
  sku: string | null
  /** All that was found there, what comes home included. */
  counted_quantity: string
  /** Units that are picked up; default: none. */
  quantity?: string
  /** Default: by the count liability of the agreement. */
  missing_as?: MissingPieces
  /** The units that come home. */
  serial_numbers?: string[] | null
}

export interface PlanCountedTakeBack {
  warehouse_id: string
  /** When it was counted: what moved later keeps its effect. */
  effective_at?: string
  lines: CountedTakeBackLine[]
}

export interface PostCountedTakeBack extends DocumentCommand, PlanCountedTakeBack {
  /** Needed if anything comes home. */
  to_stock_location_id?: string
  /** Prices of sold units by the host's price lists; not part of the caller's request. */
  sale_prices?: SalePrices
}

/** The papers that a counted take-back is made of, in the order in which they are posted. */
export const countedPapers = ["reported_sale", "stock_count", "take_back"] as const
export type CountedPaper = (typeof countedPapers)[number]

export type PostedCount = Record<CountedPaper, Posted | null>

/** Compares expected with counted units; nothing is locked or posted. */
export const planCount = async (ports: Ports, command: PlanCountedTakeBack) =>
  (await plan(ports, command, { withoutLock: true })).lines.map(toAnswer)

/**
 * Posts what a count at a customer says, in one transaction: missing pieces as sold or lost, pieces found again, and what
 * comes home. Where nothing differs and nothing comes home, nothing is posted.
 * Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, DEDICATED_WAREHOUSE, INSUFFICIENT_STOCK, PERIOD_CLOSED,
 * IDEMPOTENCY_MISMATCH.
 */
export const postCount = async (
  ports: Ports,
  command: PostCountedTakeBack
): Promise<PostedCount> => {
  const sources = toSources(command)
  const earlier = {
    reported_sale: await findPosted(ports, sources.reported_sale),
    stock_count: await findPosted(ports, sources.stock_count),
    take_back: await findPosted(ports, sources.take_back),
  }
  if (Object.values(earlier).some((posted) => posted !== null)) return earlier
  const { warehouse, lines } = await plan(ports, command, { withoutLock: false })
  const paper = {
    effective_at: command.effective_at,
    reference: command.reference,
    note: command.note,
    metadata: command.metadata,
    created_by: command.created_by,
    warehouse_id: warehouse.id,
  }
  const nameOf = ({ inventoryItemId, sku }: PlannedCount) => ({
    inventory_item_id: inventoryItemId,
    sku,
  })
  const sold = lines.filter((line) => line.sold.gt(0))
  const corrected = lines.filter((line) => line.isCorrected)
  const home = lines.filter((line) => line.quantity.gt(0))
  const toStockLocationId = home.length > 0 ? requirePlace(command) : ""
  refuseFirst(
    lines.flatMap((line) =>
      refuseUncounted({ ...line, serialNumbers: serialsOf(command, line) ?? [] })
    )
  )
  const takeHome = async () =>
    home.length === 0
      ? null
      : await postTakeBack(
          ports,
          {
            ...paper,
            to_stock_location_id: toStockLocationId,
            lines: home.map((line) => ({
              ...nameOf(line),
              quantity: toText(line.quantity),
              serial_numbers: serialsOf(command, line),
            })),
          },
          sources.take_back
        )
  // Units that come home by name leave first, or the missing ones might be taken from their lots.
  const isNamed = home.some((line) => (serialsOf(command, line) ?? []).length > 0)
  const leavesFirst = isNamed && lines.every((line) => line.surplus.isZero())
  const takenHome = leavesFirst ? await takeHome() : null
  return {
    reported_sale:
      sold.length === 0
        ? null
        : await postReportedSale(
            ports,
            {
              ...paper,
              sale_prices: command.sale_prices,
              lines: sold.map((line) => ({ ...nameOf(line), quantity: toText(line.sold) })),
            },
            { source: sources.reported_sale }
          ),
    stock_count:
      corrected.length === 0
        ? null
        : await postStockCount(
            ports,
            {
              ...paper,
              contractor_id: warehouse.contractorId,
              lines: corrected.map((line) => ({
                ...nameOf(line),
                counted_quantity: toText(leavesFirst ? line.remaining : line.counted),
              })),
            },
            sources.stock_count
          ),
    take_back: leavesFirst ? takenHome : await takeHome(),
  }
}

const serialsOf = ({ lines }: PlanCountedTakeBack, { index }: PlannedCount) =>
  lines[index]?.serial_numbers

const plan = async (
  { sql, host, clock }: Ports,
  command: PlanCountedTakeBack,
  { withoutLock }: { withoutLock: boolean }
): Promise<{ warehouse: Warehouse & { contractorId: string }; lines: PlannedCount[] }> => {
  const warehouse = requireOutbound(await requireParties(sql, command))
  const now = clock()
  const party = { contractorId: warehouse.contractorId, direction: "outbound" } as const
  const date = await toBusinessDate(sql, command, party, now)
  const since = date ? earliestOf(date) : null
  const itemIds = command.lines.map((line) => line.inventory_item_id)
  const stock = await lockStock(sql, host, {
    places: command.lines.map((line) => ({
      stockLocationId: warehouse.stockLocationId,
      inventoryItemId: line.inventory_item_id,
    })),
    lotIds: since ? await loadMovedLots(sql, warehouse.id, itemIds, since) : [],
    at: date?.at ?? now,
    changesSince: since,
    withoutLock,
  })
  const { contractorId } = warehouse
  const counted = command.lines.map((line, index): CountedLine => ({
    index,
    inventoryItemId: line.inventory_item_id,
    sku: line.sku,
    counted: exact(line.counted_quantity),
    quantity: exact(line.quantity ?? 0),
    missingAs: line.missing_as ?? null,
  }))
  const at = date
    ? (timeZone: string | undefined) =>
        date.day && timeZone ? dateOfDay(date.day.date, timeZone, now) : date.at
    : undefined
  return { warehouse, lines: planCountedTakeBack(counted, { warehouse, contractorId, at }, stock) }
}

const toAnswer = (line: PlannedCount) => ({
  index: line.index,
  inventory_item_id: line.inventoryItemId,
  sku: line.sku,
  expected_quantity: toText(line.expected),
  counted_quantity: toText(line.counted),
  missing_quantity: toText(line.missing),
  missing_as: line.missing.gt(0) ? line.missingAs : null,
  surplus_quantity: toText(line.surplus),
  quantity: toText(line.quantity),
  remaining_quantity: toText(line.remaining),
})

/** Throws: INVALID_DATA. */
const requirePlace = ({ to_stock_location_id: id }: PostCountedTakeBack): string => {
  if (id === undefined) {
    refuseFields([
      {
        path: "to_stock_location_id",
        message: "Name the stock location that receives the returned goods.",
        reason: "required",
      },
    ])
  }
  return id ?? ""
}

/** One key of the caller stands for all the papers of the count. */
const toSources = (command: PostCountedTakeBack): Record<CountedPaper, DocumentSource> => {
  const { idempotency_key: key, created_by: _, ...request } = withoutSalePrices(command)
  const lines = request.lines.map((line) => ({ ...line, sku: undefined }))
  const sourceOf = (type: CountedPaper): DocumentSource =>
    key === undefined
      ? { key: null, requestHash: null }
      : { key: `counted_${type}:${key}`, requestHash: hashOf(withMidnights({ ...request, lines })) }
  return {
    reported_sale: sourceOf("reported_sale"),
    stock_count: sourceOf("stock_count"),
    take_back: sourceOf("take_back"),
  }
}

const findPosted = async ({ sql }: Ports, source: DocumentSource): Promise<Posted | null> => {
  const id = await findBySource(sql, source)
  return id === null ? null : { is_new: false, document_id: id, level_ids: [] }
}
