/** Consigned goods of one account. Without a contractor: those of all that are not listed by themselves. */
export interface ConsignedByContractor {
  contractor_id: string | null
  direction: string
  currency_code: string
  quantity: string
  value: string
}

/** Consigned goods by how long they have been here. */
export interface ConsignedByAge {
  direction: string
  currency_code: string
  from_days: number
  /** Null: no matter how long. */
  to_days: number | null
  quantity: string
  value: string
}

/** Pieces that left in a week, less those that came back of them. */
export interface SoldInWeek {
  /** The Monday it begins with, in UTC: "2026-03-30". */
  week: string
  own: string
  consignment: string
}

/** Pieces of an account that are invoiced and not yet settled. */
export interface OverInvoiced {
  contractor_id: string
  direction: string
  currency_code: string
  quantity: string
}

/** What a store sees at a glance of its consignment. */
export interface Overview {
  by_contractor: ConsignedByContractor[]
  by_age: ConsignedByAge[]
  sold: SoldInWeek[]
  over_invoiced: OverInvoiced[]
  /** Which of the first four steps are done. */
  has: { warehouse: boolean; contractor: boolean; item: boolean; receipt: boolean }
}
