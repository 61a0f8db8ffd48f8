import { documentTypes, kindOf, type DocumentType } from "./kinds"

export { documentTypes, type DocumentType } from "./kinds"

export type NumberSeries = DocumentType | "settlement" | "invoice" | "credit_note"

/** Stands before the number in each series: "GR-000001". */
export const numberPrefixes = {
  ...Object.fromEntries(documentTypes.map((type) => [type, kindOf(type).numberPrefix])),
  settlement: "SET",
  invoice: "INV",
  credit_note: "CN",
} as Readonly<Record<NumberSeries, string>>

export type DocumentStatus = "posted" | "partly_reversed" | "reversed"
