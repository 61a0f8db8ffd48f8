import { createHash } from "node:crypto"
import { columnsOf, type ArticlePart } from "../domain/article-fields"

export type Values = Record<string, unknown>

/** An option of a product with its values, in their order. */
export interface OptionValues {
  title: string
  values: string[]
}

/** One part of an article: the columns that have a policy, and what identifies it at its store. */
export type PartOfArticle = Values & { id: string; sku?: string | null; metadata?: Values | null }

/**
 * An article as its store has it: one inventory item, with its variant and product if it has one. Images are URLs; the
 * options of a product are `OptionValues`, those of a variant its value by title.
 */
export interface Article {
  item: PartOfArticle
  variant: PartOfArticle | null
  product: (PartOfArticle & { handle?: string | null }) | null
  unit: string | null
}

/** The body of the message `article.described`. */
export interface DescribedArticle extends Article {
  link_id: string
  sku: string | null
  /** Of what follows the owner; another hash is sent again. */
  hash: string
}

/** A variant that was detached from the item is free, and so is another one of ours that took its place. */
export const onlyLinked = (
  { variant_id: variantId }: { variant_id: string | null },
  article: Article
): Article =>
  article.variant && article.variant.id !== variantId
    ? { ...article, variant: null, product: null }
    : article

/** The locked values of an article, by part. */
export const lockedValues = (article: Article): Record<ArticlePart, Values | null> => {
  const pick = (part: ArticlePart): Values | null => {
    const values = article[part]
    if (!values) return null
    return Object.fromEntries(
      columnsOf(part, "locked").map((column) => [column, values[column] ?? null])
    )
  }
  return { product: pick("product"), variant: pick("variant"), item: pick("item") }
}

/** Keys in one order, so that equal articles have equal hashes. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== "object" || value === null) return value
  const record = value as Values
  return Object.fromEntries(
    Object.keys(record)
      .sort()
      .map((key) => [key, canonical(record[key])])
  )
}

const textOf = (value: unknown): string => JSON.stringify(canonical(value))

export const isSame = (one: unknown, other: unknown): boolean =>
  textOf(one ?? null) === textOf(other ?? null)

export const hashOfArticle = (article: Article): string =>
  createHash("sha256")
    .update(textOf([lockedValues(article), article.product?.id, article.variant?.id]))
    .digest("base64url")

/** Article as it crosses: nothing that has no policy. */
export const describe = (linkId: string, article: Article): DescribedArticle => {
  const crossing = (part: ArticlePart): PartOfArticle | null => {
    const values = article[part]
    if (!values) return null
    const columns = [
      ...columnsOf(part, "locked"),
      ...columnsOf(part, "link"),
      ...columnsOf(part, "copy_editable"),
    ]
    return {
      id: values.id,
      ...(part === "product" ? { handle: values.handle } : {}),
      ...Object.fromEntries(columns.map((column) => [column, values[column] ?? null])),
    }
  }
  return {
    link_id: linkId,
    sku: article.item.sku ?? null,
    hash: hashOfArticle(article),
    item: crossing("item") as PartOfArticle,
    variant: crossing("variant"),
    product: crossing("product"),
    unit: article.unit,
  }
}
