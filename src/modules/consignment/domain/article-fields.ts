/** How a field of an article crosses from the owner's store to the holder's. */
export const fieldPolicies = [
  /** Follows the owner's value; the holder cannot change it. */
  "locked",
  /** May be changed, which breaks the link. */
  "link",
  /** Set once to the first value that the holder's store has, then the holder's own. */
  "first_available",
  /** Empty at first, then the holder's own. */
  "blank",
  /** Off at first, then the holder's own. */
  "default_false",
  /** The owner's value if the holder's list has it, else empty. */
  "match_or_blank",
  /** One value for all, which nobody can change. */
  "fixed_locked",
  /** Copied once, then the holder's own. */
  "copy_editable",
] as const

export type FieldPolicy = (typeof fieldPolicies)[number]

/** Kinds of values on an item card. Decimals are strings. */
export type CardKind =
  "price" | "percent" | "months" | "text" | "long_text" | "flag" | "unit" | "fixed"

export interface ArticleField {
  policy: FieldPolicy
  /** Columns of Medusa's product, variant and inventory item that hold the field. */
  product?: string
  variant?: string
  item?: string
  /** The field is on the item card, as a value of this kind. */
  card?: CardKind
  /** The field is kept per warehouse. */
  warehouse_item?: true
}

const everywhere = <Column extends string>(column: Column) => ({
  product: column,
  variant: column,
  item: column,
})

const locked = { policy: "locked" } as const
const blank = { policy: "blank" } as const
const off = { policy: "default_false", card: "flag" } as const

/**
 * The fields of an article: how each crosses and where it lives. Creating, updating, locking, the item card, the answers
 * `policies` and `blank_fields` and the documentation follow from these rows. Fields that are not named do not cross.
 */
export const articleFields = {
  title: { ...locked, product: "title", item: "title" },
  subtitle: { ...locked, product: "subtitle" },
  description: { ...locked, product: "description", item: "description" },
  thumbnail: { ...locked, ...everywhere("thumbnail") },
  images: { ...locked, product: "images", variant: "images" },
  options: { ...locked, product: "options", variant: "options" },
  variant_title: { ...locked, variant: "title" },
  barcode: { ...locked, variant: "barcode" },
  ean: { ...locked, variant: "ean" },
  upc: { ...locked, variant: "upc" },
  weight: { ...locked, ...everywhere("weight") },
  length: { ...locked, ...everywhere("length") },
  height: { ...locked, ...everywhere("height") },
  width: { ...locked, ...everywhere("width") },
  hs_code: { ...locked, ...everywhere("hs_code") },
  mid_code: { ...locked, ...everywhere("mid_code") },
  origin_country: { ...locked, ...everywhere("origin_country") },
  material: { ...locked, ...everywhere("material") },
  discountable: { ...locked, product: "discountable" },

  sku: { policy: "link", variant: "sku", item: "sku" },

  article_group: { policy: "first_available", product: "categories" },

  prices: { ...blank, variant: "prices" },
  period_base_price: { ...blank, card: "price" },
  counter_unit_price: { ...blank, card: "price" },
  service_group: { ...blank, card: "text" },
  return_warning: { ...blank, card: "long_text" },
  purchase_price: { ...blank, card: "price" },
  depreciation_months: { ...blank, card: "months" },
  residual_value: { ...blank, card: "price" },
  vat_rate: { ...blank, card: "percent" },
  notes: { ...blank, card: "long_text" },
  minimum: { ...blank, warehouse_item: true },
  maximum: { ...blank, warehouse_item: true },

  publicly_visible: { policy: "default_false", product: "status" },
  serials_public: off,
  deliver_in_full: off,
  skip_check_after_hire: off,

  unit: { policy: "match_or_blank", card: "unit" },

  article_status: { policy: "fixed_locked", card: "fixed" },

  metadata: { policy: "copy_editable", ...everywhere("metadata") },
} as const satisfies Record<string, ArticleField>

type Fields = typeof articleFields
export type ArticleFieldName = keyof Fields

const rows = Object.entries(articleFields) as [ArticleFieldName, ArticleField][]

/** The policy of each field, by its name. */
export const policyByField = Object.fromEntries(
  rows.map(([name, { policy }]) => [name, policy])
) as Record<ArticleFieldName, FieldPolicy>

/** Where Medusa keeps an article. */
export const articleParts = ["product", "variant", "item"] as const
export type ArticlePart = (typeof articleParts)[number]

/** The columns of one part that have a policy. */
export const columnsOf = (part: ArticlePart, policy: FieldPolicy): string[] =>
  rows.flatMap(([, field]) => (field.policy === policy && field[part] ? [field[part]] : []))

/** The field that a column of a part holds. */
export const fieldOfColumn = (part: ArticlePart, column: string): ArticleFieldName | undefined =>
  rows.find(([, field]) => field[part] === column)?.[0]

type NamesOnCard = {
  [Name in ArticleFieldName]: Fields[Name] extends { card: CardKind } ? Name : never
}[ArticleFieldName]

/** The fields of the item card. */
export type CardFieldName = NamesOnCard

type ValueOf<Kind extends CardKind> = Kind extends "flag"
  ? boolean
  : Kind extends "fixed"
    ? "current"
    : Kind extends "months"
      ? number | null
      : string | null

type KindOf<Name extends CardFieldName> = Fields[Name] extends { card: infer Kind extends CardKind }
  ? Kind
  : never

/** The values of an item card. */
export type ItemCardFields = { [Name in CardFieldName]: ValueOf<KindOf<Name>> }

export const cardFields = rows.flatMap(([name, { card }]) =>
  card ? [{ name: name as CardFieldName, kind: card }] : []
)

/** The fields of the card that a store can set. */
export const editableCardFields = cardFields.filter(({ kind }) => kind !== "fixed")

export const ARTICLE_STATUS = "current"

const emptyValues: Record<CardKind, boolean | string | null> = {
  price: null,
  percent: null,
  months: null,
  text: null,
  long_text: null,
  unit: null,
  flag: false,
  fixed: ARTICLE_STATUS,
}

/** The card of an item that nothing was entered for. */
export const emptyCard = Object.fromEntries(
  cardFields.map(({ name, kind }) => [name, emptyValues[kind]])
) as ItemCardFields

const policiesToComplete: readonly FieldPolicy[] = ["blank", "match_or_blank", "first_available"]

/** The fields that a store completes by itself once an article has arrived. */
export const fieldsToComplete = rows.flatMap(([name, { policy }]) =>
  policiesToComplete.includes(policy) ? [name] : []
)

/** The fields to complete that have no value. */
export const toBlankFields = (
  filled: Partial<Record<ArticleFieldName, unknown>>
): ArticleFieldName[] =>
  fieldsToComplete.filter((name) => {
    const value = filled[name]
    return value === undefined || value === null || value === ""
  })
