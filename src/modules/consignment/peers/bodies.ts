import type { LineTerms } from "../domain/terms"

// The bodies of messages. Quantities, costs and amounts are decimal strings, times ISO 8601. Fields that a reader does not
// know are ignored.

/** `document_id` is the sender's document; a message that undoes it names it as `undoes_document_id`. */
export interface DocumentBody {
  document_id: string
  number: string
  effective_at: string
}

export interface DeliveryLineBody {
  /** The line of the owner's delivery. */
  origin_line_id: string
  link_id: string
  sku: string | null
  quantity: string
  unit_price: string
  terms: LineTerms | null
  hire_until: string | null
  batch: string | null
  expires_at: string | null
  serial_numbers: string[] | null
}

export interface DeliveryPostedBody extends DocumentBody {
  delivery_id: string
  /** Which of the connected warehouses. */
  pair_id: string
  currency_code: string
  /** The payer of units that a count misses, as the owner has agreed; it holds for both stores. */
  count_loss_liability?: string
  reference: string | null
  note: string | null
  lines: DeliveryLineBody[]
}

export interface LineResultBody {
  origin_line_id: string
  state: "received" | "failed"
  /** Units that are the holder's own from now on. */
  sold?: string
  code?: string
  message?: string
}

export interface DeliveryReceivedBody {
  delivery_id: string
  effective_at: string | null
  number: string | null
  lines: LineResultBody[]
}

/** Units of one line of the owner's delivery. */
export interface OriginQuantity {
  origin_line_id: string
  quantity: string
}

/** Units that left, with their serial numbers if those of all of them are known. */
export interface TakenLineBody extends OriginQuantity {
  serial_numbers: string[]
}

export interface TakeBackPostedBody extends DocumentBody {
  pair_id: string
  currency_code: string
  lines: TakenLineBody[]
}

export interface RevaluationPostedBody extends DocumentBody {
  lines: { origin_line_id: string; unit_cost: string }[]
}

export interface StockCountPostedBody extends DocumentBody {
  currency_code: string
  /** Quantities are signed; `liable`: the holder pays. */
  lines: (OriginQuantity & { unit_cost: string; liable: boolean; serial_numbers: string[] })[]
}

export interface ConsignorReturnPostedBody extends DocumentBody {
  pair_id: string | null
  currency_code: string
  lines: TakenLineBody[]
}

/** The reversal of a delivery, take-back, revaluation, consignor return or count. */
export interface ReversedBody extends DocumentBody {
  undoes_document_id: string
  document_type: string
  /** Effect of the reversal on units at the other store; signed. */
  lines: OriginQuantity[]
}

export interface SettlementLineBody extends OriginQuantity {
  unit_cost: string
  serial_numbers_out: string[]
  serial_numbers_in: string[]
}

export interface SettlementClosedBody {
  /** As `document_id`. */
  settlement_id: string
  document_id: string
  number: string
  currency_code: string
  cut_off: string
  net_value: string
  /** Net quantities by line and cost, without what `includes` names. */
  lines: SettlementLineBody[]
  /** Lines of deliveries that were sold with them, and counts, which were told of before. */
  includes: string[]
}

export interface SettlementCancelledBody {
  settlement_id: string
  document_id: string
  undoes_document_id: string
  number: string
  currency_code: string
  lines: OriginQuantity[]
}

/** The body of a message by its type: the sender writes it with the same types, and its hash is checked when it is read. */
export const bodyOf = <Body>({ body }: { body: Record<string, unknown> }): Body => body as Body
