import type { Context, FindConfig } from "@medusajs/framework/types"
import {
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import type { Direction } from "./domain/terms"
import { issueStrategies, type IssueStrategy } from "./domain/issue-strategies"
import type { HostLevels } from "./ledger/posting/host-levels"
import * as agreements from "./master-data/agreements"
import {
  toAgreement,
  toContractor,
  toContractorItem,
  toContractorPrice,
  toWarehouse,
  toWarehouseItem,
} from "./master-data/answers"
import * as contractorItems from "./master-data/contractor-items"
import * as contractorPrices from "./master-data/contractor-prices"
import * as contractors from "./master-data/contractors"
import { removeRow, restoreRow, type MasterDataRow, type MasterDataTable } from "./master-data/rows"
import * as settings from "./master-data/settings"
import * as warehouseItems from "./master-data/warehouse-items"
import * as warehouses from "./master-data/warehouses"
import { ConsignmentAgreement } from "./models/agreement"
import { ConsignmentAllocation } from "./models/allocation"
import { ConsignmentContractor } from "./models/contractor"
import { ConsignmentContractorItem } from "./models/contractor-item"
import { ConsignmentContractorPrice } from "./models/contractor-price"
import { ConsignmentDocument } from "./models/document"
import { ConsignmentDocumentLine } from "./models/document-line"
import { ConsignmentImportException } from "./models/import-exception"
import { ConsignmentInvoice } from "./models/invoice"
import { ConsignmentLot } from "./models/lot"
import { ConsignmentMovement } from "./models/movement"
import { ConsignmentSettings } from "./models/settings"
import { ConsignmentSettlement } from "./models/settlement"
import { ConsignmentSettlementLine } from "./models/settlement-line"
import { ConsignmentSettlementStock } from "./models/settlement-stock"
import { ConsignmentWarehouse } from "./models/warehouse"
import { ConsignmentWarehouseItem } from "./models/warehouse-item"
import { sqlOf, type Sql } from "./database/sql"
import type { PeersOptions } from "./peers"
import { withoutGeneratedWriters } from "./generated-writers"
import { toMedusaError } from "./to-medusa-error"

/** The plugin's options. */
export interface ConsignmentOptions {
  /** Issue strategies of the store, by the name that warehouses, sales channels and issues call them. */
  issueStrategies?: Record<string, IssueStrategy>
  /** An item has at most one owner whose goods we take on consignment; default: any number. */
  singleOwner?: boolean
  /** How other companies' stores are reached that this one is connected with. */
  peers?: PeersOptions
}

type Filters = Record<string, unknown>

const ReadingService = withoutGeneratedWriters(
  MedusaService({
    ConsignmentAgreement,
    ConsignmentAllocation,
    ConsignmentContractor,
    ConsignmentContractorItem,
    ConsignmentContractorPrice,
    ConsignmentDocument,
    ConsignmentDocumentLine,
    ConsignmentImportException,
    ConsignmentInvoice,
    ConsignmentLot,
    ConsignmentMovement,
    ConsignmentSettings,
    ConsignmentSettlement,
    ConsignmentSettlementLine,
    ConsignmentSettlementStock,
    ConsignmentWarehouse,
    ConsignmentWarehouseItem,
  })
)

/** Master data: contractors, their items, agreements and warehouses. */
class MasterDataService extends ReadingService {
  protected readonly issueStrategies_: Record<string, IssueStrategy>
  protected readonly singleOwner_: boolean

  constructor(container: Record<string, unknown>, options: ConsignmentOptions = {}) {
    super(container, options)
    this.issueStrategies_ = { ...issueStrategies, ...options.issueStrategies }
    this.singleOwner_ = options.singleOwner ?? false
  }

  async listIssueStrategyNames(): Promise<string[]> {
    return Object.keys(this.issueStrategies_)
  }

  /** Throws: INVALID_DATA (the code is taken). */
  @InjectManager()
  async createContractor(
    command: contractors.CreateContractor,
    @MedusaContext() context: Context = {}
  ) {
    return await this.inTransaction_((sql) => contractors.createContractor(sql, command), context)
  }

  /** Throws: NOT_FOUND, INVALID_DATA (the code is taken). */
  @InjectManager()
  async updateContractor(
    command: contractors.UpdateContractor,
    @MedusaContext() context: Context = {}
  ) {
    return await this.inTransaction_((sql) => contractors.updateContractor(sql, command), context)
  }

  /** Throws: NOT_FOUND, CONSIGNED_STOCK_PRESENT. */
  @InjectManager()
  async deleteContractor(id: string, @MedusaContext() context: Context = {}) {
    await this.inTransaction_((sql) => contractors.deleteContractor(sql, id), context)
  }

  /** Throws: NOT_FOUND. */
  @InjectManager()
  async retrieveContractor(id: string, @MedusaContext() context: Context = {}) {
    return toContractor(await this.retrieveConsignmentContractor(id, {}, context))
  }

  @InjectManager()
  async listAndCountContractors(
    { direction, ...filters }: Filters & { direction?: Direction } = {},
    config: FindConfig<contractors.ContractorRow> = {},
    @MedusaContext() context: Context = {}
  ) {
    const wanted = direction
      ? { ...filters, $and: [{ id: await contractors.idsWithRole(sqlOf(context), direction) }] }
      : filters
    const [rows, count] = await this.listAndCountConsignmentContractors(wanted, config, context)
    return [rows.map(toContractor), count] as const
  }

  /** Throws: NOT_FOUND, INVALID_DATA (an item is named twice, or has another owner). */
  @InjectManager()
  async markContractorItems(
    command: contractorItems.MarkContractorItems,
    @MedusaContext() context: Context = {}
  ) {
    return await this.inTransaction_(
      (sql) =>
        contractorItems.markContractorItems(sql, command, { singleOwner: this.singleOwner_ }),
      context
    )
  }

  @InjectManager()
  async undoMarkContractorItems(
    before: contractorItems.MarkedBefore,
    @MedusaContext() context: Context = {}
  ) {
    await this.inTransaction_(
      (sql) => contractorItems.undoMarkContractorItems(sql, before),
      context
    )
  }

  /** Throws: NOT_FOUND, CONSIGNED_STOCK_PRESENT. */
  @InjectManager()
  async unmarkContractorItem(
    command: contractorItems.UnmarkContractorItem,
    @MedusaContext() context: Context = {}
  ) {
    return await this.inTransaction_(
      (sql) => contractorItems.unmarkContractorItem(sql, command),
      context
    )
  }

  /** Throws: NOT_FOUND, INVALID_DATA. */
  @InjectManager()
  async setContractorPrices(
    command: contractorPrices.SetContractorPrices,
    @MedusaContext() context: Context = {}
  ) {
    return await this.inTransaction_(
      (sql) => contractorPrices.setContractorPrices(sql, command, new Date()),
      context
    )
  }

  /** The prices that `setContractorPrices` would refuse, by their position. */
  @InjectManager()
  async findRefusedPrices(
    command: contractorPrices.SetContractorPrices,
    @MedusaContext() context: Context = {}
  ) {
    return await this.inTransaction_(
      (sql) => contractorPrices.findRefusedPrices(sql, command, new Date()),
      context
    )
  }

  @InjectManager()
  async undoSetContractorPrices(
    before: contractorPrices.PricesBefore,
    @MedusaContext() context: Context = {}
  ) {
    await this.inTransaction_(
      (sql) => contractorPrices.undoSetContractorPrices(sql, before),
      context
    )
  }

  /** Throws: NOT_FOUND. */
  @InjectManager()
  async deleteContractorPrice(
    command: { contractor_id: string; price_id: string },
    @MedusaContext() context: Context = {}
  ) {
    return await this.inTransaction_(
      (sql) => contractorPrices.deleteContractorPrice(sql, command),
      context
    )
  }

  @InjectManager()
  async listAndCountContractorPrices(
    filters: Filters = {},
    config: FindConfig<{ id: string }> = {},
    @MedusaContext() context: Context = {}
  ) {
    const [rows, count] = await this.listAndCountConsignmentContractorPrices(
      filters,
      config,
      context
    )
    return [rows.map(toContractorPrice), count] as const
  }

  @InjectManager()
  async listAndCountContractorItems(
    filters: Filters = {},
    config: FindConfig<contractorItems.ContractorItemRow> = {},
    @MedusaContext() context: Context = {}
  ) {
    const [rows, count] = await this.listAndCountConsignmentContractorItems(
      filters,
      config,
      context
    )
    return [rows.map(toContractorItem), count] as const
  }

  /** Throws: INVALID_DATA (unknown contractor, bounds), AGREEMENT_OVERLAP. */
  @InjectManager()
  async createAgreement(
    command: agreements.CreateAgreement,
    @MedusaContext() context: Context = {}
  ) {
    return await this.inTransaction_((sql) => agreements.createAgreement(sql, command), context)
  }

  /** Throws: NOT_FOUND, INVALID_DATA (bounds), AGREEMENT_OVERLAP. */
  @InjectManager()
  async updateAgreement(
    command: agreements.UpdateAgreement,
    @MedusaContext() context: Context = {}
  ) {
    return await this.inTransaction_((sql) => agreements.updateAgreement(sql, command), context)
  }

  /** Throws: NOT_FOUND, INVALID_DATA (something was posted under it). */
  @InjectManager()
  async deleteAgreement(id: string, @MedusaContext() context: Context = {}) {
    await this.inTransaction_((sql) => agreements.deleteAgreement(sql, id), context)
  }

  /** Throws: NOT_FOUND. */
  @InjectManager()
  async retrieveAgreement(id: string, @MedusaContext() context: Context = {}) {
    return toAgreement(await this.retrieveConsignmentAgreement(id, {}, context))
  }

  @InjectManager()
  async listAndCountAgreements(
    filters: Filters = {},
    config: FindConfig<agreements.AgreementRow> = {},
    @MedusaContext() context: Context = {}
  ) {
    const [rows, count] = await this.listAndCountConsignmentAgreements(filters, config, context)
    return [rows.map(toAgreement), count] as const
  }

  /** Throws: DEDICATED_WAREHOUSE, INVALID_DATA (no customer, the location has a warehouse). */
  @InjectManager()
  async createWarehouse(
    command: warehouses.CreateWarehouse,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ) {
    return await this.inTransaction_(
      (sql) => warehouses.createWarehouse(sql, host, command),
      context
    )
  }

  /** Throws: NOT_FOUND, DEDICATED_WAREHOUSE, INVALID_DATA (no customer, taken location), CONSIGNED_STOCK_PRESENT. */
  @InjectManager()
  async updateWarehouse(
    command: warehouses.UpdateWarehouse,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ) {
    return await this.inTransaction_(
      (sql) => warehouses.updateWarehouse(sql, host, command),
      context
    )
  }

  /** Throws: NOT_FOUND, CONSIGNED_STOCK_PRESENT. */
  @InjectManager()
  async deleteWarehouse(id: string, @MedusaContext() context: Context = {}) {
    await this.inTransaction_((sql) => warehouses.deleteWarehouse(sql, id), context)
  }

  /** Throws: NOT_CONSIGNMENT_WAREHOUSE, before the host offers a customer's location to storefronts. */
  @InjectManager()
  async guardStorefronts(stockLocationIds: string[], @MedusaContext() context: Context = {}) {
    await this.inTransaction_((sql) => warehouses.guardStorefronts(sql, stockLocationIds), context)
  }

  /** Throws: NOT_FOUND. */
  @InjectManager()
  async retrieveWarehouse(id: string, @MedusaContext() context: Context = {}) {
    return toWarehouse(await this.retrieveConsignmentWarehouse(id, {}, context))
  }

  @InjectManager()
  async listAndCountWarehouses(
    filters: Filters = {},
    config: FindConfig<warehouses.WarehouseRow> = {},
    @MedusaContext() context: Context = {}
  ) {
    const [rows, count] = await this.listAndCountConsignmentWarehouses(filters, config, context)
    return [rows.map(toWarehouse), count] as const
  }

  /** Throws: NOT_FOUND, INVALID_DATA (an item is named twice, a maximum below its minimum). */
  @InjectManager()
  async setWarehouseItems(
    command: warehouseItems.SetWarehouseItems,
    @MedusaContext() context: Context = {}
  ) {
    return await this.inTransaction_(
      (sql) => warehouseItems.setWarehouseItems(sql, command),
      context
    )
  }

  /** Throws: NOT_FOUND. */
  @InjectManager()
  async removeWarehouseItem(
    command: warehouseItems.RemoveWarehouseItem,
    @MedusaContext() context: Context = {}
  ) {
    return await this.inTransaction_(
      (sql) => warehouseItems.removeWarehouseItem(sql, command),
      context
    )
  }

  @InjectManager()
  async restoreWarehouseItems(
    before: warehouseItems.WarehouseItemsBefore,
    @MedusaContext() context: Context = {}
  ) {
    await this.inTransaction_((sql) => warehouseItems.restoreWarehouseItems(sql, before), context)
  }

  @InjectManager()
  async listAndCountWarehouseItems(
    filters: Filters = {},
    config: FindConfig<warehouseItems.WarehouseItemRow> = {},
    @MedusaContext() context: Context = {}
  ) {
    const [rows, count] = await this.listAndCountConsignmentWarehouseItems(filters, config, context)
    return [rows.map(toWarehouseItem), count] as const
  }

  @InjectManager()
  async retrieveSettings(@MedusaContext() context: Context = {}) {
    return await settings.retrieveSettings(sqlOf(context))
  }

  @InjectManager()
  async updateSettings(command: settings.UpdateSettings, @MedusaContext() context: Context = {}) {
    return await this.inTransaction_((sql) => settings.updateSettings(sql, command), context)
  }

  @InjectManager()
  async deleteSettings(@MedusaContext() context: Context = {}) {
    await this.inTransaction_(settings.deleteSettings, context)
  }

  /** Puts a row back as it was before an update that is undone. */
  @InjectManager()
  async restoreMasterData(
    table: MasterDataTable,
    before: MasterDataRow,
    @MedusaContext() context: Context = {}
  ) {
    await this.inTransaction_((sql) => restoreRow(sql, table, before), context)
  }

  /** Takes back a row whose creation is undone. */
  @InjectManager()
  async removeMasterData(
    table: MasterDataTable,
    id: string,
    @MedusaContext() context: Context = {}
  ) {
    await this.inTransaction_((sql) => removeRow(sql, table, id), context)
  }

  @InjectTransactionManager()
  protected async inTransaction_<T>(
    work: (sql: Sql) => Promise<T>,
    @MedusaContext() context: Context = {}
  ): Promise<T> {
    return await work(sqlOf(context)).catch(toMedusaError)
  }
}

export default MasterDataService
