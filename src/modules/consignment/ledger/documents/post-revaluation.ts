import { decimalsOf } from "../../currency"
import type { Lot } from "../../domain/lot"
import { toAmount } from "../../domain/money"
import type { RevaluedAnswer } from "../../domain/document-answer"
import { exact, toText } from "../../domain/quantity"
import { decideRevaluation, type Revalued } from "../../domain/revaluation"
import type { Direction } from "../../domain/terms"
import type { Sql } from "../../database/sql"
import { newId } from "../../database/new-id"
import {
  post,
  sourceOfCaller,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import { toBusinessDate } from "../posting/business-date"
import { requireContractor, refuseUnknownOnLines } from "../posting/references"
import { emptyLine } from "../../database/tables"

export interface PostRevaluation extends DocumentCommand {
  contractor_id: string
  /** Of lots that are named by their item; default: whichever there are. */
  direction?: Direction
  /** Lots without units follow, too: units that come back to them have the new cost. */
  includes_empty?: boolean
  lines: { inventory_item_id?: string; sku?: string | null; lot_id?: string; unit_cost: string }[]
}

/** Null if it is to work from now on, as a revaluation of today does. Throws: INVALID_DATA (in the future). */
const toRequestedAt = async (
  sql: Sql,
  command: PostRevaluation,
  now: Date
): Promise<Date | null> => {
  const { contractor_id: contractorId, direction } = command
  const date = await toBusinessDate(sql, command, { contractorId, direction }, now)
  const isToday = date?.day && date.at.getTime() === now.getTime()
  return isToday ? null : (date?.at ?? null)
}

interface OpenLotRow {
  id: string
  inventory_item_id: string
  sku: string | null
  stock_location_id: string
}

/** Gives open lots a new cost, from now on. Throws: INVALID_DATA, PERIOD_CLOSED, CURRENCY_MISMATCH, IDEMPOTENCY_MISMATCH. */
export const postRevaluation = async (ports: Ports, command: PostRevaluation): Promise<Posted> => {
  const { sql, clock } = ports
  const { includes_empty: includesEmpty = false } = command
  await requireContractor(sql, command.contractor_id)
  const lots = await loadOpenLots(sql, command)
  refuseUnknownOnLines(
    "lot_id",
    command.lines.map((line, index) => ({ index, value: line.lot_id ?? null })),
    new Set(lots.map((lot) => lot.id))
  )
  const lines = command.lines.map((line, index) => ({
    id: newId("condocl"),
    index,
    lots: lots.filter((lot) =>
      line.lot_id === undefined
        ? lot.inventory_item_id === line.inventory_item_id
        : lot.id === line.lot_id
    ),
    unitCost: exact(line.unit_cost),
    inventoryItemId:
      line.inventory_item_id ?? lots.find((lot) => lot.id === line.lot_id)?.inventory_item_id ?? "",
    sku: line.sku ?? lots.find((lot) => lot.id === line.lot_id)?.sku ?? null,
    lotId: line.lot_id ?? null,
  }))
  const requestedAt = await toRequestedAt(sql, command, clock())
  let revalued: Revalued[] = []
  return await post(ports, {
    command: { ...command, effective_at: undefined },
    source: sourceOfCaller("revaluation", command),
    head: { type: "revaluation", contractor_id: command.contractor_id },
    stock: {
      places: lots.map((lot) => ({
        stockLocationId: lot.stock_location_id,
        inventoryItemId: lot.inventory_item_id,
      })),
      lotIds: lots.map((lot) => lot.id),
    },
    decide: (stock, facts) => {
      const open = new Map(stock.lots.map((lot) => [lot.id, lot]))
      const decided = decideRevaluation(
        lines.map((line) => ({
          ...line,
          lots: line.lots
            .flatMap((lot) => open.get(lot.id) ?? [])
            .filter((lot) => isRevalued(lot, includesEmpty)),
        })),
        requestedAt,
        stock,
        facts
      )
      revalued = decided.revalued
      return decided.posting
    },
    outcome: () => ({ revalued: revalued.map(toAnswer) }),
    lines: (documentId) =>
      lines.map((line) => ({
        ...emptyLine,
        id: line.id,
        document_id: documentId,
        index: line.index,
        inventory_item_id: line.inventoryItemId,
        sku: line.sku,
        quantity: toText(
          revalued
            .filter((lot) => lot.lineId === line.id)
            .reduce((total, lot) => total.plus(lot.quantity), exact(0))
        ),
        unit_cost: toText(line.unitCost),
        lot_id: line.lotId,
      })),
  })
}

/** Goods that are sold with their delivery have its price, also while a connected customer has not confirmed it. */
const isRevalued = ({ remaining, terms }: Lot, includesEmpty: boolean): boolean =>
  terms !== "sale" && (includesEmpty || remaining.gt(0))

const toAnswer = (lot: Revalued): RevaluedAnswer => {
  const decimals = decimalsOf(lot.currencyCode)
  return {
    line_id: lot.lineId,
    lot_id: lot.lotId,
    quantity: toText(lot.quantity),
    old_unit_cost: toText(lot.oldUnitCost),
    unit_cost: toText(lot.unitCost),
    value_change: toAmount(
      lot.quantity.times(lot.unitCost.minus(lot.oldUnitCost)),
      decimals
    ).toFixed(decimals),
    currency_code: lot.currencyCode,
  }
}

const loadOpenLots = async (sql: Sql, command: PostRevaluation): Promise<OpenLotRow[]> =>
  await sql<OpenLotRow>(
    `select id, inventory_item_id, sku, stock_location_id from consignment_lot
     where contractor_id = ? and (id = any(?::text[]) or (quantity_remaining > 0
         and inventory_item_id = any(?::text[]) and direction = coalesce(?, direction)))
     order by received_at, sequence`,
    [
      command.contractor_id,
      command.lines.flatMap((line) => line.lot_id ?? []),
      command.lines.flatMap((line) =>
        line.lot_id === undefined ? (line.inventory_item_id ?? []) : []
      ),
      command.direction ?? null,
    ]
  )
