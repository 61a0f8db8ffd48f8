import type { Agreement } from "../../http-contract/agreement"
import type { Contractor } from "../../http-contract/contractor"
import type { Company } from "../../modules/consignment/domain/company"
import { toCompanyParty, toParty } from "../address"
import type { Language } from "../language"
import type { Cell, Column, Fact, Paper } from "../paper"

/** Our SKU and the contractor's name for an item. */
export interface ItemName {
  title: string | null
  contractor_sku: string | null
}

/** Parties, language and formats that every printed document needs. */
export interface Frame {
  language: Language
  /** The store's name, for a company that has told no other. */
  storeName: string
  company: Company
  contractor: Contractor
  /** The terms, if there are any. */
  agreement: Pick<Agreement, "transport_paid_by" | "prices_on_notes"> | null
  /** Where the contractor's days begin and end. */
  timeZone: string
  decimals: number
  /** By inventory item. */
  items: ReadonlyMap<string, ItemName>
}

export const framed = ({ language, storeName, company, contractor, decimals }: Frame) =>
  ({
    language,
    sender: toCompanyParty(company, storeName, language),
    recipient: { ...toParty(contractor, language), label: language.texts.words.recipient },
    decimals,
  }) satisfies Partial<Paper>

/** A fact without text is left out. */
export const toFacts = (facts: (readonly [label: string, text: unknown])[]): Fact[] =>
  facts.flatMap(([label, text]): Fact[] =>
    typeof text === "string" && text !== "" ? [[label, text]] : []
  )

/** A column, and what a line says in it. */
export type Field<Line> = Column & { of: (line: Line) => Cell }

export const toColumns = <Line>(fields: Field<Line>[]): Column[] =>
  fields.map(({ of: _, ...column }) => column)

export const toCells = <Line>(line: Line, fields: Field<Line>[]): Cell[] =>
  fields.map((field) => field.of(line))

interface NamedLine {
  inventory_item_id: string
  sku: string | null
}

/** The number of the paper, for files that are put together with others, and what names the item. */
export const namingFields = <Line extends NamedLine>(
  number: string,
  { language, items }: Frame
): Field<Line>[] => {
  const { columns } = language.texts
  return [
    { heading: columns.number, kind: "text", isForData: true, of: () => number },
    { heading: columns.sku, kind: "text", of: (line) => line.sku ?? line.inventory_item_id },
    {
      heading: columns.contractor_sku,
      kind: "text",
      isOptional: true,
      of: (line) => items.get(line.inventory_item_id)?.contractor_sku ?? null,
    },
    {
      heading: columns.description,
      kind: "text",
      isOptional: true,
      of: (line) => items.get(line.inventory_item_id)?.title ?? null,
    },
  ]
}
