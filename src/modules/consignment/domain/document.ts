import { documentTypes } from "./kind-lists"
import { kindOf, type DocumentType } from "./kinds"

export { documentTypes, type DocumentType }

export type NumberSeries = DocumentType | "settlement" | "invoice" | "credit_note" | "loan"

/** Prefix of the numbers of each series, "GR-000001", unless the store has chosen another one. */
export const numberPrefixes = {
  ...Object.fromEntries(documentTypes.map((type) => [type, kindOf(type).numberPrefix])),
  settlement: "SET",
  invoice: "INV",
  credit_note: "CN",
  loan: "LN",
} as Readonly<Record<NumberSeries, string>>

export type DocumentStatus = "posted" | "partly_reversed" | "reversed"
