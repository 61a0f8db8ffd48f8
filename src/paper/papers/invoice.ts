import type { Invoice, InvoiceLine } from "../../http-contract/invoice"
import { invoiceKinds } from "../../modules/consignment/domain/invoice"
import { formatDate } from "../format"
import type { Paper } from "../paper"
import { framed, namingFields, toCells, toColumns, toFacts, type Field, type Frame } from "./frame"

export interface InvoiceFrame extends Frame {
  /** The numbers of the settlements it covers. */
  settlementNumbers: string[]
  /** The number of the invoice that a credit note credits. */
  creditedNumber: string | null
}

/** An invoice over settlements, or a credit note. */
export const composeInvoice = (invoice: Invoice, frame: InvoiceFrame): Paper => {
  const { language, timeZone, contractor } = frame
  const { texts } = language
  const kind = invoiceKinds.find((candidate) => candidate === invoice.kind) ?? "sales"
  const isDraft = invoice.status === "draft"
  const number = invoice.number ?? ""
  const fields = fieldsOf(invoice, number, frame)
  return {
    ...framed(frame),
    title: texts.titles[kind],
    number,
    mark: isDraft ? texts.marks.draft : null,
    madeAt: new Date(invoice.issued_at),
    facts: toFacts([
      [texts.facts.number, number],
      [texts.facts.issued_at, formatDate(new Date(invoice.issued_at), language, timeZone)],
      [texts.facts.code, contractor.code],
      [texts.facts.settlements, listed(frame.settlementNumbers)],
      [texts.facts.credits, frame.creditedNumber],
      [texts.facts.currency, invoice.currency_code],
    ]),
    isLandscape: false,
    tables: [
      {
        key: "lines",
        name: texts.tables.lines,
        columns: toColumns(fields),
        rows: function* () {
          for (const line of invoice.lines) yield { cells: toCells(line, fields) }
        },
        totals: fields.map(({ heading }) =>
          heading === texts.columns.amount ? invoice.amount : null
        ),
      },
    ],
    notes: [],
  }
}

const fieldsOf = (invoice: Invoice, number: string, frame: Frame): Field<InvoiceLine>[] => {
  const { columns } = frame.language.texts
  return [
    ...namingFields<InvoiceLine>(number, frame),
    { heading: columns.quantity, kind: "quantity", of: (line) => line.quantity },
    { heading: columns.unit_price, kind: "unit_cost", of: (line) => line.unit_price },
    { heading: columns.amount, kind: "amount", of: (line) => line.amount },
    { heading: columns.currency, kind: "text", isForData: true, of: () => invoice.currency_code },
  ]
}

const MOST_LISTED = 12

/** All of them, or the first and the last if they were to fill the page. */
const listed = (numbers: string[]): string =>
  numbers.length <= MOST_LISTED
    ? numbers.join(", ")
    : `${numbers[0]} – ${numbers[numbers.length - 1]} (${numbers.length})`
