import { decideGoodsReceipt, type GoodsReceiptLine } from "../../domain/goods-receipt"
import { defaultTerms } from "../../domain/line-terms"
import { exact } from "../../domain/quantity"
import type { Warehouse } from "../../domain/stock"
import type { LineTerms } from "../../domain/terms"
import { queryOf, type Query } from "../../database/together"
import { newId } from "../../database/new-id"
import {
  post,
  sourceOfCaller,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import {
  toBusinessDate,
  toInstants,
  toLastInstants,
  type AgreementParty,
} from "../posting/business-date"
import { agreedCurrenciesOf, refuseUnnamedCurrency } from "./agreed-currencies"
import { expectCosts, refuseUnpriced, type NamedLine } from "./expected-costs"
import { loadPending } from "./pending"
import type { SalePrices } from "./sale-prices"
import { requirePartiesWith } from "../posting/references"
import { postPurchaseOfReceipt, withFollowing } from "./sold-at-delivery"
import { takenOf } from "../../domain/serial-register"
import { emptyLine } from "../../database/tables"
import { toDetailColumns, toLotDetails, type LotDetailsCommand } from "./lot-details"

export interface PostGoodsReceiptLine extends LotDetailsCommand {
  inventory_item_id: string
  sku: string | null
  quantity: string
  /** Default: see `expectCosts`. */
  unit_cost?: string
  /** Default: as the purpose of the warehouse says. Goods with the terms `sale` are bought with the receipt. */
  terms?: LineTerms
  /** When the hire ends, a day or an instant. */
  hire_until?: string | null
  /** The line of the connected store's delivery that it follows. */
  origin_line_id?: string
}

export interface PostGoodsReceipt extends DocumentCommand {
  contractor_id: string
  warehouse_id: string
  currency_code?: string
  lines: PostGoodsReceiptLine[]
  /** The host's prices, for units that name no cost. */
  sale_prices?: SalePrices
}

/** Throws: INVALID_DATA, NOT_ITEM_OWNER, NO_AGREEMENT, NOT_CONSIGNMENT_WAREHOUSE, IDEMPOTENCY_MISMATCH. */
export const postGoodsReceipt = async (
  ports: Ports,
  { sale_prices: salePrices, ...command }: PostGoodsReceipt
): Promise<Posted> => {
  const { sql, clock } = ports
  const party = toParty(command)
  const date = (await toBusinessDate(sql, command, party, clock()))?.at ?? clock()
  const { warehouse, found } = await requirePartiesWith(sql, command, {
    agreed: agreedCurrenciesOf({ ...command, direction: "inbound" }, date),
    marks: marksOf(command),
  })
  const { agreed, marks } = found
  const currencyCode = command.currency_code ?? agreed[0] ?? ""
  const named = toLines(command, warehouse, {
    expiry: await toInstants(
      sql,
      party,
      date,
      command.lines.map((line) => line.expires_at)
    ),
    hireUntil: await toLastInstants(
      sql,
      party,
      date,
      command.lines.map((line) => line.hire_until)
    ),
  })
  let lines: GoodsReceiptLine[] = []
  const places = named.map((line) => ({
    stockLocationId: warehouse.stockLocationId,
    inventoryItemId: line.inventoryItemId,
  }))
  const posted = await post(ports, {
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
    named,
    decide: async (stock, facts, register) => {
      const account = stock.accounts.find((one) => one.currencyCode === currencyCode)
      const expected = expectCosts(named, {
        marks,
        salePrices,
        account,
        receivedAt: facts.effectiveAt,
      })
      lines = expected.lines
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
          heldSerials: takenOf(register, lines),
        },
        stock,
        facts
      )
      refuseUnpriced(expected.unpriced, account)
      refuseUnnamedCurrency(command, agreed)
      return posting
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
        ...toDetailColumns(line),
        terms: line.terms,
        hire_until: line.hireUntil?.toISOString() ?? null,
        checked_quantity: warehouse.checksOnArrival && line.terms !== "sale" ? "0" : null,
        origin_line_id: command.lines[line.index]?.origin_line_id ?? null,
      }))
    },
  })
  if (!posted.is_new || !lines.some((line) => line.terms === "sale")) return posted
  return withFollowing(posted, await postPurchaseOfReceipt(ports, posted.document_id))
}

/** The supplier, whose agreement dates the receipt. */
export const toParty = (command: {
  contractor_id: string
  currency_code?: string
}): AgreementParty => ({
  contractorId: command.contractor_id,
  direction: "inbound",
  currencyCode: command.currency_code,
})

/** The contractor's items among those of the lines, with the costs on their cards. */
export const marksOf = (command: {
  contractor_id: string
  lines: { inventory_item_id: string }[]
}): Query<Map<string, string | null>> =>
  queryOf<{ inventory_item_id: string; unit_cost: string | null }, Map<string, string | null>>(
    `select inventory_item_id, unit_cost::text from consignment_contractor_item
     where contractor_id = ? and inventory_item_id = any(?::text[]) and deleted_at is null`,
    [command.contractor_id, [...new Set(command.lines.map((line) => line.inventory_item_id))]],
    (rows) => new Map(rows.map((row) => [row.inventory_item_id, row.unit_cost]))
  )

const toLines = (
  command: PostGoodsReceipt,
  warehouse: Warehouse,
  dates: Record<"expiry" | "hireUntil", (date: string) => Date>
): NamedLine[] =>
  command.lines.map((line, index) => ({
    id: newId("condocl"),
    index,
    inventoryItemId: line.inventory_item_id,
    sku: line.sku,
    quantity: exact(line.quantity),
    unitCost: line.unit_cost === undefined ? null : exact(line.unit_cost),
    ...toLotDetails(line, dates.expiry),
    terms: line.terms ?? defaultTerms(warehouse),
    hireUntil: line.hire_until ? dates.hireUntil(line.hire_until) : null,
  }))
