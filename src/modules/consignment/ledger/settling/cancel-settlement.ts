import { lockRows } from "../../database/locks"
import { settlementCancelledEvent } from "../../domain/announcement"
import { ConsignmentError } from "../../domain/errors"
import { effectOf, type MovementType } from "../../domain/movement"
import type { Direction } from "../../domain/terms"
import { beginPosting } from "../../database/begin-posting"
import { writeTogether, type Sql } from "../../database/sql"
import { announce, withdraw } from "../posting/outbox"
import { requireContractor } from "../posting/references"
import { wasRequested } from "../posting/request-keys"
import { toDateOrNull, type Instant } from "../../database/column-table"
import { closingOrder, movementsOf } from "../../database/settled"
import { lockAccount } from "../posting/lock-account"
import { changingSettledCosts, closingUpTo } from "./store-settlement"

export interface CancelSettlement {
  settlement_id: string
  idempotency_key?: string
  /** The request that closed it has failed as a whole: when it is repeated, it closes anew. */
  frees_key?: boolean
}

/**
 * Cancels the latest settlement of its account: its movements are open again, its number stays used. Answers false if an
 * earlier call with the same key has cancelled it.
 * Throws: NOT_FOUND, ALREADY_REVERSED, SETTLEMENT_NOT_LATEST, SETTLEMENT_INVOICED.
 */
export const cancelSettlement = async (sql: Sql, command: CancelSettlement): Promise<boolean> => {
  const { settlement_id: settlementId } = command
  if (await wasRequested(sql, "settlement_cancel", settlementId, command.idempotency_key))
    return false
  const [named] = await sql<{ contractor_id: string; direction: Direction; currency_code: string }>(
    `select contractor_id, direction, currency_code from consignment_settlement where id = ?`,
    [settlementId]
  )
  if (!named)
    throw new ConsignmentError("NOT_FOUND", `Settlement ${settlementId} was not found.`, {
      id: settlementId,
    })
  // Nobody could settle the movements of a deleted contractor again.
  if (!command.frees_key) await requireContractor(sql, named.contractor_id)
  const account = [named.contractor_id, named.direction, named.currency_code]
  // The contents of a closed settlement never change, so they are summed before anybody has to wait.
  const settled = await loadSettled(sql, settlementId)
  await lockAccount(sql, named)
  // The lock lets a draft that is about to name the settlement come first, or find it cancelled.
  const [row] = await lockRows<{
    status: string
    period_from: Instant | null
    watermark_from: string | null
    latest_id: string | null
  }>(
    sql,
    "settlement",
    `s.status, s.period_from, s.watermark_from::text, (select id from consignment_settlement l
       where l.contractor_id = s.contractor_id and l.direction = s.direction and l.currency_code = s.currency_code
         and l.status = 'closed' order by ${closingOrder("l", " desc")} limit 1) as latest_id`,
    [settlementId]
  )
  if (row?.status !== "closed") {
    throw new ConsignmentError("ALREADY_REVERSED", "The settlement has been cancelled before.", {
      id: settlementId,
    })
  }
  if (row.latest_id !== settlementId) {
    throw new ConsignmentError(
      "SETTLEMENT_NOT_LATEST",
      "Only the latest settlement of an account can be cancelled.",
      {
        latest_id: row.latest_id,
      }
    )
  }
  await refuseInvoiced(sql, settlementId)
  await beginPosting(sql)
  await writeTogether(
    sql,
    {
      ...givingBack(settlementId, account, settled),
      period: closingUpTo(account, {
        cutOff: toDateOrNull(row.period_from),
        watermark: row.watermark_from,
      }),
    },
    "select 1"
  )
  if (command.frees_key) {
    await sql(`update consignment_settlement set source_key = null where id = ?`, [settlementId])
    await withdraw(sql, [settlementId])
  } else await announce(sql, settlementCancelledEvent, settlementId)
  return true
}

/** Throws: SETTLEMENT_INVOICED. */
const refuseInvoiced = async (sql: Sql, settlementId: string): Promise<void> => {
  const invoices = await sql<{ id: string }>(
    `select id from consignment_invoice where settlement_ids @> ?::jsonb and deleted_at is null`,
    [JSON.stringify([settlementId])]
  )
  if (invoices.length > 0) {
    throw new ConsignmentError("SETTLEMENT_INVOICED", "The settlement is named by an invoice.", {
      invoice_ids: invoices.map((invoice) => invoice.id),
    })
  }
}

interface SettledTotal {
  lot_id: string
  unit_cost: string
  type: MovementType
  liable: boolean
  quantity: string
}

const loadSettled = async (sql: Sql, settlementId: string): Promise<SettledTotal[]> =>
  await sql<SettledTotal>(
    `select m.lot_id, m.unit_cost::text, m.type, m.liable, sum(m.quantity)::text as quantity
     from consignment_settlement s cross join ${movementsOf("s")} m
     where s.id = ? and s.status = 'closed' group by m.lot_id, m.unit_cost, m.type, m.liable`,
    [settlementId]
  )

const givingBack = (id: string, account: unknown[], settled: SettledTotal[]) => ({
  costs: changingSettledCosts(settled.filter((total) => effectOf(total).kind === "consumed")),
  balances: {
    statement: `update consignment_account_item i set settled = i.settled - l.net
     from consignment_settlement_line l
     where l.settlement_id = ? and i.inventory_item_id = l.inventory_item_id
       and i.contractor_id = ? and i.direction = ? and i.currency_code = ?`,
    parameters: [id, ...account],
  },
  cancelled: {
    statement: `update consignment_settlement set status = 'cancelled', updated_at = now() where id = ?`,
    parameters: [id],
  },
})
