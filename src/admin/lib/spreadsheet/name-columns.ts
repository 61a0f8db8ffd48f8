import resources from "../../i18n"

/** "Unit cost", "unit-cost" and "UNIT_COST" are the same heading. */
const normalized = (heading: string): string =>
  heading
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_|_$/g, "")

/** Words that people use besides ours. */
const others: Record<string, string> = {
  item: "sku",
  article: "sku",
  artikel: "sku",
  artikelnummer: "sku",
  item_number: "sku",
  indeks: "sku",
  kod_towaru: "sku",
  qty: "quantity",
  pieces: "quantity",
  stuks: "quantity",
  sztuk: "quantity",
  cost: "unit_cost",
  inkoopprijs: "unit_cost",
  cena_zakupu: "unit_cost",
  price: "unit_price",
  prijs: "unit_price",
  cena: "unit_price",
  from: "valid_from",
  vanaf: "valid_from",
  od: "valid_from",
  supplier: "contractor_code",
  partner: "contractor_code",
  date: "effective_at",
  delivery_note: "reference",
  pakbon: "reference",
}

type Words = Record<string, string>

/** By heading in any language of the admin: the column that it names. */
const known = new Map<string, string>([
  ...Object.entries(others),
  ...Object.values(resources).flatMap(({ consignment }) => {
    const { imports, documents } = consignment as {
      imports: { columns: Words }
      documents: { columns: Words }
    }
    const words = { ...documents.columns, ...imports.columns }
    return Object.entries(words).map(([column, word]): [string, string] => [
      normalized(word),
      column,
    ])
  }),
])

/** The column that a heading names, by its own name or by a word for it. */
export const columnNamed = (heading: string, columns: readonly string[]): string | undefined => {
  const name = normalized(heading)
  if (columns.includes(name)) return name
  const column = known.get(name)
  return column !== undefined && columns.includes(column) ? column : undefined
}

/** By the position in the file: the column of each heading; null for what is left out. */
export type Mapping = (string | null)[]

/** Columns by their headings, or as the reader chose for the same headings before. */
export const mappingOf = (headings: string[], columns: readonly string[]): Mapping => {
  const chosen = rememberedFor(headings, columns)
  if (chosen) return chosen
  const taken = new Set<string>()
  return headings.map((heading) => {
    const column = columnNamed(heading, columns)
    if (column === undefined || taken.has(column)) return null
    taken.add(column)
    return column
  })
}

const keyOf = (headings: string[]): string =>
  `consignment.columns.${headings.map(normalized).join("|")}`

const rememberedFor = (headings: string[], columns: readonly string[]): Mapping | null => {
  const kept = localStorage.getItem(keyOf(headings))
  if (kept === null) return null
  const mapping = JSON.parse(kept) as Mapping
  return mapping.every((column) => column === null || columns.includes(column)) ? mapping : null
}

export const rememberMapping = (headings: string[], mapping: Mapping): void =>
  localStorage.setItem(keyOf(headings), JSON.stringify(mapping))
