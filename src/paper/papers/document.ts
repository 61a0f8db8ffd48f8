import type { Document, DocumentLine } from "../../http-contract/document"
import { toAmount } from "../../modules/consignment/domain/money"
import { exact, sumOf } from "../../modules/consignment/domain/quantity"
import { formatDate } from "../format"
import type { Cell, Paper } from "../paper"
import { framed, namingFields, toCells, toColumns, toFacts, type Field, type Frame } from "./frame"

export interface DocumentFrame extends Frame {
  warehouseName: string | null
}

/** Agreed terms that concern the person who handles the goods. */
type Terms = (readonly [label: string, text: string])[]

/** The contractor's goods that came in, at which cost. */
export const composeGoodsReceipt = (receipt: Document, frame: DocumentFrame): Paper => {
  const { columns } = frame.language.texts
  return composePriced(receipt, frame, "unit_cost", [
    {
      heading: columns.batch,
      kind: "text",
      isOptional: true,
      of: (line) => textOf(line.batch),
    },
    {
      heading: columns.expires_at,
      kind: "date",
      isOptional: true,
      of: (line) => textOf(line.expires_at)?.slice(0, "YYYY-MM-DD".length) ?? null,
    },
    {
      heading: columns.serial_numbers,
      kind: "text",
      isOptional: true,
      of: (line) => (Array.isArray(line.serial_numbers) ? line.serial_numbers.join(", ") : null),
    },
  ])
}

/** Our goods that went to the customer's shop and, if the terms say so, what he pays for those that he sells. */
export const composeDelivery = (delivery: Document, frame: DocumentFrame): Paper => {
  const { facts, transport } = frame.language.texts
  const payer = frame.agreement?.transport_paid_by
  const terms: Terms = payer ? [[facts.transport, transport[payer]]] : []
  return frame.agreement?.prices_on_notes === false
    ? composeUnpriced(delivery, { ...frame, terms })
    : composePriced(delivery, { ...frame, terms }, "unit_price", [])
}

const composePriced = (
  document: Document,
  frame: DocumentFrame & { terms?: Terms },
  price: "unit_cost" | "unit_price",
  between: Field<DocumentLine>[]
): Paper => {
  const { columns } = frame.language.texts
  const currency = textOf(document.currency_code)
  const priceOf = (line: DocumentLine) => exact(textOf(line[price]) ?? "0")
  const valueOf = (line: DocumentLine) =>
    toAmount(exact(line.quantity).times(priceOf(line)), frame.decimals)
  const fields: Field<DocumentLine>[] = [
    ...namingFields<DocumentLine>(document.number, frame),
    ...between,
    { heading: columns.quantity, kind: "quantity", of: (line) => line.quantity },
    { heading: columns[price], kind: "unit_cost", of: (line) => textOf(line[price]) },
    {
      heading: columns.value,
      kind: "amount",
      of: (line) => valueOf(line).toFixed(frame.decimals),
    },
    { heading: columns.currency, kind: "text", isForData: true, of: () => currency },
  ]
  const value = sumOf(document.lines, valueOf).toFixed(frame.decimals)
  const totals = fields.map(({ heading }) => (heading === columns.value ? value : null))
  return composeDocument(document, { ...frame, fields, totals, currency })
}

/** The contractor's unsold goods that went back to him. */
export const composeConsignorReturn = (goodsReturn: Document, frame: DocumentFrame): Paper =>
  composeUnpriced(goodsReturn, frame)

const composeUnpriced = (document: Document, frame: DocumentFrame & { terms?: Terms }): Paper => {
  const { columns } = frame.language.texts
  const fields: Field<DocumentLine>[] = [
    ...namingFields<DocumentLine>(document.number, frame),
    { heading: columns.quantity, kind: "quantity", of: (line) => line.quantity },
  ]
  return composeDocument(document, { ...frame, fields, currency: null })
}

interface Contents extends DocumentFrame {
  terms?: Terms
  fields: Field<DocumentLine>[]
  totals?: Cell[]
  currency: string | null
}

const composeDocument = (document: Document, contents: Contents): Paper => {
  const { language, timeZone, contractor, fields } = contents
  const { titles, marks, facts, tables } = language.texts
  return {
    ...framed(contents),
    title: document.type in titles ? titles[document.type as keyof typeof titles] : document.type,
    number: document.number,
    mark: document.status in marks ? marks[document.status as keyof typeof marks] : null,
    madeAt: new Date(document.posted_at),
    facts: toFacts([
      [facts.number, document.number],
      [facts.date, formatDate(new Date(document.effective_at), language, timeZone)],
      [facts.code, contractor.code],
      [facts.warehouse, contents.warehouseName],
      [facts.reference, document.reference],
      ...(contents.terms ?? []),
      [facts.currency, contents.currency],
    ]),
    isLandscape: false,
    tables: [
      {
        key: "lines",
        name: tables.lines,
        columns: toColumns(fields),
        rows: function* () {
          for (const line of document.lines) yield { cells: toCells(line, fields) }
        },
        totals: contents.totals,
      },
    ],
    notes: [textOf(document.note) ?? ""].filter((note) => note !== ""),
  }
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null)
