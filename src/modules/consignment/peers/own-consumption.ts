import type { Decimal } from "decimal.js"
import { movementsOf } from "../database/settled"
import type { Sql } from "../database/sql"
import { groupBy } from "../domain/group-by"
import { toAmount } from "../domain/money"
import { effectOf, type MovementType } from "../domain/movement"
import { exact, ZERO } from "../domain/quantity"

interface ConsumedRow {
  inventory_item_id: string
  unit_cost: string
  type: MovementType
  liable: boolean
  is_own: boolean
  quantity: string
}

/**
 * The value of the owner's settlement beyond that of the holder's, from units the owner alone has posted as consumed: a
 * shortfall of a return that the customer bears. Values are rounded by item and cost, as in settlements.
 */
export const loadOwnValue = async (
  sql: Sql,
  settlementId: string,
  decimals: number
): Promise<Decimal> => {
  const rows = await sql<ConsumedRow>(
    `select m.inventory_item_id, m.unit_cost::text, m.type, m.liable, d.origin <> 'peer' as is_own,
       sum(m.quantity)::text as quantity
     from consignment_settlement s cross join ${movementsOf("s")} m
     join consignment_document d on d.id = m.document_id
     where s.id = ? and s.status = 'closed' and not m.technical
     group by 1, 2, 3, 4, 5`,
    [settlementId]
  )
  const consumed = rows.filter((row) => effectOf(row).kind === "consumed")
  let worth = ZERO
  for (const ofCost of groupBy(
    consumed,
    (row) => `${row.inventory_item_id}\n${row.unit_cost}`
  ).values()) {
    if (!ofCost.some((row) => row.is_own)) continue
    const valueOf = (some: ConsumedRow[]): Decimal => {
      const quantity = some.reduce((total, row) => total.minus(exact(row.quantity)), ZERO)
      return toAmount(quantity.times(exact(ofCost[0]?.unit_cost ?? 0)), decimals)
    }
    worth = worth.plus(valueOf(ofCost)).minus(valueOf(ofCost.filter((row) => !row.is_own)))
  }
  return worth
}
