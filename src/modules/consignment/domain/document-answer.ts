import type { DocumentStatus, DocumentType } from "./document"
import type { DocumentWarning } from "./expired"
import type { HeadColumn, kinds, LineColumn, ReversibleType } from "./kinds"
import type { LineTerms } from "./terms"

type Registry = typeof kinds
type Merged<Fields> = { [Field in keyof Fields]: Fields[Field] }

/** Type of a document's field, by the column it is read from; decimals and times are text. */
export interface HeadValues extends Record<HeadColumn, string | null> {
  contractor_id: string
  currency_code: string
  warehouse_id: string
  to_warehouse_id: string
  own_stock_location_id: string
}

/** The same of a line. */
export interface LineValues extends Record<LineColumn, unknown> {
  unit_cost: string | null
  sale_price: string | null
  list_price: string | null
  counted_quantity: string | null
  received_quantity: string | null
  lot_id: string | null
  line_item_id: string | null
  /** Null for a return that the host has received: it names an order's line, not one of ours. */
  undoes_line_id: string | null
  batch: string | null
  expires_at: string | null
  serial_numbers: string[] | null
  terms: LineTerms | null
  hire_until: string | null
  ended_quantity: string
  checked_quantity: string | null
  announced_quantity: string | null
  difference_quantity: string | null
  origin_line_id: string | null
  peer_state: "sent" | "received" | "failed" | null
  peer_error: { code: string; message: string } | null
}

/** A lot as a revaluation has found and left it. */
export interface RevaluedAnswer {
  line_id: string
  lot_id: string
  quantity: string
  old_unit_cost: string
  unit_cost: string
  value_change: string
  currency_code: string
}

/** Units of a line that went back at one fee for each. */
export interface ReturnFeeAnswer {
  quantity: string
  unit_fee: string
  currency_code: string
}

/** Fields that no column holds, or that may be null for one kind only. */
export interface ComputedOfHead {
  goods_issue: { currency_code: string | null }
  ownership_transfer: { contractor_id: string | null }
  stock_count: { contractor_id: string | null }
  revaluation: { lots: RevaluedAnswer[] }
  reported_sale: { nothing_sold: boolean }
}

/** The same of lines; absent where the answer is that of a document without lots. */
export interface ComputedOfLine {
  goods_receipt: { invoiced_quantity?: string; outstanding_quantity?: string }
  /** `difference` did not arrive and is not explained yet; below zero, more arrived than was delivered. */
  delivery: { outstanding_quantity?: string; difference?: string }
  /** Absent where the agreement has no fee. */
  consignor_return: { return_fees?: ReturnFeeAnswer[] }
  opening_balance: {
    uninvoiced_quantity?: string
    over_invoiced_quantity?: string
    received_at?: string | null
  }
}

/** Source of part of an issue line, or destination of part of a return line. */
export interface AllocationAnswer {
  id: string
  ownership: string
  lot_id: string | null
  contractor_id: string | null
  quantity: string
  quantity_returned: string
  unit_cost: string | null
  currency_code: string | null
  stock_location_id: string
  reason?: string
  /** Of a sale on commission: the price that was shared, and the store's share of it in percent. */
  base_price?: string
  commission_percent?: string
}

/** Origin of a document. */
export interface OriginFields {
  origin: "manual" | "import" | "peer"
  peer_id: string | null
  /** A connected store leads it. */
  read_only: boolean
}

/** A document by its number. */
export interface NumberedDocument {
  id: string
  number: string
}

/** Fields of every document. */
export interface SharedFields {
  id: string
  created_by: string | null
  late: boolean
  reference: string | null
  note: string | null
  metadata: Record<string, unknown> | null
  warehouse_id: string | null
  stock_location_id: string | null
  branch_code: string | null
  /** Its reversals; a document that is reversed in part may have several. */
  reversed_by: NumberedDocument[]
  warnings?: DocumentWarning[]
}

export interface PostedFields {
  number: string
  status: DocumentStatus
  effective_at: string
  posted_at: string
}

/** Nothing has moved yet, so there is neither number nor date of posting. */
export interface DraftFields {
  number: null
  status: "draft"
  /** The business date it is to have; null: when it is posted. */
  effective_at: string | null
  posted_at: null
}

/** Fields of every line. */
export interface SharedLineFields {
  id: string
  index: number
  inventory_item_id: string
  sku: string | null
  quantity: string
}

type Columns<Fields, Values> = {
  [Field in keyof Fields]: Fields[Field] extends keyof Values ? Values[Fields[Field]] : never
}
type Computed<Fields, Type> = Type extends keyof Fields ? Fields[Type] : unknown
type If<Type extends DocumentType, Key extends string, Fields> =
  Registry[Type] extends Record<Key, true> ? Fields : unknown

/** A line of a document of this kind. */
export type LineOf<Type extends ReversibleType> = Merged<
  SharedLineFields &
    Columns<Registry[Type]["lineFields"], LineValues> &
    Computed<ComputedOfLine, Type> &
    If<Type, "allocates", { allocations: AllocationAnswer[] }>
>

type HeadOf<Type extends ReversibleType> = { type: Type } & SharedFields &
  Omit<Columns<Registry[Type]["fields"], HeadValues>, keyof Computed<ComputedOfHead, Type>> &
  Computed<ComputedOfHead, Type> &
  If<Type, "tellsOrigin", OriginFields>

/** A posted document of this kind: times are ISO 8601, quantities and costs decimal text. */
export type DocumentOf<Type extends ReversibleType> = Merged<
  HeadOf<Type> & PostedFields & { lines: LineOf<Type>[] }
>

/** The document that reverses an older one, which `reverses` names. */
export interface ReversalDocument extends SharedFields, PostedFields {
  type: "reversal"
  reverses_id: string
  reverses: NumberedDocument & { type: ReversibleType }
  lines: (SharedLineFields & { line_id: string | null })[]
}

/** A posted document of any kind, as lists over all kinds show it. */
export interface DocumentSummary extends PostedFields {
  id: string
  type: DocumentType
  created_by: string | null
  late: boolean
  reference: string | null
  warehouse_id: string | null
  stock_location_id: string | null
  order_id: string | null
  /** The partner of the document, or those whose lots it took from. */
  contractor_ids: string[]
  line_count: number
  reverses: (NumberedDocument & { type: ReversibleType }) | null
  reversed_by: NumberedDocument[]
}

/** A posted document of any kind; `type` tells which. */
export type AnyDocument = { [Type in ReversibleType]: DocumentOf<Type> }[ReversibleType]

/** A pick list, or a return that a connected store has announced. */
export type DraftedType = "delivery" | "take_back"

type Nullable<Fields> = { [Field in keyof Fields]: Fields[Field] | null }

/** A draft of this kind: what is not known yet is null. */
export type DraftOf<Type extends DraftedType> = Merged<
  Omit<HeadOf<Type>, keyof Registry[Type]["fields"]> &
    Nullable<Columns<Registry[Type]["fields"], HeadValues>> &
    DraftFields & { lines: LineOf<Type>[] }
>

type KeysOf<Union> = Union extends unknown ? keyof Union : never
type ValueOf<Union, Key> = Union extends unknown
  ? Key extends keyof Union
    ? Union[Key]
    : never
  : never

/** Fields that every member of a union has, and those of some members where they are there. */
type Overview<Union, Shared> = Shared & {
  [Key in Exclude<KeysOf<Union>, keyof Shared>]?: ValueOf<Union, Key>
}

/** A line of any document, for code that reads all kinds alike. */
export type DocumentLineAnswer = Merged<Overview<AnyDocument["lines"][number], SharedLineFields>>

/** A posted document of any kind, for code that reads all kinds alike; `DocumentOf` tells the kinds apart. */
export type DocumentAnswer = Merged<
  Overview<
    AnyDocument,
    SharedFields & PostedFields & { type: ReversibleType; lines: DocumentLineAnswer[] }
  >
>

/** A draft, for code that reads drafts and posted documents alike. */
export type DraftAnswer = Merged<Omit<DocumentAnswer, keyof DraftFields> & DraftFields>
