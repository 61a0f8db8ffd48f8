import type { Direction } from "./terms"

/** The columns of a settlement line that show what was consumed, gross. */
export const consumptionColumns = [
  "issued",
  "internally_issued",
  "transferred",
  "counted_lost",
  "returned",
  "transfer_reversed",
] as const
export type ConsumptionColumn = (typeof consumptionColumns)[number]

/** Effect of a movement on its lot, besides the quantity that remains. */
export type Effect =
  | { kind: "consumed"; column: ConsumptionColumn }
  | { kind: "received" }
  | { kind: "returned_to_consignor" }
  | { kind: "counted" }
  | { kind: "moved" }
  | { kind: "none" }

/** The effect of a movement type; a count difference depends on who is liable for it. */
export type MovementEffect = Effect | { liable: Effect; notLiable: Effect }

/**
 * How a document is reversed:
 * - `receipt`: its lots are emptied, while nothing of them moved
 * - `issue`: what was not returned yet goes back
 * - `return`: the returned units leave again
 * - `whole`: every movement and level change is negated
 * - `transfer`: as a whole or in part, newest allocation first
 */
export type Reversal = "receipt" | "issue" | "return" | "whole" | "transfer"

/** Where units with serial numbers go with a document: each is one function of `serial-flows.ts`. */
export type UnitFlow =
  "received" | "allocated" | "bought" | "moved" | "sent_home" | "returned" | "reversed"

/** Columns of a document that an answer shows. */
export type HeadColumn =
  | "contractor_id"
  | "currency_code"
  | "order_id"
  | "fulfillment_id"
  | "return_id"
  | "issue_strategy"
  | "reason"
  | "received_at"
  | "undoes_document_id"
  | "warehouse_id"
  | "to_warehouse_id"
  | "own_stock_location_id"

/** Columns of a document line that an answer shows. */
export type LineColumn =
  | "unit_cost"
  | "sale_price"
  | "list_price"
  | "counted_quantity"
  | "received_quantity"
  | "lot_id"
  | "line_item_id"
  | "undoes_line_id"
  | "batch"
  | "expires_at"
  | "serial_numbers"
  | "terms"
  | "hire_until"
  | "ended_quantity"
  | "checked_quantity"
  | "announced_quantity"
  | "difference_quantity"
  | "origin_line_id"
  | "peer_state"
  | "peer_error"

/** Everything that sets one kind of document apart, apart from its decision. */
export interface Kind {
  /** Plural in addresses: `/admin/consignment/<path>`. */
  path: string
  /** Stands before the number: "GR-000001". */
  numberPrefix: string
  /** The movement types it writes, with what each means for a settlement. */
  movements: Readonly<Record<string, MovementEffect>>
  /** Fields of the answer, each with the column it is read from. */
  fields: Readonly<Record<string, HeadColumn>>
  /** Fields of each line of the answer, each with the column it is read from. */
  lineFields: Readonly<Record<string, LineColumn>>
  /** Lines say which lots and own stock their units came from or went to. */
  allocates?: true
  /** Where its units with serial numbers go; left out where they stay. */
  units?: UnitFlow
  /** Left out where both directions are possible. */
  direction?: Direction
  /** Null for the reversal itself, which is final. */
  reversal: Reversal | null
  /** Its reversal keeps what is reserved at the place that gives the goods up. */
  guardsReserved?: true
  /** Condition that keeps it from being reversed as a whole. */
  finalOnce?: "lots_moved_or_invoiced" | "loss_found_again"
  /** The kind whose units it takes back. */
  returns?: string
  /** Has a PDF, CSV and XLSX for the partner. */
  prints?: true
  /** A CSV file can hold documents of this kind. */
  imports?: true
  /** Answers say whether it was posted here, imported, or follows a document of a connected store. */
  tellsOrigin?: true
}

const received = { kind: "received" } as const
const counted = { kind: "counted" } as const
const moved = { kind: "moved" } as const
const returnedToConsignor = { kind: "returned_to_consignor" } as const
const none = { kind: "none" } as const
const consumed = <Column extends ConsumptionColumn>(column: Column) =>
  ({ kind: "consumed", column }) as const
const countDifference = { liable: consumed("counted_lost"), notLiable: counted } as const

const lotDetails = {
  unit_cost: "unit_cost",
  lot_id: "lot_id",
  batch: "batch",
  expires_at: "expires_at",
  serial_numbers: "serial_numbers",
} as const
const hireDetails = {
  terms: "terms",
  hire_until: "hire_until",
  ended_quantity: "ended_quantity",
} as const
const peerLine = { peer_state: "peer_state", peer_error: "peer_error" } as const
const serials = { serial_numbers: "serial_numbers" } as const
const issueLine = {
  sale_price: "sale_price",
  list_price: "list_price",
  lot_id: "lot_id",
  line_item_id: "line_item_id",
  ...serials,
} as const
const reversedLine = { line_id: "undoes_line_id" } as const
const returnLine = { ...reversedLine, ...serials } as const
const lotLine = { lot_id: "lot_id", ...serials } as const
const contractor = { contractor_id: "contractor_id" } as const
const contractorAndCurrency = { ...contractor, currency_code: "currency_code" } as const

/**
 * THE registry of document kinds. Routes, workflows, events, lists, answers, papers and screens read it; a new plain kind
 * is one entry here and one decision.
 */
export const kinds = {
  goods_receipt: {
    path: "goods-receipts",
    numberPrefix: "GR",
    units: "received",
    movements: { goods_receipt: received, goods_receipt_reversal: received },
    fields: contractorAndCurrency,
    lineFields: {
      ...lotDetails,
      ...hireDetails,
      checked_quantity: "checked_quantity",
      origin_line_id: "origin_line_id",
    },
    direction: "inbound",
    reversal: "receipt",
    prints: true,
    imports: true,
    tellsOrigin: true,
  },
  goods_issue: {
    path: "goods-issues",
    numberPrefix: "GI",
    units: "allocated",
    movements: { goods_issue: consumed("issued"), goods_issue_reversal: consumed("returned") },
    fields: {
      order_id: "order_id",
      fulfillment_id: "fulfillment_id",
      issue_strategy: "issue_strategy",
      currency_code: "currency_code",
    },
    lineFields: issueLine,
    allocates: true,
    direction: "inbound",
    reversal: "issue",
    imports: true,
  },
  goods_issue_return: {
    path: "goods-issue-returns",
    numberPrefix: "GIR",
    units: "returned",
    movements: {
      goods_issue_return: consumed("returned"),
      goods_issue_return_reversal: consumed("returned"),
    },
    fields: {
      order_id: "order_id",
      return_id: "return_id",
      goods_issue_id: "undoes_document_id",
    },
    lineFields: returnLine,
    allocates: true,
    direction: "inbound",
    reversal: "return",
    returns: "goods_issue",
  },
  internal_issue: {
    path: "internal-issues",
    numberPrefix: "II",
    units: "allocated",
    movements: {
      internal_issue: consumed("internally_issued"),
      internal_issue_reversal: consumed("returned"),
    },
    fields: { reason: "reason", issue_strategy: "issue_strategy" },
    lineFields: issueLine,
    allocates: true,
    direction: "inbound",
    reversal: "issue",
  },
  internal_issue_return: {
    path: "internal-issue-returns",
    numberPrefix: "IIR",
    units: "returned",
    movements: {
      internal_issue_return: consumed("returned"),
      internal_issue_return_reversal: consumed("returned"),
    },
    fields: { internal_issue_id: "undoes_document_id" },
    lineFields: returnLine,
    allocates: true,
    direction: "inbound",
    reversal: "return",
    returns: "internal_issue",
  },
  warehouse_transfer: {
    path: "warehouse-transfers",
    numberPrefix: "WT",
    units: "moved",
    movements: {
      warehouse_transfer_out: moved,
      warehouse_transfer_out_reversal: moved,
      warehouse_transfer_in: moved,
      warehouse_transfer_in_reversal: moved,
    },
    fields: { from_warehouse_id: "warehouse_id", to_warehouse_id: "to_warehouse_id" },
    lineFields: lotLine,
    reversal: "whole",
    guardsReserved: true,
    finalOnce: "lots_moved_or_invoiced",
  },
  ownership_transfer: {
    path: "ownership-transfers",
    numberPrefix: "OT",
    units: "bought",
    movements: {
      ownership_transfer: consumed("transferred"),
      ownership_transfer_reversal: consumed("transfer_reversed"),
    },
    fields: contractor,
    lineFields: lotLine,
    allocates: true,
    direction: "inbound",
    reversal: "transfer",
  },
  consignor_return: {
    path: "consignor-returns",
    numberPrefix: "CR",
    units: "sent_home",
    movements: {
      consignor_return: returnedToConsignor,
      consignor_return_reversal: returnedToConsignor,
    },
    fields: contractor,
    lineFields: lotLine,
    direction: "inbound",
    reversal: "whole",
    prints: true,
    tellsOrigin: true,
  },
  stock_count: {
    path: "stock-counts",
    numberPrefix: "SC",
    movements: {
      count_loss: countDifference,
      count_loss_reversal: countDifference,
      count_gain: countDifference,
      count_gain_reversal: countDifference,
    },
    fields: contractor,
    lineFields: { counted_quantity: "counted_quantity", ...serials },
    reversal: "whole",
    finalOnce: "loss_found_again",
    imports: true,
  },
  revaluation: {
    path: "revaluations",
    numberPrefix: "RV",
    movements: { revaluation: none, revaluation_reversal: none },
    fields: contractor,
    lineFields: { unit_cost: "unit_cost", lot_id: "lot_id" },
    reversal: "whole",
    finalOnce: "lots_moved_or_invoiced",
  },
  opening_balance: {
    path: "opening-balances",
    numberPrefix: "OB",
    units: "received",
    movements: { opening: received, opening_reversal: received },
    fields: contractorAndCurrency,
    lineFields: lotDetails,
    direction: "inbound",
    reversal: "receipt",
    imports: true,
  },
  delivery: {
    path: "deliveries",
    numberPrefix: "DL",
    units: "received",
    movements: { delivery: received, delivery_reversal: received },
    fields: {
      ...contractorAndCurrency,
      order_id: "order_id",
      from_stock_location_id: "own_stock_location_id",
      received_at: "received_at",
    },
    lineFields: {
      unit_price: "unit_cost",
      lot_id: "lot_id",
      received_quantity: "received_quantity",
      batch: "batch",
      expires_at: "expires_at",
      ...hireDetails,
      ...peerLine,
      ...serials,
    },
    direction: "outbound",
    reversal: "receipt",
    prints: true,
  },
  reported_sale: {
    path: "reported-sales",
    numberPrefix: "RS",
    units: "allocated",
    movements: {
      reported_sale: consumed("issued"),
      reported_sale_reversal: consumed("returned"),
    },
    fields: contractor,
    lineFields: { unit_price: "unit_cost", ...lotLine },
    allocates: true,
    direction: "outbound",
    reversal: "issue",
    imports: true,
  },
  reported_sale_return: {
    path: "reported-sale-returns",
    numberPrefix: "RSR",
    units: "returned",
    movements: {
      reported_sale_return: consumed("returned"),
      reported_sale_return_reversal: consumed("returned"),
    },
    fields: { ...contractor, reported_sale_id: "undoes_document_id" },
    lineFields: returnLine,
    allocates: true,
    direction: "outbound",
    reversal: "return",
    returns: "reported_sale",
  },
  take_back: {
    path: "take-backs",
    numberPrefix: "TB",
    units: "sent_home",
    movements: { take_back: returnedToConsignor, take_back_reversal: returnedToConsignor },
    fields: { ...contractor, to_stock_location_id: "own_stock_location_id" },
    lineFields: {
      ...lotLine,
      announced_quantity: "announced_quantity",
      difference_quantity: "difference_quantity",
      ...peerLine,
    },
    direction: "outbound",
    reversal: "whole",
    guardsReserved: true,
    tellsOrigin: true,
  },
  reversal: {
    path: "reversals",
    numberPrefix: "REV",
    units: "reversed",
    movements: {},
    fields: { reverses_id: "undoes_document_id" },
    lineFields: reversedLine,
    reversal: null,
  },
} as const satisfies Record<string, Kind>

/** Every kind of document. A reversal is a document of its own that negates an older one. */
export type DocumentType = keyof typeof kinds

/** The kinds for which this key of the registry has this value. */
export type KindsWith<Key extends keyof Kind, Value> = {
  [Type in DocumentType]: (typeof kinds)[Type] extends { [K in Key]: Value } ? Type : never
}[DocumentType]

/** The kinds that can be posted and reversed by a route of their own. */
export type ReversibleType = KindsWith<"reversal", Reversal>

/** The kinds that take back units of an earlier document. */
export type ReturningType = KindsWith<"returns", string>

/** The kinds that are posted by themselves. */
export type PostableType = Exclude<ReversibleType, ReturningType>

export const kindOf = (type: DocumentType): Kind => kinds[type]

export type MovementType = {
  [Type in DocumentType]: keyof (typeof kinds)[Type]["movements"]
}[DocumentType]
