import { readSerialsOfLots, searchLots } from "../serials/of-lots"
import type { Context, FindConfig } from "@medusajs/framework/types"
import { InjectManager, MedusaContext } from "@medusajs/framework/utils"
import { decimalsOf } from "../currency"
import { countLots, countMovements } from "../ledger/reading/counts"
import { readAgeing, type AgeingFilter } from "../ledger/reading/ageing"
import { listDueDeliveries, readSilentShops } from "../ledger/reading/customer-worklist"
import { readBoundsOfDay } from "../ledger/posting/business-date"
import type { HostLevels } from "../ledger/posting/host-levels"
import { searchLedger, type Search } from "../ledger/reading/search"
import {
  readBalance,
  readOwnership,
  readStock,
  type Page,
  type StockFilter,
} from "../ledger/reading/read"
import { sumDocuments, sumSettlements, sumStock } from "../ledger/reading/totals"
import { readOverview } from "../ledger/reading/read-overview"
import { findDifferences, listPending } from "../ledger/posting/differences"
import { limitToFree, readRefill, type RefillFilter } from "../ledger/reading/refill"
import { requireContractor } from "../ledger/posting/references"
import { readSettlementIds, toMovementFilters } from "../ledger/reading/movements-of-settlements"
import { toLotAnswer, toMovementAnswer, type MovementAnswer } from "../ledger/reading/row-answers"
import { traceLot } from "../ledger/reading/trace-lot"
import { sqlOf } from "../database/sql"
import { toMedusaError } from "../to-medusa-error"
import { InvoicingService } from "./invoicing-service"
import { isEmpty, notFound, sortedBy, type Filters } from "./shared"

/**
 * Answers questions about stock, movements and what is due.
 */
export class ReadingService extends InvoicingService {
  /** Whether somebody is to be told of a goods receipt. */
  @InjectManager()
  async hasAddressForReceipt(
    documentId: string,
    @MedusaContext() context: Context = {}
  ): Promise<boolean> {
    const rows = await sqlOf(context)(
      `select 1 from consignment_document d join consignment_warehouse w on w.id = d.warehouse_id
       where d.id = ? and w.notification_email is not null`,
      [documentId]
    )
    return rows.length > 0
  }

  @InjectManager()
  async listAndCountLots(
    { open, ...filters }: Filters = {},
    config: FindConfig<{ id: string }> = {},
    @MedusaContext() context: Context = {}
  ) {
    const opened = open === "true" ? { quantity_remaining: { $gt: "0" } } : {}
    const emptied = open === "false" ? { quantity_remaining: "0" } : {}
    const wanted = { ...(await searchLots(sqlOf(context), filters)), ...opened, ...emptied }
    const sorted = sortedBy("sequence", config)
    const [rows, count] = isEmpty(wanted)
      ? [await this.listConsignmentLots({}, sorted, context), await countLots(sqlOf(context))]
      : await this.listAndCountConsignmentLots(wanted, sorted, context)
    const serials = await readSerialsOfLots(
      sqlOf(context),
      rows.map((row) => row.id)
    )
    return [rows.map((row) => toLotAnswer(row, serials.get(row.id))), count] as const
  }

  @InjectManager()
  async listAndCountMovements(
    filters: Filters = {},
    config: FindConfig<{ id: string }> = {},
    @MedusaContext() context: Context = {}
  ) {
    const sql = sqlOf(context)
    const wanted = await toMovementFilters(sql, filters)
    if (wanted === null) return [[] as MovementAnswer[], 0] as const
    const sorted = sortedBy("sequence", config)
    const [rows, count] = isEmpty(wanted)
      ? [await this.listConsignmentMovements({}, sorted, context), await countMovements(sql)]
      : await this.listAndCountConsignmentMovements(wanted, sorted, context)
    const settlementIds = await readSettlementIds(
      sql,
      rows.map((row) => row.id)
    )
    return [
      rows.map((row) => toMovementAnswer(row, settlementIds.get(row.id) ?? null)),
      count,
    ] as const
  }

  /** From when to before when a day lasts: for the agreement of the contractor named, else for the store. */
  @InjectManager()
  async readBoundsOfDay(
    party: { contractor_id?: string; direction?: string; currency_code?: string },
    day: string,
    @MedusaContext() context: Context = {}
  ) {
    return await readBoundsOfDay(sqlOf(context), party, day)
  }

  @InjectManager()
  async readStock(filter: StockFilter, page: Page, @MedusaContext() context: Context = {}) {
    return await readStock(sqlOf(context), filter, page, decimalsOf)
  }

  /** Totals of all pages of the stock, by direction and currency. */
  @InjectManager()
  async sumStock(filter: StockFilter, @MedusaContext() context: Context = {}) {
    return await sumStock(sqlOf(context), filter, decimalsOf)
  }

  /** The same of goods receipts, by currency. Null: they are too many to be summed. */
  @InjectManager()
  async sumGoodsReceipts(filters: Filters, @MedusaContext() context: Context = {}) {
    return await sumDocuments(sqlOf(context), "goods_receipt", filters, decimalsOf)
  }

  @InjectManager()
  async sumSettlements(filters: Filters, @MedusaContext() context: Context = {}) {
    return await sumSettlements(sqlOf(context), filters, decimalsOf)
  }

  @InjectManager()
  async readOverview(now: Date, @MedusaContext() context: Context = {}) {
    return await readOverview(sqlOf(context), now, decimalsOf)
  }

  @InjectManager()
  async readOwnership(
    filter: Parameters<typeof readOwnership>[2],
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ) {
    return await readOwnership(sqlOf(context), host, filter)
  }

  /** Open lots, their age, and how long they may stay. */
  @InjectManager()
  async readAgeing(filter: AgeingFilter, page: Page, @MedusaContext() context: Context = {}) {
    return await readAgeing(sqlOf(context), filter, page, new Date())
  }

  /** Quantities to deliver so that items are back at their maximum. */
  @InjectManager()
  async readRefill(filter: RefillFilter, page: Page, @MedusaContext() context: Context = {}) {
    return await readRefill(sqlOf(context), filter, page)
  }

  /** The same for one warehouse, as far as a location of ours can deliver it now. */
  @InjectManager()
  async suggestRefill(
    filter: { warehouse_id: string; from_stock_location_id: string },
    page: Page,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ) {
    const sql = sqlOf(context)
    const { refill } = await readRefill(sql, { warehouse_id: filter.warehouse_id }, page)
    return await limitToFree(sql, host, refill, filter.from_stock_location_id)
  }

  /** Customers' shops with goods of ours that have reported nothing for days, or for as long as was agreed. */
  @InjectManager()
  async readSilentShops(
    days: number | null = null,
    now: string = new Date().toISOString(),
    @MedusaContext() context: Context = {}
  ) {
    return await readSilentShops(sqlOf(context), days, new Date(now))
  }

  /** Consignment notes past their term of return, of which the customer still holds goods. */
  @InjectManager()
  async listDueDeliveries(
    now: string = new Date().toISOString(),
    @MedusaContext() context: Context = {}
  ) {
    return await listDueDeliveries(sqlOf(context), new Date(now))
  }

  /** Partners, papers, lots and serial numbers that a text names. */
  @InjectManager()
  async search(search: Search, @MedusaContext() context: Context = {}) {
    return await searchLedger(sqlOf(context), search)
  }

  /** A lot from the paper that made it to those that sold, invoiced or returned its pieces. Throws: NOT_FOUND. */
  @InjectManager()
  async traceLot(lotId: string, @MedusaContext() context: Context = {}) {
    return await traceLot(sqlOf(context), lotId).catch(toMedusaError)
  }

  /** Throws: NOT_FOUND. */
  @InjectManager()
  async readBalance(contractorId: string, @MedusaContext() context: Context = {}) {
    const sql = sqlOf(context)
    await requireContractor(sql, contractorId).catch(() => toMedusaError(notFound(contractorId)))
    return await readBalance(sql, contractorId)
  }

  /** Where levels and lots disagree, and what waits for a receipt. */
  @InjectManager()
  async reconcile(host: HostLevels, @MedusaContext() context: Context = {}) {
    const sql = sqlOf(context)
    return { differences: await findDifferences(sql, host), pending: await listPending(sql) }
  }
}
