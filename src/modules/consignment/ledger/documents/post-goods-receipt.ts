import type { DocumentWarning } from "../../domain/expired"
import type { DocumentType } from "../../domain/kinds"
import { refuseLines } from "../../domain/errors"
import { decideGoodsReceipt, type GoodsReceiptLine } from "../../domain/goods-receipt"
import { exact } from "../../domain/quantity"
import type { Sql } from "../../database/sql"
import { newId } from "../../database/new-id"
import {
  emptyLine,
  post,
  sourceOfCaller,
  type PaperCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import { toBusinessDate, toInstants, type AgreementParty } from "../posting/business-date"
import { loadAgreedCurrencies, refuseUnnamedCurrency } from "./agreed-currencies"
import { loadPending } from "./pending"
import { requireParties } from "../posting/references"
import { loadHeldSerials } from "./serial-numbers"

export interface PostGoodsReceiptLine {
  inventory_item_id: string
  sku: string | null
  quantity: string
  /** Default: the cost on the contractor's item card. */
  unit_cost?: string
  batch?: string | null
  expires_at?: string | null
  serial_numbers?: string[] | null
}

export interface PostGoodsReceipt extends PaperCommand {
  contractor_id: string
  warehouse_id: string
  currency_code?: string
  lines: PostGoodsReceiptLine[]
}

export const postGoodsReceipt = async (
  ports: Ports,
  command: PostGoodsReceipt
): Promise<Posted> => {
  const { sql, clock } = ports
  const warehouse = await requireParties(sql, command)
  const party = toParty(command)
  const date = (await toBusinessDate(sql, command, party, clock()))?.at ?? clock()
  const agreed = await loadAgreedCurrencies(sql, { ...command, direction: "inbound" }, date)
  const currencyCode = command.currency_code ?? agreed[0] ?? ""
  const marks = await loadMarks(sql, command)
  const lines = toLines(
    command,
    marks,
    await toInstants(
      sql,
      party,
      date,
      command.lines.map((line) => line.expires_at)
    )
  )
  const unpriced = lines.filter(
    (line) => command.lines[line.index]?.unit_cost === undefined && !marks.get(line.inventoryItemId)
  )
  const places = lines.map((line) => ({
    stockLocationId: warehouse.stockLocationId,
    inventoryItemId: line.inventoryItemId,
  }))
  return await post(ports, {
    command,
    source: sourceOfCaller("goods_receipt", command),
    party,
    head: {
      type: "goods_receipt",
      contractor_id: command.contractor_id,
      warehouse_id: warehouse.id,
      stock_location_id: warehouse.stockLocationId,
      branch_code: warehouse.branchCode,
      currency_code: currencyCode,
    },
    stock: {
      places,
      withoutOpenLots: true,
      accounts: agreed.includes(currencyCode)
        ? [{ contractorId: command.contractor_id, direction: "inbound", currencyCode }]
        : [],
    },
    decide: async (stock, facts) => {
      const posting = decideGoodsReceipt(
        {
          contractorId: command.contractor_id,
          warehouse,
          currencyCode,
          lines,
          ownedItemIds: new Set(marks.keys()),
          hasAgreement: agreed.includes(currencyCode),
          pending: stock.positions.some((position) => position.pending.gt(0))
            ? await loadPending(sql, warehouse.stockLocationId, [
                ...new Set(lines.map((line) => line.inventoryItemId)),
              ])
            : [],
          heldSerials: await loadHeldSerials(sql, lines),
        },
        stock,
        facts
      )
      refuseUnpriced(unpriced)
      refuseUnnamedCurrency(command, agreed)
      return posting
    },
    outcome: async () => {
      const warnings = await warnOfReference(sql, "goods_receipt", command)
      return warnings.length > 0 ? { warnings } : null
    },
    lines: (documentId, posting) => {
      const lotIds = new Map(posting.lots.map((lot) => [lot.lineId, lot.id]))
      return lines.map((line) => ({
        ...emptyLine,
        id: line.id,
        document_id: documentId,
        index: line.index,
        inventory_item_id: line.inventoryItemId,
        stock_location_id: warehouse.stockLocationId,
        sku: line.sku,
        quantity: line.quantity.toFixed(),
        unit_cost: line.unitCost.toFixed(),
        lot_id: lotIds.get(line.id) ?? null,
        batch: line.batch,
        expires_at: line.expiresAt?.toISOString() ?? null,
        serial_numbers: line.serialNumbers.length > 0 ? line.serialNumbers : null,
      }))
    },
  })
}

/** Whose agreement dates what he sends us. */
export const toParty = (command: {
  contractor_id: string
  currency_code?: string
}): AgreementParty => ({
  contractorId: command.contractor_id,
  direction: "inbound",
  currencyCode: command.currency_code,
})

/** A partner's delivery note that was posted before; it may be a second delivery, or the same paper again. */
const warnOfReference = async (
  sql: Sql,
  type: DocumentType,
  { contractor_id: contractorId, reference }: PostGoodsReceipt
): Promise<DocumentWarning[]> => {
  if (!reference) return []
  const [earlier] = await sql<{ id: string; number: string }>(
    `select id, number from consignment_document
     where contractor_id = ? and reference = ? and type = ? and status in ('posted', 'partly_reversed')
     order by posted_at limit 1`,
    [contractorId, reference, type]
  )
  return earlier
    ? [{ code: "REFERENCE_USED", reference, document_id: earlier.id, number: earlier.number }]
    : []
}

export const loadMarks = async (
  sql: Sql,
  command: { contractor_id: string; lines: { inventory_item_id: string }[] }
): Promise<Map<string, string | null>> => {
  const itemIds = [...new Set(command.lines.map((line) => line.inventory_item_id))]
  const rows = await sql<{ inventory_item_id: string; unit_cost: string | null }>(
    `select inventory_item_id, unit_cost::text from consignment_contractor_item
     where contractor_id = ? and inventory_item_id = any(?::text[]) and deleted_at is null`,
    [command.contractor_id, itemIds]
  )
  return new Map(rows.map((row) => [row.inventory_item_id, row.unit_cost]))
}

const toLines = (
  command: PostGoodsReceipt,
  marks: Map<string, string | null>,
  toInstant: (date: string) => Date
): GoodsReceiptLine[] =>
  command.lines.map((line, index) => ({
    id: newId("condocl"),
    index,
    inventoryItemId: line.inventory_item_id,
    sku: line.sku,
    quantity: exact(line.quantity),
    unitCost: exact(line.unit_cost ?? marks.get(line.inventory_item_id) ?? 0),
    batch: line.batch ?? null,
    expiresAt: line.expires_at ? toInstant(line.expires_at) : null,
    serialNumbers: line.serial_numbers ?? [],
  }))

/** A cost that nobody names. Throws: INVALID_DATA. */
const refuseUnpriced = (unpriced: GoodsReceiptLine[]): void => {
  refuseLines(
    "INVALID_DATA",
    unpriced.map((line) => ({
      index: line.index,
      code: "INVALID_DATA",
      path: "unit_cost",
      message: "Name the unit_cost: the contractor's item card has none.",
    }))
  )
}
