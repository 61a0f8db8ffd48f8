import {
  decideOpeningBalance,
  type OpenedAnswer,
  type OpeningBalanceLine,
  type OpeningSettled,
} from "../../domain/opening-balance"
import type { Posting } from "../../domain/posting"
import { exact, toText } from "../../domain/quantity"
import { givenRows, type Sql } from "../../database/sql"
import { carryPrepaid } from "../posting/append-posting"
import { agreedCurrenciesOf, refuseUnnamedCurrency } from "./agreed-currencies"
import { marksOf, toParty } from "./post-goods-receipt"
import { newId } from "../../database/new-id"
import {
  post,
  sourceOfCaller,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import { toBusinessDate, toInstants } from "../posting/business-date"
import { requirePartiesWith } from "../posting/references"
import { takenOf } from "../../domain/serial-register"
import { emptyLine } from "../../database/tables"
import { toDetailColumns, toLotDetails, type LotDetailsCommand } from "./lot-details"

export interface PostOpeningBalance extends DocumentCommand {
  contractor_id: string
  warehouse_id: string
  currency_code?: string
  lines: (LotDetailsCommand & {
    inventory_item_id: string
    sku: string | null
    quantity: string
    unit_cost: string
    uninvoiced_quantity?: string
    over_invoiced_quantity?: string
    received_at?: string
  })[]
}

/**
 * Posts the stock at go-live, and the balances that came with it.
 * Throws: INVALID_DATA, NOT_ITEM_OWNER, NO_AGREEMENT, EXCEEDS_RECEIVED, PERIOD_CLOSED, IDEMPOTENCY_MISMATCH.
 */
export const postOpeningBalance = async (
  ports: Ports,
  command: PostOpeningBalance
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
  const lines = toLines(
    command,
    await toInstants(
      sql,
      party,
      date,
      command.lines.flatMap((line) => [line.received_at, line.expires_at])
    )
  )
  let settled: OpeningSettled[] = []
  const posted = await post(ports, {
    command,
    source: sourceOfCaller("opening_balance", command),
    party,
    head: {
      type: "opening_balance",
      contractor_id: command.contractor_id,
      warehouse_id: warehouse.id,
      stock_location_id: warehouse.stockLocationId,
      branch_code: warehouse.branchCode,
      currency_code: currencyCode,
    },
    stock: {
      places: lines.map(({ inventoryItemId }) => ({
        stockLocationId: warehouse.stockLocationId,
        inventoryItemId,
      })),
      withoutOpenLots: true,
      accounts: agreed.includes(currencyCode)
        ? [{ contractorId: command.contractor_id, direction: "inbound", currencyCode }]
        : [],
    },
    named: lines,
    decide: (stock, facts, register) => {
      const decided = decideOpeningBalance(
        {
          contractorId: command.contractor_id,
          warehouse,
          currencyCode,
          lines,
          ownedItemIds: new Set(marks.keys()),
          hasAgreement: agreed.includes(currencyCode),
          heldSerials: takenOf(register, lines),
        },
        stock,
        facts
      )
      refuseUnnamedCurrency(command, agreed)
      settled = decided.settled
      return decided.posting
    },
    outcome: (posting) => ({ opened: toOpenedAnswers(lines, posting) }),
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
        unit_cost: toText(line.unitCost),
        lot_id: lotIds.get(line.id) ?? null,
        ...toDetailColumns(line),
      }))
    },
  })
  if (posted.is_new) await openAccount(sql, command.contractor_id, currencyCode, settled)
  return posted
}

const toLines = (
  command: PostOpeningBalance,
  toInstant: (date: string) => Date
): OpeningBalanceLine[] =>
  command.lines.map((line, index) => ({
    id: newId("condocl"),
    index,
    inventoryItemId: line.inventory_item_id,
    sku: line.sku,
    quantity: exact(line.quantity),
    unitCost: exact(line.unit_cost),
    uninvoiced: exact(line.uninvoiced_quantity ?? 0),
    overInvoiced: exact(line.over_invoiced_quantity ?? 0),
    receivedAt: line.received_at ? toInstant(line.received_at) : null,
    ...toLotDetails(line, toInstant),
  }))

const toOpenedAnswers = (lines: OpeningBalanceLine[], posting: Posting): OpenedAnswer[] => {
  const lots = new Map(posting.lots.map((lot) => [lot.lineId, lot]))
  return lines.map((line) => ({
    line_id: line.id,
    uninvoiced_quantity: toText(line.uninvoiced),
    over_invoiced_quantity: toText(line.overInvoiced),
    received_at: lots.get(line.id)?.receivedAt.toISOString() ?? null,
  }))
}

/** Units sold or invoiced before go-live are part of the balance without a movement or an invoice of ours. */
const openAccount = async (
  sql: Sql,
  contractorId: string,
  currencyCode: string,
  settled: OpeningSettled[],
  sign: 1 | -1 = 1
): Promise<void> => {
  const rows = settled
    .filter((line) => !line.settled.isZero() || !line.invoiced.isZero())
    .map((line) => ({
      lot_id: line.lotId,
      unit_cost: toText(line.unitCost),
      contractor_id: contractorId,
      direction: "inbound",
      currency_code: currencyCode,
      inventory_item_id: line.inventoryItemId,
      sku: line.sku,
      consumed: toText(line.settled.times(sign)),
      settled: toText(line.settled.times(sign)),
      invoiced: toText(line.invoiced.times(sign)),
    }))
  if (rows.length === 0) return
  const json = JSON.stringify(rows)
  const sold = givenRows("line", { lot_id: "text", consumed: "numeric", invoiced: "numeric" }, rows)
  const columns = `lot_id text, unit_cost numeric, contractor_id text, direction text, currency_code text,
    inventory_item_id text, sku text, consumed numeric, settled numeric, invoiced numeric`
  await sql(
    `insert into consignment_lot_cost
       (lot_id, unit_cost, contractor_id, direction, currency_code, inventory_item_id, consumed, settled, invoiced)
     select lot_id, unit_cost, contractor_id, direction, currency_code, inventory_item_id, consumed, settled, invoiced
     from json_to_recordset(?::json) as line (${columns})
     on conflict (lot_id, unit_cost) do update set consumed = consignment_lot_cost.consumed + excluded.consumed,
       settled = consignment_lot_cost.settled + excluded.settled,
       invoiced = consignment_lot_cost.invoiced + excluded.invoiced`,
    [json]
  )
  await sql(
    `update consignment_lot l set quantity_consumed = l.quantity_consumed + line.consumed,
       quantity_invoiced = l.quantity_invoiced + line.invoiced
     from ${sold.statement} where l.id = line.lot_id`,
    sold.parameters
  )
  await sql(
    `insert into consignment_account_item
       (contractor_id, direction, currency_code, inventory_item_id, sku, settled, invoiced)
     select contractor_id, direction, currency_code, inventory_item_id, min(sku), sum(settled), sum(invoiced)
     from json_to_recordset(?::json) as line (${columns})
     group by contractor_id, direction, currency_code, inventory_item_id
     on conflict (contractor_id, direction, currency_code, inventory_item_id) do update set
       settled = consignment_account_item.settled + excluded.settled,
       invoiced = consignment_account_item.invoiced + excluded.invoiced`,
    [json]
  )
  await carryPrepaid(
    sql,
    rows.map((row) => row.lot_id)
  )
}

/** Takes the balances of a reversed opening back, and what its lots had sold before go-live. */
export const closeOpenedAccount = async (sql: Sql, documentId: string): Promise<void> => {
  const rows = await sql<{
    lot_id: string
    unit_cost: string
    contractor_id: string
    currency_code: string
    inventory_item_id: string
    sku: string | null
    settled: string
    invoiced: string
  }>(
    `select l.id as lot_id, c.unit_cost::text, l.contractor_id, l.currency_code, l.inventory_item_id, l.sku,
       c.settled::text, c.invoiced::text
     from consignment_lot l join consignment_lot_cost c on c.lot_id = l.id where l.document_id = ?`,
    [documentId]
  )
  const [first] = rows
  if (!first) return
  await sql(
    `update consignment_lot set quantity_received = quantity_received - quantity_consumed where document_id = ?`,
    [documentId]
  )
  await openAccount(
    sql,
    first.contractor_id,
    first.currency_code,
    rows.map((row) => ({
      lotId: row.lot_id,
      inventoryItemId: row.inventory_item_id,
      sku: row.sku,
      unitCost: exact(row.unit_cost),
      settled: exact(row.settled),
      invoiced: exact(row.invoiced),
    })),
    -1
  )
}
