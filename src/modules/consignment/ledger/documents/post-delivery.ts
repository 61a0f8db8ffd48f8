import type { LineTerms } from "../../domain/terms"
import { defaultTerms } from "../../domain/line-terms"
import { decideDelivery, type DeliveryLine } from "../../domain/delivery"
import { warnOfExpiredArrivals } from "../../domain/expired"
import { refuseLines } from "../../domain/errors"
import { groupBy } from "../../domain/group-by"
import { exact, sumOf, toText } from "../../domain/quantity"
import { decideNamed, nameTaken } from "../../domain/serial-register"
import { ownStockOf } from "../../domain/stock"
import type { Sql } from "../../database/sql"
import { read } from "../../database/together"
import { postSaleOfDelivery, withFollowing } from "./sold-at-delivery"
import { agreedCurrenciesOf, loadAllowsHire, refuseUnnamedCurrency } from "./agreed-currencies"
import type { DocumentSource } from "../posting/document-head"
import type { Released } from "../posting/host-levels"
import { newId } from "../../database/new-id"
import { toBusinessDate, toInstants, toLastInstants } from "../posting/business-date"
import {
  post,
  sourceOfCaller,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import { findWarehouseAt, requireOutbound, requireParties } from "../posting/references"
import { loadAgreedPrices, withoutSalePrices, type SalePrices } from "./sale-prices"
import { emptyLine } from "../../database/tables"
import { toDetailColumns, toLotDetails, type LotDetailsCommand } from "./lot-details"

export interface PostDeliveryLine extends LotDetailsCommand {
  inventory_item_id: string
  sku: string | null
  quantity: string
  /** Price of a unit that the customer sells; default: what was agreed, else the price of the latest delivery. */
  unit_price?: string | null
  /** Default: as the purpose of the customer's warehouse says. */
  terms?: LineTerms
  /** When a hire ends, a day or an instant. */
  hire_until?: string | null
}

export interface PostDelivery extends DocumentCommand {
  warehouse_id: string
  from_stock_location_id: string
  currency_code?: string
  order_id?: string | null
  lines: PostDeliveryLine[]
  /** Prices of the host's price lists; not part of the caller's request. */
  sale_prices?: SalePrices
  /** When the order was looked at whose goods these are; no part of what the caller asks for either. */
  order_read_at?: string
}

/**
 * Fills up a customer's stock with goods of ours.
 * Throws: INVALID_DATA, NO_AGREEMENT, NOT_CONSIGNMENT_WAREHOUSE, DEDICATED_WAREHOUSE, INSUFFICIENT_STOCK,
 * IDEMPOTENCY_MISMATCH.
 */
export const postDelivery = async (ports: Ports, command: PostDelivery): Promise<Posted> =>
  await deliver(ports, command, {
    source: sourceOfCaller("delivery", toRequest(command)),
  })

/** The caller's request. */
export const toRequest = ({ order_read_at: _, ...command }: PostDelivery) =>
  withoutSalePrices(command)

/**
 * Posts a delivery; one that was a draft keeps its id and the ids of its lines, and the lines of one that is posted again
 * for a connected store name those that the store knows.
 */
export const deliver = async (
  ports: Ports,
  command: PostDelivery,
  {
    source,
    draft,
    originLineIds = [],
  }: { source: DocumentSource; draft?: { id: string; lineIds: string[] }; originLineIds?: string[] }
): Promise<Posted> => {
  const { sql, clock } = ports
  const warehouse = requireOutbound(await requireParties(sql, command))
  const { contractorId } = warehouse
  const fromWarehouse = await findWarehouseAt(sql, command.from_stock_location_id)
  const account = { contractorId, direction: "outbound" } as const
  const party = { ...account, currencyCode: command.currency_code }
  const date = (await toBusinessDate(sql, command, party, clock()))?.at ?? clock()
  const agreed = await read(
    sql,
    agreedCurrenciesOf({ ...command, contractor_id: contractorId, direction: "outbound" }, date)
  )
  const currencyCode = command.currency_code ?? agreed[0] ?? ""
  const hasAgreement = agreed.includes(currencyCode)
  const allowsHire = await loadAllowsHire(sql, contractorId, currencyCode, date)
  const untilOf = await toLastInstants(
    sql,
    party,
    date,
    command.lines.map((line) => line.hire_until)
  )
  const expiryOf = await toInstants(
    sql,
    party,
    date,
    command.lines.map((line) => line.expires_at)
  )
  const prices = await loadDefaultPrices(sql, warehouse, currencyCode, command)
  const lines = command.lines.map((line, index): DeliveryLine & { lotId: null } => ({
    id: draft?.lineIds[index] ?? newId("condocl"),
    index,
    inventoryItemId: line.inventory_item_id,
    sku: line.sku,
    quantity: exact(line.quantity),
    unitPrice: exact(line.unit_price ?? prices.get(line.inventory_item_id) ?? 0),
    terms: line.terms ?? defaultTerms(warehouse),
    hireUntil: line.hire_until ? untilOf(line.hire_until) : null,
    ...toLotDetails(line, expiryOf),
    lotId: null,
  }))
  const unpriced = lines.filter(
    (line) =>
      (command.lines[line.index]?.unit_price ?? null) === null && !prices.has(line.inventoryItemId)
  )
  const released: Released[] = []
  const posted = await post(withoutReservations(ports, command, released), {
    command,
    source,
    party,
    documentId: draft?.id,
    head: {
      type: "delivery",
      contractor_id: contractorId,
      currency_code: currencyCode,
      warehouse_id: warehouse.id,
      stock_location_id: warehouse.stockLocationId,
      own_stock_location_id: command.from_stock_location_id,
      branch_code: warehouse.branchCode,
      order_id: command.order_id ?? null,
    },
    stock: {
      places: lines.flatMap(({ inventoryItemId }) =>
        [warehouse.stockLocationId, command.from_stock_location_id].map((stockLocationId) => ({
          stockLocationId,
          inventoryItemId,
        }))
      ),
      accounts: hasAgreement ? [{ ...account, currencyCode }] : [],
    },
    named: lines,
    decide: async (stock, facts, register) => {
      await refuseGoneMeanwhile(sql, command)
      const units = nameTaken(register, lines, {
        lots: [],
        stockLocationIdOf: () => command.from_stock_location_id,
        canTake: () => false,
        ownOf: ownStockOf(stock),
      })
      const posting = decideNamed(units, (byUnits) =>
        decideDelivery(
          {
            warehouse,
            contractorId,
            currencyCode,
            hasAgreement,
            allowsHire,
            fromStockLocationId: command.from_stock_location_id,
            fromWarehouse,
            lines: byUnits,
          },
          stock,
          facts
        )
      )
      refuseUnpriced(unpriced)
      refuseUnnamedCurrency(command, agreed)
      return posting
    },
    outcome: (posting, stock, facts) => {
      const warnings = warnOfExpiredArrivals(lines, posting, stock, facts)
      return warnings.length > 0 ? { released, warnings } : { released }
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
        quantity: toText(line.quantity),
        unit_cost: toText(line.unitPrice),
        lot_id: lotIds.get(line.id) ?? null,
        ...toDetailColumns(line),
        terms: line.terms,
        hire_until: line.hireUntil?.toISOString() ?? null,
        origin_line_id: originLineIds[line.index] ?? null,
      }))
    },
  })
  if (!posted.is_new || !lines.some((line) => line.terms === "sale")) return posted
  // A connected customer confirms first that the goods are his.
  if (posted.written?.lines.some((line) => line.peer_state === "sent")) return posted
  return withFollowing(posted, await postSaleOfDelivery(ports, { delivery_id: posted.document_id }))
}

/** Goods of an order that go on consignment are promised to it no longer: it lets go of them once all is locked. */
const withoutReservations = (
  { host, ...ports }: Ports,
  { order_id: orderId, from_stock_location_id: stockLocationId, lines }: PostDelivery,
  released: Released[]
): Ports => ({
  ...ports,
  host: {
    ...host,
    beforeRead: async (sql) => {
      if (!orderId) return
      const items = [...groupBy(lines, (line) => line.inventory_item_id)].map(
        ([inventoryItemId, ofItem]) => ({
          inventoryItemId,
          quantity: toText(sumOf(ofItem, (line) => exact(line.quantity))),
        })
      )
      released.push(...(await host.release(sql, { orderId, stockLocationId, items })))
    },
  },
})

/**
 * Units that were fulfilled or delivered since the order was looked at do not leave a second time; read under lock.
 * Throws: DOCUMENT_POSTED.
 */
const refuseGoneMeanwhile = async (
  sql: Sql,
  { order_id: orderId, order_read_at: readAt, lines }: PostDelivery
): Promise<void> => {
  if (!orderId || readAt === undefined) return
  const rows = await sql<{ inventory_item_id: string; number: string }>(
    `select distinct l.inventory_item_id, d.number from consignment_document d
     join consignment_document_line l on l.document_id = d.id
     where d.order_id = ? and d.status in ('posted', 'partly_reversed') and d.posted_at >= ?::timestamptz
       and (d.type = 'delivery' or (d.type = 'goods_issue' and d.fulfillment_id is not null))`,
    [orderId, readAt]
  )
  const goneAs = new Map(rows.map((row) => [row.inventory_item_id, row.number]))
  refuseLines(
    "DOCUMENT_POSTED",
    lines.flatMap((line, index) => {
      const number = goneAs.get(line.inventory_item_id)
      return number === undefined
        ? []
        : {
            index,
            code: "DOCUMENT_POSTED" as const,
            message: `${line.sku ?? line.inventory_item_id} of the order left meanwhile, as ${number}; look at the order again.`,
            inventory_item_id: line.inventory_item_id,
            sku: line.sku,
          }
    })
  )
}

/** The price agreed for the item, else that of its latest delivery to the customer, for lines that name none. */
const loadDefaultPrices = async (
  sql: Sql,
  { id, contractorId }: { id: string; contractorId: string },
  currencyCode: string,
  { lines, sale_prices: salePrices }: PostDelivery
): Promise<Map<string, string>> => {
  const itemIds = lines.flatMap((line) =>
    (line.unit_price ?? null) === null ? line.inventory_item_id : []
  )
  const latest = await loadLatestPrices(sql, contractorId, currencyCode, itemIds)
  const priceOf = await loadAgreedPrices(sql, id, itemIds, salePrices)
  const agreed = itemIds.flatMap((itemId) => {
    const price = priceOf(itemId, currencyCode)
    return price === null ? [] : [[itemId, price] as const]
  })
  return new Map([...latest, ...agreed])
}

/** The latest price holds until another is given. */
const loadLatestPrices = async (
  sql: Sql,
  contractorId: string,
  currencyCode: string,
  itemIds: string[]
): Promise<Map<string, string>> => {
  if (itemIds.length === 0) return new Map()
  const rows = await sql<{ inventory_item_id: string; unit_cost: string }>(
    `select distinct on (inventory_item_id) inventory_item_id, unit_cost::text from consignment_lot
     where contractor_id = ? and direction = 'outbound' and currency_code = ?
       and inventory_item_id = any(?::text[])
     order by inventory_item_id, received_at desc, sequence desc`,
    [contractorId, currencyCode, itemIds]
  )
  return new Map(rows.map((row) => [row.inventory_item_id, row.unit_cost]))
}

/** Throws: INVALID_DATA, naming every line for which no unit price was given or found. */
const refuseUnpriced = (unpriced: DeliveryLine[]): void => {
  refuseLines(
    "INVALID_DATA",
    unpriced.map((line) => ({
      index: line.index,
      code: "INVALID_DATA",
      path: "unit_price",
      message:
        "Name the unit_price: none was agreed, no price list has one, and the item was not delivered to the customer before.",
      reason: "unit_price_missing",
    }))
  )
}
