import type { Readable } from "node:stream"
import type { Column, Table } from "./paper"
import { writeCsv } from "./write-csv"

/** An invoice of the list, as its file tells it. */
export interface PayoutRow {
  contractor_code: string
  contractor_name: string
  iban: string | null
  number: string | null
  due_at: string | null
  currency_code: string
  amount: string
}

const columns: Column[] = [
  { heading: "contractor_code", kind: "text" },
  { heading: "contractor_name", kind: "text" },
  { heading: "iban", kind: "text" },
  { heading: "invoice_number", kind: "text" },
  { heading: "due_date", kind: "date" },
  { heading: "execution_date", kind: "date" },
  { heading: "currency_code", kind: "text" },
  { heading: "amount", kind: "amount" },
]

/** A list of payments as CSV, for a bank or a program that takes no SEPA file. */
export const writePayoutList = (rows: PayoutRow[], executionDate: string): Readable => {
  const table: Table = {
    key: "payouts",
    name: "payouts",
    columns,
    rows: () =>
      rows.map((row) => ({
        cells: [
          row.contractor_code,
          row.contractor_name,
          row.iban,
          row.number,
          row.due_at?.slice(0, 10) ?? null,
          executionDate,
          row.currency_code,
          row.amount,
        ],
      })),
  }
  return writeCsv({ tables: [table] }, table.key)
}
