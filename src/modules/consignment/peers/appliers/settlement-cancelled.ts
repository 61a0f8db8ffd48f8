import { bodyOf } from "../bodies"
import type { Sql } from "../../database/sql"
import { cancelSettlement } from "../../ledger/settling/cancel-settlement"
import type { Applier } from "../applying"
import type { SettlementCancelledBody } from "../bodies"
import { reverseFollowing } from "./reversed"

/** The holder has taken a settlement back: so do we, and what was reported as sold with it is not sold. */
export const settlementCancelled: Applier = {
  apply: async (applying) => {
    const { sql, peer } = applying
    const { settlement_id: id } = bodyOf<SettlementCancelledBody>(applying.message)
    const ours = await findOurs(sql, `settlement:peer:${peer.id}:settlement:${id}`)
    if (ours) await cancelSettlement(sql, { settlement_id: ours })
    return await reverseFollowing(applying, `settlement:${id}`)
  },
}

const findOurs = async (sql: Sql, sourceKey: string): Promise<string | null> => {
  const [row] = await sql<{ id: string }>(
    `select id from consignment_settlement where source_key = ? and status = 'closed'`,
    [sourceKey]
  )
  return row?.id ?? null
}
