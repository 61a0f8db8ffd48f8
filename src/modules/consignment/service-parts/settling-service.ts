import { searchPapers } from "../ledger/reading/search-papers"
import type { Context, FindConfig } from "@medusajs/framework/types"
import { InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import { decimalsOf } from "../currency"
import { countNumbered } from "../ledger/reading/counts"
import type { HostLevels } from "../ledger/posting/host-levels"
import { cancelSettlement, type CancelSettlement } from "../ledger/settling/cancel-settlement"
import {
  closeSettlement,
  closeWithin,
  previewSettlement,
  type ClosePorts,
  type SettleCommand,
} from "../ledger/settling/settle"
import { countSettledMovements, readSettledMovements } from "../ledger/settling/settled-movements"
import { readSettledSales, readUnsettledSales } from "../ledger/settling/settled-sales"
import {
  readSettlements,
  toClosedAnswer,
  toPreviewAnswer,
  withSales,
  type SettlementAnswer,
} from "../ledger/settling/settlement-answers"
import {
  listAndCountDueSettlements,
  listDueSettlements,
  type DueSettlementFilter,
} from "../ledger/settling/settlement-calendar"
import { guardCancelling, guardSettlement } from "../peers/guards"
import { refuseStatementDifferences } from "../peers/statement"
import { tellSettlementCancelled, tellSettlementClosed } from "../peers/telling"
import { sqlOf, type Sql } from "../database/sql"
import { toMedusaError } from "../to-medusa-error"
import { HostFlowService } from "./host-flow-service"
import { againIfKeyTaken, isEmpty, notFound, sortedBy, type Filters } from "./shared"

/**
 * Closes periods and takes the latest one back.
 */
export class SettlingService extends HostFlowService {
  /** Throws: INVALID_DATA, PERIOD_CLOSED, NO_AGREEMENT. */
  @InjectManager()
  async previewSettlement(
    command: SettleCommand,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ): Promise<SettlementAnswer> {
    const ports = { ...this.ports_(host, context), decimalsOf }
    const settled = await previewSettlement(ports, command).catch(toMedusaError)
    const { account, cutOff } = settled
    const decimals = decimalsOf(account.currencyCode)
    const sales = await readUnsettledSales(ports.sql, account, cutOff, decimals)
    return withSales(toPreviewAnswer(settled, decimalsOf), sales)
  }

  /** Closes the period. Throws: INVALID_DATA, PERIOD_CLOSED, NO_AGREEMENT, OPEN_DIFFERENCE, IDEMPOTENCY_MISMATCH. */
  async closeSettlement(
    command: SettleCommand,
    host: HostLevels,
    endFlows: ClosePorts["endFlows"]
  ) {
    const written = new Map<string, SettlementAnswer>()
    const ports: ClosePorts = {
      host,
      endFlows,
      decimalsOf,
      clock: () => new Date(),
      onClosed: async (sql, closed) => {
        await tellSettlementClosed(sql, closed.id)
        written.set(closed.id, toClosedAnswer(closed, decimalsOf))
      },
      inTransaction: (work) =>
        this.inOneTransaction((context) => work(sqlOf(context)).catch(toMedusaError)),
    }
    await ports.inTransaction(async (sql) => {
      await guardSettlement(sql, command)
      await refuseStatementDifferences(sql, command)
    })
    const { is_new, settlement_id: id } = await againIfKeyTaken(() =>
      closeSettlement(ports, command)
    )
    const settlement = is_new ? written.get(id) : undefined
    return {
      is_new,
      settlement: settlement
        ? withSales(settlement, await this.readSalesIfPossible_(settlement))
        : await this.retrieveSettlement(id),
    }
  }

  /**
   * The sales of a settlement that was just closed. They may be many, so they are read without its locks; a database that
   * has gone away meanwhile must not make the settlement look as if it had not been closed.
   */
  private async readSalesIfPossible_(settlement: SettlementAnswer) {
    return await this.readSettledSales(settlement).catch(() => [])
  }

  /** A settlement as it would be if it were closed now. Throws as the closing does. */
  async rehearseSettlement(command: SettleCommand, host: HostLevels): Promise<SettlementAnswer> {
    return await this.rehearsed_(host, async (ports) => {
      await guardSettlement(ports.sql, command)
      await refuseStatementDifferences(ports.sql, command)
      const closed = await closeWithin({ ...ports, decimalsOf }, ports.sql, command)
      const [settlement] = await readSettlements(ports.sql, [closed.settlement_id], decimalsOf)
      if (!settlement) throw notFound(closed.settlement_id)
      return settlement
    })
  }

  /** Throws: NOT_FOUND, ALREADY_REVERSED, SETTLEMENT_NOT_LATEST, IDEMPOTENCY_MISMATCH. */
  @InjectTransactionManager()
  async cancelSettlement(
    command: CancelSettlement,
    @MedusaContext() context: Context = {}
  ): Promise<SettlementAnswer> {
    const sql = sqlOf(context)
    await guardCancelling(sql, command.settlement_id).catch(toMedusaError)
    const isNew = await cancelSettlement(sql, command).catch(toMedusaError)
    if (isNew) await tellSettlementCancelled(sql, command.settlement_id).catch(toMedusaError)
    return await readSettlement(sql, command.settlement_id).catch(toMedusaError)
  }

  /** A settlement as it would be once cancelled. Throws as the cancelling does. */
  async rehearseCancelling(command: CancelSettlement) {
    return await this.rehearsed_(null, async ({ sql }) => {
      await guardCancelling(sql, command.settlement_id)
      const isNew = await cancelSettlement(sql, command)
      return { is_new: isNew, settlement: await readSettlement(sql, command.settlement_id) }
    })
  }

  /** Throws: NOT_FOUND. */
  @InjectManager()
  async retrieveSettlement(
    id: string,
    @MedusaContext() context: Context = {}
  ): Promise<SettlementAnswer> {
    return await readSettlement(sqlOf(context), id).catch(toMedusaError)
  }

  /** All sales on commission of a closed settlement, by date. */
  @InjectManager()
  async readSettledSales(
    settlement: Pick<SettlementAnswer, "id" | "contractor_id" | "currency_code">,
    @MedusaContext() context: Context = {}
  ) {
    return await readSettledSales(sqlOf(context), settlement, decimalsOf(settlement.currency_code))
  }

  @InjectManager()
  async listAndCountSettlements(
    filters: Filters = {},
    config: FindConfig<{ id: string }> = {},
    @MedusaContext() context: Context = {}
  ) {
    const sql = sqlOf(context)
    const select = { ...sortedBy("closed_at", config), select: ["id"] }
    const wanted = await searchPapers(sql, ["number"], filters)
    const [rows, count] = isEmpty(wanted)
      ? [
          await this.listConsignmentSettlements({}, select, context),
          await countNumbered(sql, "settlement"),
        ]
      : await this.listAndCountConsignmentSettlements(wanted, select, context)
    const ids = rows.map((row) => row.id)
    return [await readSettlements(sql, ids, decimalsOf), count] as const
  }

  @InjectManager()
  async countSettledMovements(id: string, @MedusaContext() context: Context = {}) {
    return await countSettledMovements(sqlOf(context), id)
  }

  /** The movements of a settlement from a sequence on, in the order of posting. */
  @InjectManager()
  async readSettledMovements(
    id: string,
    { after, limit }: { after: string; limit: number },
    @MedusaContext() context: Context = {}
  ) {
    return await readSettledMovements(sqlOf(context), id, after, limit)
  }

  /** Settlements that the agreements ask for, oldest first. */
  @InjectManager()
  async listDueSettlements(
    filter: DueSettlementFilter = {},
    now: string = new Date().toISOString(),
    @MedusaContext() context: Context = {}
  ) {
    return await listDueSettlements(sqlOf(context), filter, new Date(now), decimalsOf)
  }

  @InjectManager()
  async listAndCountDueSettlements(
    filter: DueSettlementFilter,
    page: { skip: number; take: number },
    now: string = new Date().toISOString(),
    @MedusaContext() context: Context = {}
  ) {
    return await listAndCountDueSettlements(sqlOf(context), filter, new Date(now), decimalsOf, page)
  }
}

/** One settlement, with its sales on commission. Throws: NOT_FOUND. */
const readSettlement = async (sql: Sql, id: string): Promise<SettlementAnswer> => {
  const [settlement] = await readSettlements(sql, [id], decimalsOf)
  if (!settlement) throw notFound(id)
  const decimals = decimalsOf(settlement.currency_code)
  return withSales(settlement, await readSettledSales(sql, settlement, decimals))
}
