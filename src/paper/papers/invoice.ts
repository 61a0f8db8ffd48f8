import type { Invoice, InvoiceLine } from "../../http-contract/invoice"
import { invoiceKinds, isWrittenByCustomer } from "../../modules/consignment/domain/invoice"
import { toBusinessParty, toCompanyParty } from "../address"
import { exact, sumOf } from "../../modules/consignment/domain/quantity"
import type { VatCategory } from "../../modules/consignment/domain/vat"
import { chooseLanguage, fill } from "../language"
import { formatDate, formatDecimal } from "../format"
import type { Paper, Table } from "../paper"
import { framed, namingFields, toCells, toColumns, toFacts, type Field, type Frame } from "./frame"

export interface InvoiceFrame extends Frame {
  /** The numbers of the settlements it covers. */
  settlementNumbers: string[]
  /** The invoice that a credit note credits. */
  credited: Pick<Invoice, "number" | "kind"> | null
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
    ...partiesOf(invoice, frame),
    title: texts.titles[kind],
    number,
    mark: isDraft ? texts.marks.draft : null,
    madeAt: new Date(invoice.issued_at),
    facts: toFacts([
      [texts.facts.number, number],
      [texts.facts.issued_at, formatDate(new Date(invoice.issued_at), language, timeZone)],
      [
        texts.facts.due_at,
        invoice.due_at && formatDate(new Date(invoice.due_at), language, timeZone),
      ],
      [texts.facts.payment_reference, invoice.kind === "credit_note" ? null : number],
      [texts.facts.code, contractor.code],
      [texts.facts.settlements, listed(frame.settlementNumbers)],
      [texts.facts.credits, frame.credited?.number],
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
      ...vatTable(invoice, number, frame),
    ],
    notes: isSelfBilled(invoice, frame) ? [selfBillingIn(invoice, frame)] : [],
  }
}

/** The kind of the invoice, or of the one that a credit note credits. */
const billedAs = (invoice: Invoice, frame: InvoiceFrame): string =>
  frame.credited?.kind ?? invoice.kind

const isSelfBilled = (invoice: Invoice, frame: InvoiceFrame): boolean =>
  billedAs(invoice, frame) === "self_billed"

/** The partner writes what a supplier bills us for, and what a customer bills himself for. */
const isWrittenByPartner = (invoice: Invoice, frame: InvoiceFrame): boolean => {
  const kind = billedAs(invoice, frame)
  return kind === "supplier" || isWrittenByCustomer({ ...invoice, kind })
}

/** Both in full; who writes the paper stands at the top. */
const partiesOf = (invoice: Invoice, frame: InvoiceFrame): Pick<Paper, "sender" | "recipient"> => {
  const { language, storeName } = frame
  const company = { ...frame.company, ...invoice.parties?.company }
  const contractor = invoice.parties?.contractor ?? frame.contractor
  const { seller, buyer } = language.texts.words
  const weSell = invoice.direction === "outbound"
  const partner = { ...toBusinessParty(contractor, language), label: weSell ? buyer : seller }
  const store = { ...toCompanyParty(company, storeName, language), label: weSell ? seller : buyer }
  return isWrittenByPartner(invoice, frame)
    ? { sender: partner, recipient: store }
    : { sender: store, recipient: partner }
}

/** The mention belongs to the seller's law, so it is in the seller's language. */
const selfBillingIn = (invoice: Invoice, { language, contractor }: Frame): string => {
  const sellers =
    invoice.direction === "inbound" ? chooseLanguage(contractor.language, language.code) : language
  return sellers.texts.notes.self_billing
}

const fieldsOf = (invoice: Invoice, number: string, frame: Frame): Field<InvoiceLine>[] => {
  const { columns } = frame.language.texts
  const vat: Field<InvoiceLine> = {
    heading: columns.vat_rate,
    kind: "text",
    of: (line) => line.tax_category && vatIn(frame, line.tax_category, line.tax_rate ?? "0"),
  }
  const isFee = (line: InvoiceLine): boolean => line.kind === "return_fee"
  const kindOfLine: Field<InvoiceLine> = {
    heading: columns.line_kind,
    kind: "text",
    of: (line) => (isFee(line) ? columns.return_fee : null),
  }
  return [
    ...namingFields<InvoiceLine>(number, frame),
    ...(invoice.lines.some(isFee) ? [kindOfLine] : []),
    { heading: columns.quantity, kind: "quantity", of: (line) => line.quantity },
    { heading: columns.unit_price, kind: "unit_cost", of: (line) => line.unit_price },
    ...(invoice.tax_lines.length === 0 ? [] : [vat]),
    { heading: columns.amount, kind: "amount", of: (line) => line.amount },
    { heading: columns.currency, kind: "text", isForData: true, of: () => invoice.currency_code },
  ]
}

const vatIn = ({ language }: Frame, category: VatCategory, rate: string): string =>
  fill(language.texts.vat[category], { rate: formatDecimal(rate, language) })

/** Net, VAT and gross by rate; a store that charges no VAT has no such table. */
const vatTable = (invoice: Invoice, number: string, frame: Frame): Table[] => {
  if (invoice.tax_lines.length === 0) return []
  const { columns, tables, vat } = frame.language.texts
  const taxed = sumOf(invoice.tax_lines, (line) => exact(line.net_amount))
  const untaxed = exact(invoice.net_amount).minus(taxed)
  const rows = [
    ...invoice.tax_lines.map((line) => ({ ...line, name: vatIn(frame, line.category, line.rate) })),
    ...(untaxed.isZero()
      ? []
      : [{ name: vat.none, net_amount: untaxed.toFixed(frame.decimals), tax_amount: null }]),
  ]
  const fields: Field<(typeof rows)[number]>[] = [
    { heading: columns.number, kind: "text", isForData: true, of: () => number },
    { heading: columns.vat_rate, kind: "text", of: ({ name }) => name },
    { heading: columns.net_amount, kind: "amount", of: (row) => row.net_amount },
    { heading: columns.tax_amount, kind: "amount", of: (row) => row.tax_amount },
    {
      heading: columns.gross_amount,
      kind: "amount",
      of: (row) =>
        exact(row.net_amount)
          .plus(row.tax_amount ?? 0)
          .toFixed(frame.decimals),
    },
    { heading: columns.currency, kind: "text", isForData: true, of: () => invoice.currency_code },
  ]
  const { net_amount: net, tax_amount: tax, gross_amount: gross } = invoice
  return [
    {
      key: "vat",
      name: tables.vat,
      columns: toColumns(fields),
      rows: () => rows.map((row) => ({ cells: toCells(row, fields) })),
      totals: [null, null, net, tax, gross, null],
    },
  ]
}

const MOST_LISTED = 12

/** All of them, or the first and the last if they were to fill the page. */
const listed = (numbers: string[]): string =>
  numbers.length <= MOST_LISTED
    ? numbers.join(", ")
    : `${numbers[0]} – ${numbers[numbers.length - 1]} (${numbers.length})`
