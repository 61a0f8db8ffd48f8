import type { PostableKind } from "../../../../hooks/api/documents"

export const headNames = [
  "contractor_id",
  "warehouse_id",
  "from_warehouse_id",
  "to_warehouse_id",
  "stock_location_id",
  "from_stock_location_id",
  "to_stock_location_id",
  "reason",
] as const
export type HeadName = (typeof headNames)[number]

export type LineName =
  | "quantity"
  | "unit_cost"
  | "unit_price"
  | "sale_price"
  | "list_price"
  | "counted_quantity"
  | "uninvoiced_quantity"
  | "over_invoiced_quantity"
  | "batch"
  | "expires_at"
  | "serial_numbers"
  | "received_at"
  | "lot_id"
  | "terms"
  | "hire_until"

type Direction = "inbound" | "outbound"

/** Kept as a pick list, or settled and invoiced at once. */
export type Alternative = "pick_list" | "invoice"

export interface DocumentForm {
  head: readonly { name: HeadName; isOptional?: true }[]
  /** In the order in which a spreadsheet without a heading names them, after the SKU. */
  columns: readonly LineName[]
  /** Optional details, entered below an opened line; in a spreadsheet they follow the columns. */
  details?: readonly LineName[]
  /** The column that goes up by one when an item is scanned again. */
  counts?: LineName
  /** The column that *fill from stock* writes the booked quantity or cost into. */
  fills?: LineName
  /** Reserved units stay there: *fill from stock* leaves them out. */
  keepsReserved?: true
  /** Which warehouses may be picked; both kinds unless named. */
  direction?: Direction
  /** The form lists all stock at once; lines left empty are not posted. */
  listsStock?: true
  /** Second action besides posting. */
  alternative?: Alternative
  /** May say that there is nothing to post. */
  reportsNothing?: true
  /** Label of the quantity, where it differs. */
  quantityLabel?: string
}

const required = (name: HeadName) => ({ name })
const optional = (name: HeadName) => ({ name, isOptional: true as const })

/** Fields of each kind of document; one form component renders them all. */
export const documentForms: Record<PostableKind, DocumentForm> = {
  goods_receipt: {
    head: [required("contractor_id"), required("warehouse_id")],
    columns: ["quantity", "unit_cost"],
    details: ["batch", "expires_at", "serial_numbers", "hire_until"],
    counts: "quantity",
    direction: "inbound",
  },
  goods_issue: {
    head: [required("stock_location_id")],
    columns: ["quantity", "sale_price"],
    details: ["list_price", "lot_id", "serial_numbers"],
    counts: "quantity",
  },
  internal_issue: {
    head: [required("stock_location_id"), optional("reason")],
    columns: ["quantity"],
    details: ["lot_id", "serial_numbers"],
    counts: "quantity",
  },
  ownership_transfer: {
    head: [required("warehouse_id"), optional("contractor_id")],
    columns: ["quantity"],
    details: ["lot_id", "serial_numbers"],
    counts: "quantity",
    fills: "quantity",
    direction: "inbound",
  },
  consignor_return: {
    head: [required("contractor_id"), required("warehouse_id")],
    columns: ["quantity"],
    details: ["lot_id", "serial_numbers"],
    counts: "quantity",
    fills: "quantity",
    keepsReserved: true,
    direction: "inbound",
  },
  warehouse_transfer: {
    head: [required("from_warehouse_id"), required("to_warehouse_id")],
    columns: ["quantity"],
    details: ["lot_id", "serial_numbers"],
    counts: "quantity",
    fills: "quantity",
    keepsReserved: true,
  },
  stock_count: {
    head: [required("warehouse_id"), optional("contractor_id")],
    columns: ["counted_quantity"],
    details: ["serial_numbers"],
    counts: "counted_quantity",
    fills: "counted_quantity",
  },
  revaluation: {
    head: [required("contractor_id")],
    columns: ["unit_cost"],
    details: ["lot_id"],
    fills: "unit_cost",
  },
  opening_balance: {
    head: [required("contractor_id"), required("warehouse_id")],
    columns: ["quantity", "unit_cost", "uninvoiced_quantity", "over_invoiced_quantity"],
    details: ["received_at", "batch", "expires_at", "serial_numbers"],
    counts: "quantity",
    direction: "inbound",
  },
  delivery: {
    head: [required("warehouse_id"), required("from_stock_location_id")],
    columns: ["quantity", "unit_price"],
    details: ["serial_numbers", "terms", "hire_until"],
    counts: "quantity",
    direction: "outbound",
    alternative: "pick_list",
  },
  reported_sale: {
    head: [required("warehouse_id")],
    columns: ["quantity", "unit_price"],
    details: ["lot_id", "serial_numbers"],
    counts: "quantity",
    fills: "quantity",
    direction: "outbound",
    listsStock: true,
    alternative: "invoice",
    reportsNothing: true,
    quantityLabel: "documents.columns.sold",
  },
  take_back: {
    head: [required("warehouse_id"), required("to_stock_location_id")],
    columns: ["quantity"],
    details: ["lot_id", "serial_numbers"],
    counts: "quantity",
    fills: "quantity",
    direction: "outbound",
    listsStock: true,
    quantityLabel: "documents.columns.taken_back",
  },
}

/** All that a line may say. */
export const fieldsOf = ({ columns, details = [] }: DocumentForm): readonly LineName[] => [
  ...columns,
  ...details,
]

/** The words of a field of a line. */
export const labelOf = ({ quantityLabel }: DocumentForm, name: LineName): string =>
  name === "quantity" && quantityLabel ? quantityLabel : `documents.columns.${name}`

export const isPostable = (kind: string): kind is PostableKind => kind in documentForms
