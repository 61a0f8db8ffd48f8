/** Every kind of business paper. A reversal is a document of its own that negates an older one. */
export const documentTypes = [
  "goods_receipt",
  "goods_issue",
  "goods_issue_return",
  "internal_issue",
  "internal_issue_return",
  "warehouse_transfer",
  "ownership_transfer",
  "consignor_return",
  "stock_count",
  "revaluation",
  "opening_balance",
  "delivery",
  "reported_sale",
  "reported_sale_return",
  "take_back",
  "reversal",
] as const

export type DocumentType = (typeof documentTypes)[number]

/** What stands before the number of each kind of paper: "GR-000001". */
export const numberPrefixes = {
  goods_receipt: "GR",
  goods_issue: "GI",
  goods_issue_return: "GIR",
  internal_issue: "II",
  internal_issue_return: "IIR",
  warehouse_transfer: "WT",
  ownership_transfer: "OT",
  consignor_return: "CR",
  stock_count: "SC",
  revaluation: "RV",
  opening_balance: "OB",
  delivery: "DL",
  reported_sale: "RS",
  reported_sale_return: "RSR",
  take_back: "TB",
  reversal: "REV",
  settlement: "SET",
  invoice: "INV",
  credit_note: "CN",
} satisfies Record<NumberSeries, string>

export type NumberSeries = DocumentType | "settlement" | "invoice" | "credit_note"

export type DocumentStatus = "posted" | "partly_reversed" | "reversed"
