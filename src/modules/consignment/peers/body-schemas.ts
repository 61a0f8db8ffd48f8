import { z } from "@medusajs/framework/zod"
import { ConsignmentError } from "../domain/errors"
import type { Message } from "../domain/peers"

// Fields that a message needs before it is applied: the other store may be of another version, or not ours at all. Fields
// that nothing here reads are ignored.

const text = z.string()
const decimal = text.regex(/^-?\d{1,20}(\.\d{1,12})?$/)
const instant = text.refine((value) => !Number.isNaN(Date.parse(value)))
const texts = z.array(text)

const documentShape = { document_id: text, number: text, effective_at: instant }
const quantityShape = { origin_line_id: text, quantity: decimal }
const takenLine = z.object({ ...quantityShape, serial_numbers: texts })
const part = z.looseObject({ id: text, sku: text.nullish() })

const delivery = z.object({
  ...documentShape,
  delivery_id: text,
  pair_id: text,
  currency_code: text,
  lines: z
    .array(
      z.object({
        ...quantityShape,
        link_id: text,
        unit_price: decimal,
        hire_until: instant.nullish(),
        expires_at: text.nullish(),
        serial_numbers: texts.nullish(),
      })
    )
    .min(1),
})

const reversal = z.object({
  ...documentShape,
  undoes_document_id: text,
  document_type: text,
  lines: z.array(z.object({ ...quantityShape })),
})

const sequence = z.number().int().min(1)

/** Books as one side tells them, in a message or when it is asked. */
export const booksSchema = z.object({
  as_of: instant,
  lines: z.array(
    z.object({
      origin_line_id: text,
      sku: text.nullable(),
      remaining: decimal,
      unsettled: decimal,
      announced: decimal,
      lent: decimal,
      unit_cost: decimal,
    })
  ),
  settlements: z.array(z.object({ id: text, number: text, cut_off: instant, net_value: decimal })),
  sent_sequence: z.number().int(),
  received_sequence: z.number().int(),
  unapplied: z.array(z.number().int()),
  unread: z.array(
    z.object({
      sequence: z.number().int(),
      type: text,
      units: z.array(z.object({ ...quantityShape })),
    })
  ),
})

const schemas: Readonly<Record<string, z.ZodType>> = {
  "article.described": z.object({
    link_id: text,
    hash: text,
    sku: text.nullable(),
    item: part,
    variant: part.nullable(),
    product: part.nullable(),
  }),
  "connection.changed": z.object({ url: text.nullish() }),
  "consignor_return.posted": z.object({
    ...documentShape,
    currency_code: text,
    lines: z.array(takenLine),
  }),
  "delivery.posted": delivery,
  "delivery.received": z.object({
    delivery_id: text,
    effective_at: instant.nullable(),
    lines: z.array(z.object({ origin_line_id: text, state: z.enum(["received", "failed"]) })),
  }),
  "delivery.reversed": reversal,
  "document.reversed": reversal,
  "exception.opened": z.object({ sequence, code: text.optional(), message: text.optional() }),
  "exception.closed": z.object({ sequence, status: z.enum(["resolved", "dismissed"]) }),
  "hire.changed": z.object({
    delivery_id: text,
    lines: z.array(
      z.object({
        origin_line_id: text,
        hire_until: instant.nullable(),
        ended_quantity: decimal,
        serial_numbers: texts,
      })
    ),
  }),
  "link.broken": z.object({ link_id: text, sku: text.nullable() }),
  "link.restored": z.object({ link_id: text, sku: text.nullable() }),
  "revaluation.posted": z.object({
    document_id: text,
    number: text,
    lines: z.array(z.object({ origin_line_id: text, unit_cost: decimal })),
  }),
  "settlement.closed": z.object({
    settlement_id: text,
    number: text,
    currency_code: text,
    cut_off: instant,
    net_value: decimal,
    lines: z.array(
      z.object({
        ...quantityShape,
        unit_cost: decimal,
        serial_numbers_out: texts,
        serial_numbers_in: texts,
      })
    ),
    includes: texts,
  }),
  "settlement.cancelled": z.object({ settlement_id: text }),
  "stock_count.posted": z.object({
    ...documentShape,
    currency_code: text,
    lines: z.array(
      z.object({
        ...quantityShape,
        unit_cost: decimal,
        liable: z.boolean(),
        serial_numbers: texts.nullish(),
      })
    ),
  }),
  "take_back.posted": z.object({
    ...documentShape,
    pair_id: text,
    currency_code: text,
    lines: z.array(takenLine),
  }),
  "warehouse.offered": z.object({
    pair_id: text,
    name: text.nullish(),
    purpose: z.enum(["sale", "hire"]),
  }),
  "warehouse.accepted": z.object({ pair_id: text, name: text.nullish() }),
  statement: booksSchema,
}

/** Why a message cannot be read; null if it can. */
export const findUnreadable = ({
  type,
  body,
}: Pick<Message, "type" | "body">): ConsignmentError | null => {
  const result = schemas[type]?.safeParse(body)
  if (!result || result.success) return null
  const fields = [...new Set(result.error.issues.map(({ path }) => path.join(".")))]
  return new ConsignmentError(
    "INVALID_DATA",
    `The message cannot be read: ${fields.slice(0, 5).join(", ")} is missing or wrong.`,
    { fields: fields.map((path) => ({ path, message: "Missing or wrong." })) }
  )
}
