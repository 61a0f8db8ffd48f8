import type { Document, DocumentLine } from "../../http-contract/document"
import type { PickList } from "../../http-contract/outbound-documents"
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
    ...serialsOf(frame),
  ])
}

const serialsOf = ({ language }: Frame): Field<DocumentLine>[] => [
  {
    heading: language.texts.columns.serial_numbers,
    kind: "text",
    isOptional: true,
    of: (line) => (Array.isArray(line.serial_numbers) ? line.serial_numbers.join(", ") : null),
  },
]

/** Our goods that went to the customer's shop and, if the terms say so, what he pays for those that he sells. */
export const composeDelivery = (delivery: Document, frame: DocumentFrame): Paper => {
  const { facts, transport } = frame.language.texts
  const payer = frame.agreement?.transport_paid_by
  const terms: Terms = payer ? [[facts.transport, transport[payer]]] : []
  const paper =
    frame.agreement?.prices_on_notes === false
      ? composeUnpriced(delivery, { ...frame, terms })
      : composePriced(delivery, { ...frame, terms }, "unit_price", [])
  return { ...paper, notes: [...paper.notes, ...closingOf(frame)] }
}

export interface PickListFrame extends DocumentFrame {
  /** Where the goods are taken from. */
  fromName: string | null
  printedAt: Date
}

/** Goods to take off the shelves for a delivery that is not posted yet, with room for a tick, and without prices. */
export const composePickList = (list: PickList, frame: PickListFrame): Paper => {
  const { columns, facts, titles } = frame.language.texts
  const fields: Field<DocumentLine>[] = [
    ...namingFields<DocumentLine>("", frame),
    ...serialsOf(frame),
    { heading: columns.quantity, kind: "quantity", of: (line) => line.quantity },
    { heading: columns.picked, kind: "text", of: () => "" },
  ]
  const document = { ...list, number: "", posted_at: frame.printedAt.toISOString() }
  const terms: Terms = frame.fromName ? [[facts.from, frame.fromName]] : []
  const paper = composeDocument(document, {
    ...frame,
    terms,
    fields,
    currency: null,
  })
  return { ...paper, title: titles.pick_list }
}

const TO_SIGN = "_".repeat(40)

/** The owner of the goods until they are sold, and the lines to sign on. */
const closingOf = ({ language: { texts } }: Frame): string[] => {
  const { retention, handed_over: handedOver, received } = texts.notes
  return [retention, ...[handedOver, received].map((label) => `\n\n\n${label}: ${TO_SIGN}`)]
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

/** Goods that go back to their supplier and, if that was agreed, the fee for each unit. */
export const composeConsignorReturn = (goodsReturn: Document, frame: DocumentFrame): Paper => {
  const feesOf = ({ return_fees: fees = [] }: DocumentLine) => fees
  const fees = goodsReturn.lines.flatMap(feesOf)
  if (fees.length === 0) return composePlainDocument(goodsReturn, frame)
  const { columns } = frame.language.texts
  const currencies = [...new Set(fees.map((fee) => fee.currency_code))]
  const amountOf = (line: DocumentLine) =>
    sumOf(feesOf(line), ({ quantity, unit_fee: unitFee }) =>
      toAmount(exact(quantity).times(unitFee), frame.decimals)
    )
  const onlyOf = (values: string[]): string | null =>
    new Set(values).size === 1 ? (values[0] ?? null) : null
  const fields: Field<DocumentLine>[] = [
    ...namingFields<DocumentLine>(goodsReturn.number, frame),
    { heading: columns.quantity, kind: "quantity", of: (line) => line.quantity },
    {
      heading: columns.return_fee,
      kind: "unit_cost",
      of: (line) => onlyOf(feesOf(line).map((fee) => fee.unit_fee)),
    },
    {
      heading: columns.amount,
      kind: "amount",
      of: (line) => amountOf(line).toFixed(frame.decimals),
    },
    {
      heading: columns.currency,
      kind: "text",
      isForData: currencies.length === 1,
      of: (line) => onlyOf(feesOf(line).map((fee) => fee.currency_code)),
    },
  ]
  const total = sumOf(goodsReturn.lines, amountOf).toFixed(frame.decimals)
  const currency = onlyOf(currencies)
  const totals = fields.map(({ heading }) =>
    heading === columns.amount && currency !== null ? total : null
  )
  return composeDocument(goodsReturn, { ...frame, fields, totals, currency })
}

/** A document of any kind that says which goods moved, and no prices. */
export const composePlainDocument = (document: Document, frame: DocumentFrame): Paper =>
  composeUnpriced(document, frame)

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

/** Fields of a document that its paper shows, of a pick list as well. */
type Printed = Pick<Document, "type" | "number" | "posted_at" | "reference" | "note" | "lines"> &
  Pick<Document | PickList, "status" | "effective_at">

const composeDocument = (document: Printed, contents: Contents): Paper => {
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
      [
        facts.date,
        document.effective_at && formatDate(new Date(document.effective_at), language, timeZone),
      ],
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
