import { z } from "@medusajs/framework/zod"
import {
  articleFields,
  cardFields,
  editableCardFields,
  fieldPolicies,
  type ArticleFieldName,
  type CardKind,
  type ItemCardFields,
} from "../modules/consignment/domain/article-fields"
import { answeredDecimalSchema as decimal } from "./answers"
import { percentSchema, unitCostSchema } from "./common"
import { pageShape } from "./list"

export {
  articleFields,
  editableCardFields,
  policyByField,
  type ArticleFieldName,
  type CardFieldName,
  type CardKind,
  type FieldPolicy,
  type ItemCardFields,
} from "../modules/consignment/domain/article-fields"

/** An empty text is no value. */
const textUpTo = (length: number) =>
  z
    .string()
    .trim()
    .max(length)
    .transform((text) => (text === "" ? null : text))
    .nullable()

/** Kinds of values as they are sent; null empties a field, a field left out keeps its value. */
const inputs: Record<Exclude<CardKind, "fixed">, z.ZodType> = {
  price: unitCostSchema.nullable(),
  percent: percentSchema.nullable(),
  months: z.number().int().min(0).max(1_200).nullable(),
  text: textUpTo(255),
  long_text: textUpTo(10_000),
  unit: textUpTo(50),
  flag: z.boolean(),
}

const answers: Record<CardKind, z.ZodType> = {
  price: decimal.nullable(),
  percent: decimal.nullable(),
  months: z.number().int().nullable(),
  text: z.string().nullable(),
  long_text: z.string().nullable(),
  unit: z.string().nullable(),
  flag: z.boolean(),
  fixed: z.literal("current"),
}

export type UpdateItemCardBody = Partial<Omit<ItemCardFields, "article_status">>

export const updateItemCardSchema = z.strictObject(
  Object.fromEntries(
    editableCardFields.map(({ name, kind }) => [
      name,
      inputs[kind as keyof typeof inputs].optional(),
    ])
  )
) as z.ZodType<UpdateItemCardBody>

const fieldNameSchema = z.enum(Object.keys(articleFields) as [ArticleFieldName])

export const itemCardSchema = z.object({
  inventory_item_id: z.string(),
  /** Of an article that another store has sent us. */
  link: z
    .object({
      peer_id: z.string(),
      state: z.enum(["linked", "broken"]),
      /** Name of the store whose values the locked fields follow; null if nothing is locked. */
      locked_by: z.string().nullable(),
    })
    .nullable(),
  fields: z.object(
    Object.fromEntries(cardFields.map(({ name, kind }) => [name, answers[kind]])) as {
      [Name in keyof ItemCardFields]: z.ZodType<ItemCardFields[Name]>
    }
  ),
  policies: z.partialRecord(fieldNameSchema, z.enum(fieldPolicies)),
  blank_fields: z.array(fieldNameSchema),
})
export type ItemCard = z.infer<typeof itemCardSchema>

export const peerLinkListParametersSchema = z.strictObject({
  ...pageShape,
  inventory_item_id: z.string().min(1).optional(),
})
export type PeerLinkListParameters = z.infer<typeof peerLinkListParametersSchema>

export const peerLinkSchema = z.object({
  id: z.string(),
  state: z.enum(["linked", "broken"]),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  their_sku: z.string().nullable(),
  variant_id: z.string().nullable(),
  product_id: z.string().nullable(),
  /** Our fields follow the other store's. */
  locked: z.boolean(),
  blank_fields: z.array(fieldNameSchema),
})
export type PeerLink = z.infer<typeof peerLinkSchema>
