import { z } from "@medusajs/framework/zod"
import type {
  AllocationAnswer,
  AnyDocument,
  ComputedOfHead,
  ComputedOfLine,
  DocumentAnswer,
  DocumentLineAnswer,
  DocumentOf,
  DraftAnswer,
  DraftedType,
  DraftFields,
  DraftOf,
  HeadValues,
  LineValues,
  NumberedDocument,
  OriginFields,
  PostedFields,
  DocumentSummary,
  ReversalDocument,
  SharedFields,
  SharedLineFields,
} from "../modules/consignment/domain/document-answer"
import type { DocumentWarning } from "../modules/consignment/domain/expired"
import { documentTypes, reversibleTypes } from "../modules/consignment/domain/kind-lists"
import { kindOf, type DocumentType, type ReversibleType } from "../modules/consignment/domain/kinds"
import { lineTerms } from "../modules/consignment/domain/terms"
import { answeredDecimalSchema, answeredInstantSchema } from "./answers"

export type { DocumentOf, LineOf } from "../modules/consignment/domain/document-answer"
export type { DocumentWarning }

/** A posted document of any kind, for code that reads all kinds alike; `DocumentOf` tells the kinds apart. */
export type Document = DocumentAnswer
export type DocumentLine = DocumentLineAnswer
export type Allocation = AllocationAnswer
/** A delivery that is a pick list still. */
export type PickList = DraftAnswer
export type Delivery = DocumentAnswer | DraftAnswer

type Schemas<Fields> = { [Field in keyof Required<Fields>]: z.ZodType<Fields[Field]> }

const text = z.string().nullable()
const decimal = answeredDecimalSchema.nullable()
const instant = answeredInstantSchema.nullable()

/** Source of part of an issue line, or destination of part of a return line. */
export const allocationSchema = z.strictObject({
  id: z.string(),
  ownership: z.string().meta({ enum: ["own", "consignment", "pending"] }),
  lot_id: text,
  contractor_id: text,
  quantity: answeredDecimalSchema,
  quantity_returned: answeredDecimalSchema,
  unit_cost: decimal,
  currency_code: text,
  stock_location_id: z.string(),
  reason: z.string().optional(),
  base_price: answeredDecimalSchema.optional(),
  commission_percent: answeredDecimalSchema.optional(),
} satisfies Schemas<AllocationAnswer>)

/** Something unusual about a document that was posted all the same. */
export const documentWarningSchema: z.ZodType<DocumentWarning> = z.discriminatedUnion("code", [
  z.strictObject({
    code: z.literal("EXPIRED_LOT"),
    line: z.number(),
    lot_id: z.string(),
    quantity: answeredDecimalSchema,
    expires_at: answeredInstantSchema,
  }),
  z.strictObject({
    code: z.literal("REFERENCE_USED"),
    reference: z.string(),
    document_id: z.string(),
    number: z.string(),
  }),
])

const headColumns = {
  contractor_id: z.string(),
  currency_code: z.string(),
  order_id: text,
  fulfillment_id: text,
  return_id: text,
  issue_strategy: text,
  reason: text,
  received_at: instant,
  undoes_document_id: text,
  warehouse_id: z.string(),
  to_warehouse_id: z.string(),
  own_stock_location_id: z.string(),
} satisfies Schemas<HeadValues>

const lineColumns = {
  unit_cost: decimal,
  sale_price: decimal,
  list_price: decimal,
  counted_quantity: decimal,
  received_quantity: decimal,
  lot_id: text,
  line_item_id: text,
  undoes_line_id: text,
  batch: text,
  expires_at: instant,
  serial_numbers: z.array(z.string()).nullable(),
  terms: z.enum(lineTerms).nullable(),
  hire_until: instant,
  ended_quantity: answeredDecimalSchema,
  checked_quantity: decimal,
  announced_quantity: decimal,
  difference_quantity: decimal,
  origin_line_id: text,
  peer_state: z.enum(["sent", "received", "failed"]).nullable(),
  peer_error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
} satisfies Schemas<LineValues>

const computedOfHead: Partial<Record<DocumentType, z.ZodRawShape>> = {
  goods_issue: { currency_code: text },
  ownership_transfer: { contractor_id: text },
  stock_count: { contractor_id: text },
  revaluation: {
    lots: z.array(
      z.strictObject({
        line_id: z.string(),
        lot_id: z.string(),
        quantity: answeredDecimalSchema,
        old_unit_cost: answeredDecimalSchema,
        unit_cost: answeredDecimalSchema,
        value_change: answeredDecimalSchema,
        currency_code: z.string(),
      })
    ),
  },
  reported_sale: { nothing_sold: z.boolean() },
} satisfies { [Type in keyof ComputedOfHead]: Schemas<ComputedOfHead[Type]> }

const computedOfLine: Partial<Record<DocumentType, z.ZodRawShape>> = {
  goods_receipt: {
    invoiced_quantity: answeredDecimalSchema.optional(),
    outstanding_quantity: answeredDecimalSchema.optional(),
  },
  delivery: {
    outstanding_quantity: answeredDecimalSchema.optional(),
    difference: answeredDecimalSchema.optional(),
  },
  consignor_return: {
    return_fees: z
      .array(
        z.strictObject({
          quantity: answeredDecimalSchema,
          unit_fee: answeredDecimalSchema,
          currency_code: z.string(),
        })
      )
      .optional(),
  },
  opening_balance: {
    uninvoiced_quantity: answeredDecimalSchema.optional(),
    over_invoiced_quantity: answeredDecimalSchema.optional(),
    received_at: instant.optional(),
  },
} satisfies { [Type in keyof ComputedOfLine]: Schemas<ComputedOfLine[Type]> }

const originShape = {
  origin: z.enum(["manual", "import", "peer"]),
  peer_id: text,
  read_only: z.boolean(),
} satisfies Schemas<OriginFields>

const numberedShape = { id: z.string(), number: z.string() } satisfies Schemas<NumberedDocument>

const reversedByShape = { reversed_by: z.array(z.strictObject(numberedShape)) }

const reversedSchema = z.strictObject({ ...numberedShape, type: z.enum(reversibleTypes) })

const headShape = {
  id: z.string(),
  created_by: text,
  late: z.boolean(),
  reference: text,
  note: text,
  metadata: z.record(z.string(), z.unknown()).nullable(),
  warehouse_id: text,
  stock_location_id: text,
  branch_code: text,
  ...reversedByShape,
  warnings: z.array(documentWarningSchema).optional(),
} satisfies Schemas<SharedFields>

const postedShape = {
  number: z.string(),
  status: z.enum(["posted", "partly_reversed", "reversed"]),
  effective_at: answeredInstantSchema,
  posted_at: answeredInstantSchema,
} satisfies Schemas<PostedFields>

const draftShape = {
  number: z.null(),
  status: z.literal("draft"),
  effective_at: instant,
  posted_at: z.null(),
} satisfies Schemas<DraftFields>

const lineShape = {
  id: z.string(),
  index: z.number(),
  inventory_item_id: z.string(),
  sku: text,
  quantity: answeredDecimalSchema,
} satisfies Schemas<SharedLineFields>

/** The shapes are built from the registry, so the compiler is told what they come to. */
const typed = <Answer>(schema: z.ZodType): z.ZodType<Answer> => schema as z.ZodType<Answer>

const mapped = <Column extends string>(
  fields: Readonly<Record<string, Column>>,
  toSchema: (column: Column) => z.ZodType
): z.ZodRawShape =>
  Object.fromEntries(Object.entries(fields).map(([field, column]) => [field, toSchema(column)]))

const toLineSchema = (type: DocumentType) =>
  z.strictObject({
    ...lineShape,
    ...mapped(kindOf(type).lineFields, (column) => lineColumns[column]),
    ...computedOfLine[type],
    ...(kindOf(type).allocates ? { allocations: z.array(allocationSchema) } : {}),
  })

const toHeadShape = (type: DocumentType): z.ZodRawShape => ({
  type: z.literal(type),
  ...headShape,
  ...(kindOf(type).tellsOrigin ? originShape : {}),
  ...mapped(kindOf(type).fields, (column) => headColumns[column]),
  ...computedOfHead[type],
})

const toDocumentSchema = (type: DocumentType) =>
  z.strictObject({ ...toHeadShape(type), ...postedShape, lines: z.array(toLineSchema(type)) })

/** The strict answer of a posted document of each kind, as the registry describes it. */
export const documentSchemas = Object.fromEntries(
  reversibleTypes.map((type): [string, z.ZodType] => [type, toDocumentSchema(type)])
) as { [Type in ReversibleType]: z.ZodType<DocumentOf<Type>> }

/** A posted document of any kind; `type` tells which. */
export const documentSchema = typed<AnyDocument>(
  z.discriminatedUnion(
    "type",
    reversibleTypes.map(toDocumentSchema) as [ReturnType<typeof toDocumentSchema>]
  )
)

export type { DocumentSummary, NumberedDocument, ReversalDocument }

/** The document that reverses an older one. */
export const reversalSchema: z.ZodType<ReversalDocument> = z.strictObject({
  type: z.literal("reversal"),
  ...headShape,
  ...postedShape,
  reverses_id: z.string(),
  reverses: reversedSchema,
  lines: z.array(z.strictObject({ ...lineShape, line_id: text })),
})

/** A posted document of any kind without its lines. */
export const documentSummarySchema: z.ZodType<DocumentSummary> = z.strictObject({
  id: z.string(),
  type: z.enum(documentTypes),
  ...postedShape,
  created_by: text,
  late: z.boolean(),
  reference: text,
  warehouse_id: text,
  stock_location_id: text,
  order_id: text,
  contractor_ids: z.array(z.string()),
  line_count: z.number().int(),
  reverses: reversedSchema.nullable(),
  ...reversedByShape,
})

const toDraftSchema = <Type extends DraftedType>(type: Type) =>
  typed<DraftOf<Type>>(
    z.strictObject({
      ...toHeadShape(type),
      ...mapped(kindOf(type).fields, (column) => headColumns[column].nullable()),
      ...draftShape,
      lines: z.array(toLineSchema(type)),
    })
  )

export const deliveryDraftSchema = toDraftSchema("delivery")
export const announcedTakeBackSchema = toDraftSchema("take_back")
export const deliverySchema = z.union([documentSchemas.delivery, deliveryDraftSchema])
export const takeBackSchema = z.union([documentSchemas.take_back, announcedTakeBackSchema])
