import { Decimal } from "decimal.js"
import type { Ageing } from "../../../../http-contract/worklist"
import { useAgeing } from "../../../hooks/api/worklists"

/** Goods at one place, and of one contractor, that should have gone back. */
export interface PastTerm {
  contractorId: string
  warehouseId: string
  direction: Ageing["direction"]
  quantity: string
  /** Of the oldest: the last day of its term, "2026-03-31". */
  dueOn: string
  /** The days of grace are over, too. */
  isOverdue: boolean
}

const MOST_LOTS = 1_000

export const usePastTerms = () => {
  const { ageing, error } = useAgeing({ past_term: "true", limit: MOST_LOTS })
  return { places: ageing && toPlaces(ageing), error }
}

const toPlaces = (rows: Ageing[]): PastTerm[] => {
  const places = new Map<string, PastTerm>()
  for (const { contractor_id, warehouse_id, direction, quantity, due_on, term } of rows) {
    if (due_on === null) continue
    const key = `${warehouse_id} ${contractor_id}`
    const before = places.get(key)
    places.set(key, {
      contractorId: contractor_id,
      warehouseId: warehouse_id,
      direction,
      quantity: new Decimal(before?.quantity ?? 0).plus(quantity).toFixed(),
      dueOn: before && before.dueOn < due_on ? before.dueOn : due_on,
      isOverdue: before?.isOverdue === true || term === "overdue",
    })
  }
  return [...places.values()]
}
