import type { Decimal } from "decimal.js"
import { exact, toText, ZERO } from "../../domain/quantity"
import { isHire } from "../../domain/hire"
import { decideStockCount, type OpenLoss, type StockCountLine } from "../../domain/stock-count"
import type { LevelChange } from "../../domain/posting"
import { countSerials, toCountedHolders } from "../../domain/serial-count"
import { decideNamed, serialsOf, type SerialLine } from "../../domain/serial-register"
import type { Warehouse } from "../../domain/stock"
import type { Sql } from "../../database/sql"
import type { DocumentSource } from "../posting/document-head"
import { newId } from "../../database/new-id"
import {
  post,
  sourceOfCaller,
  type DocumentCommand,
  type Ports,
  type Posted,
} from "../posting/post"
import { earliestOf, toBusinessDate, type AgreementParty } from "../posting/business-date"
import { loadLentUnits } from "../posting/hired-units"
import { requireParties } from "../posting/references"
import { toDate, type Instant } from "../../database/column-table"
import { isSettled } from "../../database/settled"
import { toWrittenLevels } from "./reverse-whole"
import { emptyLine } from "../../database/tables"
import { toSerialColumn } from "./lot-details"

export interface PostStockCount extends DocumentCommand {
  warehouse_id: string
  contractor_id?: string
  lines: {
    inventory_item_id: string
    sku: string | null
    counted_quantity: string
    serial_numbers?: string[] | null
  }[]
}

/** Posts what was counted against what was booked. Throws: INVALID_DATA, PERIOD_CLOSED, IDEMPOTENCY_MISMATCH. */
export const postStockCount = async (
  ports: Ports,
  command: PostStockCount,
  source: DocumentSource = sourceOfCaller("stock_count", command)
): Promise<Posted> => {
  const { sql, clock } = ports
  const warehouse = await requireParties(sql, command)
  const contractorId = command.contractor_id ?? null
  const lines: (StockCountLine & SerialLine)[] = command.lines.map((line, index) => ({
    id: newId("condocl"),
    index,
    inventoryItemId: line.inventory_item_id,
    sku: line.sku,
    counted: exact(line.counted_quantity),
    quantity: exact(line.counted_quantity),
    serialNumbers: line.serial_numbers ?? [],
  }))
  const itemIds = lines.map((line) => line.inventoryItemId)
  const party = toParty(warehouse, contractorId)
  const date = await toBusinessDate(sql, command, party ?? null, clock())
  const since = date ? earliestOf(date) : null
  const newest =
    contractorId === null
      ? []
      : await loadNewestLots(sql, warehouse.id, contractorId, itemIds, date?.at ?? clock())
  const moved = since ? await loadMovedLots(sql, warehouse.id, itemIds, since) : []
  const losses =
    contractorId === null ? [] : await loadOpenLosses(sql, warehouse.id, contractorId, itemIds)
  return await post(ports, {
    command,
    source,
    party,
    head: {
      type: "stock_count",
      contractor_id: contractorId,
      warehouse_id: warehouse.id,
      stock_location_id: warehouse.stockLocationId,
      branch_code: warehouse.branchCode,
    },
    stock: {
      places: itemIds.map((inventoryItemId) => ({
        stockLocationId: warehouse.stockLocationId,
        inventoryItemId,
      })),
      lotIds: [...newest, ...moved, ...losses.map((loss) => loss.lotId)],
    },
    named: lines,
    countsUnits: lines.some((line) => serialsOf(line).length > 0),
    decide: async (stock, facts, register) => {
      const openLosses =
        contractorId === null ? [] : await loadOpenLosses(sql, warehouse.id, contractorId, itemIds)
      const ownChanges =
        date && contractorId === null
          ? await loadOwnChanges(sql, warehouse.stockLocationId, itemIds, facts.effectiveAt)
          : undefined
      const lent = isHire(warehouse)
        ? await loadLentUnits(sql, warehouse.stockLocationId, itemIds)
        : undefined
      const { counted, refused } = countSerials(register, lines, {
        lots: stock.lots.filter(
          (lot) =>
            lot.stockLocationId === warehouse.stockLocationId &&
            (contractorId === null || lot.contractorId === contractorId)
        ),
        stockLocationId: warehouse.stockLocationId,
        countsOwn: contractorId === null,
      })
      register.counted.push(...counted)
      const holders = new Map(counted.map((one) => [one.lineId, toCountedHolders(one)]))
      const atFault = new Set(refused.map((line) => line.index))
      return decideNamed(
        { lines: lines.filter((line) => !atFault.has(line.index)), refused },
        (byUnits) =>
          decideStockCount(
            {
              warehouse,
              contractorId,
              lines: byUnits.map((line) => ({ ...line, units: holders.get(line.id) })),
              openLosses,
              ownChanges,
              lent,
            },
            stock,
            facts
          )
      )
    },
    outcome: (posting) => ({ levels: toWrittenLevels(posting.levels) }),
    lines: (documentId, posting) =>
      lines.map((line) => ({
        ...emptyLine,
        id: line.id,
        document_id: documentId,
        index: line.index,
        inventory_item_id: line.inventoryItemId,
        stock_location_id: warehouse.stockLocationId,
        sku: line.sku,
        quantity: toText(changeAt(posting.levels, warehouse.stockLocationId, line)),
        counted_quantity: toText(line.counted),
        serial_numbers: toSerialColumn(line.serialNumbers),
      })),
  })
}

/** Of the owner who was counted, or the customer whose shop it is. */
const toParty = (
  { direction, contractorId: customerId }: Warehouse,
  countedId: string | null
): AgreementParty | undefined => {
  const contractorId = direction === "outbound" ? customerId : countedId
  return contractorId === null ? undefined : { contractorId, direction }
}

const changeAt = (levels: LevelChange[], stockLocationId: string, line: StockCountLine) =>
  levels
    .filter(
      (change) =>
        change.stockLocationId === stockLocationId &&
        change.inventoryItemId === line.inventoryItemId
    )
    .reduce((total, change) => total.plus(change.quantity), ZERO)

/** Lots there that have moved since, as what they held then may be gone. */
export const loadMovedLots = async (
  sql: Sql,
  warehouseId: string,
  itemIds: string[],
  since: Date
): Promise<string[]> => {
  const rows = await sql<{ lot_id: string }>(
    `select distinct lot_id from consignment_movement
     where warehouse_id = ? and inventory_item_id = any(?::text[]) and effective_at > ?::timestamptz`,
    [warehouseId, itemIds, since]
  )
  return rows.map((row) => row.lot_id)
}

/**
 * By item, what documents dated later have changed own stock there by: issues, returns, purchases, deliveries and goods
 * that came home. Levels that were edited in the host leave no date, so they count as they are now.
 */
const loadOwnChanges = async (
  sql: Sql,
  stockLocationId: string,
  itemIds: string[],
  at: Date
): Promise<Map<string, Decimal>> => {
  const rows = await sql<{ inventory_item_id: string; quantity: string }>(
    `select inventory_item_id, sum(quantity)::text as quantity from (
       select a.inventory_item_id,
         case when a.undoes_allocation_id is null then -a.quantity else a.quantity end as quantity
       from consignment_allocation a join consignment_document d on d.id = a.document_id
       where a.ownership = 'own' and a.stock_location_id = ? and a.inventory_item_id = any(?::text[])
         and d.effective_at > ?::timestamptz
       union all
       select m.inventory_item_id, -m.quantity from consignment_movement m
       join consignment_warehouse w on w.id = m.warehouse_id
       where m.type in ('ownership_transfer', 'ownership_transfer_reversal') and w.own_stock_location_id = ?
         and m.inventory_item_id = any(?::text[]) and m.effective_at > ?::timestamptz
       union all
       select m.inventory_item_id, -m.quantity from consignment_movement m
       join consignment_document d on d.id = m.document_id
       left join consignment_document undone on undone.id = d.undoes_document_id
       where m.type in ('delivery', 'delivery_reversal', 'take_back', 'take_back_reversal')
         and coalesce(d.own_stock_location_id, undone.own_stock_location_id) = ?
         and m.inventory_item_id = any(?::text[]) and m.effective_at > ?::timestamptz) changes
     group by inventory_item_id`,
    [
      ...[stockLocationId, itemIds, at],
      ...[stockLocationId, itemIds, at],
      ...[stockLocationId, itemIds, at],
    ]
  )
  return new Map(rows.map((row) => [row.inventory_item_id, exact(row.quantity)]))
}

/** The contractor's newest lot of each item there at that time, even if it is empty. */
const loadNewestLots = async (
  sql: Sql,
  warehouseId: string,
  contractorId: string,
  itemIds: string[],
  at: Date
): Promise<string[]> => {
  const rows = await sql<{ id: string }>(
    `select distinct on (inventory_item_id) id from consignment_lot
     where warehouse_id = ? and contractor_id = ? and inventory_item_id = any(?::text[])
       and received_at <= ?::timestamptz
     order by inventory_item_id, received_at desc, sequence desc`,
    [warehouseId, contractorId, itemIds, at]
  )
  return rows.map((row) => row.id)
}

/** Losses the consignee pays for, less what was found again and not reversed; newest first. */
const loadOpenLosses = async (
  sql: Sql,
  warehouseId: string,
  contractorId: string,
  itemIds: string[]
): Promise<OpenLoss[]> => {
  const rows = await sql<{
    id: string
    lot_id: string
    inventory_item_id: string
    unit_cost: string
    branch_code: string | null
    effective_at: Instant
    quantity: string
  }>(
    `select m.id, m.lot_id, m.inventory_item_id, m.unit_cost::text, m.branch_code, m.effective_at,
       (-m.quantity - coalesce(u.quantity, 0))::text as quantity
     from consignment_movement m
     left join lateral (
       select sum(u.quantity + coalesce(r.quantity, 0)) as quantity from consignment_movement u
       left join consignment_movement r on r.lot_id = u.lot_id and r.reverses_id = u.id
       where u.lot_id = m.lot_id and u.reverses_id = m.id) u on true
     where m.contractor_id = ? and m.warehouse_id = ? and m.inventory_item_id = any(?::text[])
       and m.type = 'count_loss' and m.liable and not ${isSettled("m")}
       and -m.quantity > coalesce(u.quantity, 0)
     order by m.sequence desc`,
    [contractorId, warehouseId, itemIds]
  )
  return rows.map((row) => ({
    movementId: row.id,
    lotId: row.lot_id,
    inventoryItemId: row.inventory_item_id,
    unitCost: exact(row.unit_cost),
    branchCode: row.branch_code,
    effectiveAt: toDate(row.effective_at),
    quantity: exact(row.quantity),
  }))
}
