import { z } from "@medusajs/framework/zod"
import { answeredDecimalSchema } from "./answers"
import {
  countedQuantitySchema,
  currencyCodeSchema,
  dayOrInstantSchema,
  documentShape,
  idempotencyKeySchema,
  itemShape,
  linesOf,
  MAXIMUM_LINES,
  NAMES_ITEM_MESSAGE,
  namesItem,
  quantitySchema,
  serialNumbersSchema,
  unitCostSchema,
  lotDetailsShape,
} from "./common"
import { lineTerms } from "../modules/consignment/domain/terms"
import { returnedLineSchema } from "./goods-issue"
import { missingPieces } from "../modules/consignment/domain/counted-take-back"
import { documentSchemas, type Delivery, type PickList } from "./document-answers"
import {
  NAMES_ITEM_OR_LOT,
  namesItemOrLot,
  takingLineSchema,
  takingLineShape,
} from "./inbound-documents"

export { lineTerms, type Delivery, type PickList }

const deliveryLineSchema = z
  .strictObject({
    ...itemShape,
    quantity: quantitySchema,
    /**
     * Default: the price agreed for the item at the warehouse, that of the host's price lists for the customer, or the
     * one of the latest delivery of the item to him.
     */
    unit_price: unitCostSchema.nullish(),
    /** Default: `hire` if the customer's warehouse is for hired goods, else `consign`. What is sold at once never comes back. */
    terms: z.enum(lineTerms).optional(),
    /** Of hired goods; a day means its end in the time zone of the agreement. */
    hire_until: dayOrInstantSchema.nullish(),
    ...lotDetailsShape,
  })
  .refine(namesItem, NAMES_ITEM_MESSAGE)

const { idempotency_key, ...paperShape } = documentShape

const deliveryShape = {
  /** The customer's. */
  warehouse_id: z.string().min(1),
  from_stock_location_id: z.string().min(1),
  currency_code: currencyCodeSchema.optional(),
  /** The order whose picked goods go on consignment. */
  order_id: z.string().min(1).nullish(),
  ...paperShape,
}

export const postDeliverySchema = z
  .strictObject({
    ...deliveryShape,
    idempotency_key,
    /** A draft is a pick list: it moves nothing until it is posted. */
    status: z.enum(["draft", "posted"]).default("posted"),
    /** Default: what the order asks for. */
    lines: linesOf(deliveryLineSchema).optional(),
  })
  .refine((delivery) => delivery.lines !== undefined || delivery.order_id, {
    path: ["lines"],
    message: "Name lines, or an order to take them from.",
    params: { reason: "no_lines" },
  })
export type PostDeliveryBody = z.infer<typeof postDeliverySchema>

/** Lines that are named replace all of them. */
export const updateDeliverySchema = z
  .strictObject({ ...deliveryShape, lines: linesOf(deliveryLineSchema) })
  .partial()
export type UpdateDeliveryBody = z.infer<typeof updateDeliverySchema>

export const postDeliveryDraftSchema = z.strictObject({
  idempotency_key: idempotencyKeySchema.optional(),
})
export type PostDeliveryDraftBody = z.infer<typeof postDeliveryDraftSchema>

export const receiveDeliverySchema = z.strictObject({
  lines: linesOf(
    z.strictObject({ line_id: z.string().min(1), received_quantity: countedQuantitySchema })
  ),
  idempotency_key: idempotencyKeySchema.optional(),
})
export type ReceiveDeliveryBody = z.infer<typeof receiveDeliverySchema>

const hireLinesShape = {
  line_id: z.string().min(1),
  /** Default: all whose hire runs. */
  quantity: quantitySchema.nullish(),
  serial_numbers: serialNumbersSchema.nullish(),
}

export const endHireSchema = z.strictObject({
  /** Default: now. A day means its end; in the future, the hire runs until then. */
  at: dayOrInstantSchema.optional(),
  /** Default: all hired lines. */
  lines: linesOf(z.strictObject(hireLinesShape)).optional(),
  idempotency_key: idempotencyKeySchema.optional(),
})
export type EndHireBody = z.infer<typeof endHireSchema>

export const extendHireSchema = z.strictObject({
  /** A day means its end. */
  hire_until: dayOrInstantSchema,
  /** Default: all hired lines. */
  lines: linesOf(z.strictObject({ line_id: z.string().min(1) })).optional(),
  idempotency_key: idempotencyKeySchema.optional(),
})
export type ExtendHireBody = z.infer<typeof extendHireSchema>

const reportedSaleLineSchema = z
  .strictObject({
    ...takingLineShape,
    /** For this sale; default: as agreed at the delivery, or the price of the day if the agreement says so. */
    unit_price: unitCostSchema.nullish(),
  })
  .refine(namesItemOrLot, NAMES_ITEM_OR_LOT)

/** A report of goods that were sold, as a file holds it. */
export const soldGoodsSchema = z.strictObject({
  warehouse_id: z.string().min(1),
  lines: linesOf(reportedSaleLineSchema),
  ...documentShape,
})

export const postReportedSaleSchema = z
  .strictObject({
    ...soldGoodsSchema.shape,
    lines: z.array(reportedSaleLineSchema).max(MAXIMUM_LINES),
    /** The customer reports that he has sold nothing: there are no lines then, and he is silent no longer. */
    nothing_sold: z.boolean().optional(),
  })
  .refine((report) => report.nothing_sold === true || report.lines.length > 0, {
    path: ["lines"],
    message: "Name what was sold, or report nothing_sold.",
    params: { reason: "no_lines" },
  })
  .refine((report) => report.nothing_sold !== true || report.lines.length === 0, {
    path: ["nothing_sold"],
    message: "A report of lines has sold something.",
  })
export type PostReportedSaleBody = z.infer<typeof postReportedSaleSchema>

export const postReportedSaleReturnSchema = z.strictObject({
  lines: linesOf(returnedLineSchema),
  ...documentShape,
})
export type PostReportedSaleReturnBody = z.infer<typeof postReportedSaleReturnSchema>

export const postTakeBackSchema = z.strictObject({
  warehouse_id: z.string().min(1),
  /** Where the goods lie as own from now on. */
  to_stock_location_id: z.string().min(1),
  lines: linesOf(takingLineSchema),
  ...documentShape,
})
export type PostTakeBackBody = z.infer<typeof postTakeBackSchema>

/** The bodies that post documents about goods at customers, by kind. */
export const outboundDocumentBodies = {
  delivery: postDeliverySchema,
  reported_sale: postReportedSaleSchema,
  take_back: postTakeBackSchema,
}

/** Posts what arrived of a return that the other store has announced. */
export const postAnnouncedTakeBackSchema = z.strictObject({
  /** Where the goods lie as own from now on. */
  to_stock_location_id: z.string().min(1),
  /** Units that arrived; default: all that were announced. Lines left out did not arrive. */
  lines: linesOf(
    z.strictObject({
      line_id: z.string().min(1),
      quantity: countedQuantitySchema,
      /** Default: those that were announced, if all of them arrived. */
      serial_numbers: serialNumbersSchema.nullish(),
    })
  ).optional(),
  idempotency_key: idempotencyKeySchema.optional(),
})
export type PostAnnouncedTakeBackBody = z.infer<typeof postAnnouncedTakeBackSchema>

/** Settles who pays for announced units that did not arrive: a reported sale, or a loss of ours. */
export const settleTakeBackDifferenceSchema = z.strictObject({
  lines: linesOf(
    z.strictObject({
      line_id: z.string().min(1),
      quantity: quantitySchema,
      bearer: z.enum(["us", "customer"]),
    })
  ),
  idempotency_key: idempotencyKeySchema.optional(),
})
export type SettleTakeBackDifferenceBody = z.infer<typeof settleTakeBackDifferenceSchema>

const countedLines = linesOf(
  z
    .strictObject({
      ...itemShape,
      /** All that was found there, what comes home included. */
      counted_quantity: countedQuantitySchema,
      /** Quantity picked up; default 0. */
      quantity: countedQuantitySchema.optional(),
      /** Whether missing units were sold or lost; default: sold if the customer is liable for losses. */
      missing_as: z.enum(missingPieces).optional(),
      /** The units that are picked up. */
      serial_numbers: serialNumbersSchema.nullish(),
    })
    .refine(namesItem, NAMES_ITEM_MESSAGE)
)

export const planCountedTakeBackSchema = z.strictObject({
  warehouse_id: z.string().min(1),
  /** When it was counted; default: now. */
  effective_at: dayOrInstantSchema.optional(),
  lines: countedLines,
})
export type PlanCountedTakeBackBody = z.infer<typeof planCountedTakeBackSchema>

export const postCountedTakeBackSchema = z.strictObject({
  warehouse_id: z.string().min(1),
  /** Where the goods lie as own from now on; needed if anything comes home. */
  to_stock_location_id: z.string().min(1).optional(),
  lines: countedLines,
  ...documentShape,
})
export type PostCountedTakeBackBody = z.infer<typeof postCountedTakeBackSchema>

/** A count at a customer compared with the booked stock. */
export const countPlanSchema = z.object({
  lines: z.array(
    z.object({
      index: z.number().int(),
      inventory_item_id: z.string(),
      sku: z.string().nullable(),
      expected_quantity: answeredDecimalSchema,
      counted_quantity: answeredDecimalSchema,
      missing_quantity: answeredDecimalSchema,
      /** Null if nothing is missing. */
      missing_as: z.enum(missingPieces).nullable(),
      surplus_quantity: answeredDecimalSchema,
      quantity: answeredDecimalSchema,
      /** Quantity that stays at the customer. */
      remaining_quantity: answeredDecimalSchema,
    })
  ),
})
export type CountPlan = z.infer<typeof countPlanSchema>

/** The papers that a count was posted as; null where there was nothing to post. */
export const countedTakeBackSchema = z.object({
  reported_sale: documentSchemas.reported_sale.nullable(),
  stock_count: documentSchemas.stock_count.nullable(),
  take_back: documentSchemas.take_back.nullable(),
})
export type CountedTakeBack = z.infer<typeof countedTakeBackSchema>
