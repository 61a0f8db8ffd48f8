import { z } from "@medusajs/framework/zod"
import type { ErrorCode } from "../../http-contract/errors"
import {
  ageingSchema,
  agreementSchema,
  balanceRowSchema,
  contractorItemSchema,
  countedTakeBackSchema,
  countPlanSchema,
  contractorSchema,
  deliverySchema,
  documentSchema,
  documentWarningSchema,
  dueDeliverySchema,
  dueSettlementSchema,
  importExceptionSchema,
  importSchema,
  invoiceSchema,
  leakedReservationSchema,
  lotSchema,
  lotTraceSchema,
  movementSchema,
  orderOwnershipSchema,
  overviewSchema,
  ownershipRowSchema,
  planSchema,
  reconciliationSchema,
  refillSchema,
  settingsSchema,
  settlementSchema,
  silentShopSchema,
  stockRowSchema,
  warehouseItemSchema,
  warehouseSchema,
} from "./contract"

/** Parts of an operation's description that its input schema does not contain. */
export interface Description {
  summary: string
  /** The body of an answer that is no refusal; "paper" for a file. */
  answer: z.ZodType | "paper"
  /** It answers 201 when it has made something, and 200 when an earlier call with the same key had. */
  makes?: boolean
  /** Codes of its refusals, besides INVALID_DATA, NOT_FOUND and IDEMPOTENCY_MISMATCH, which follow from its input. */
  codes?: readonly ErrorCode[]
}

type Descriptions = Record<string, Description>

const one = (key: string, answer: z.ZodType) => z.object({ [key]: answer })

/** A document that was posted, and what is unusual about it. */
const posted = (key: string, answer: z.ZodType = documentSchema) =>
  z.object({ [key]: answer, warnings: z.array(documentWarningSchema).optional() })

const page = (key: string, answer: z.ZodType) =>
  z.object({
    [key]: z.array(answer),
    count: z.number().int(),
    offset: z.number().int(),
    limit: z.number().int(),
  })

const deleted = (kind: string) =>
  z.object({ id: z.string(), object: z.literal(kind), deleted: z.literal(true) })

const reversal = z.object({ id: z.string(), number: z.string() })

/** How a document is spoken of: "a goods issue", "goods issues". */
const toWords = (key: string): string => key.replaceAll("_", " ")
const withArticle = (words: string): string => `${/^[aeiou]/.test(words) ? "an" : "a"} ${words}`

const plural = (key: string): string => (key === "delivery" ? "deliveries" : `${key}s`)

const listAndOne = (
  path: string,
  key: string,
  answer: z.ZodType = documentSchema
): Descriptions => {
  const words = toWords(key)
  return {
    [`get ${path}`]: {
      summary: `Lists ${toWords(plural(key))}, the newest first`,
      answer: page(plural(key), answer),
    },
    [`get ${path}/:id`]: {
      summary: `Reads ${withArticle(words)}`,
      answer: one(key, answer),
    },
    [`post ${path}/:id/reverse`]: {
      summary: `Reverses ${withArticle(words)}`,
      makes: true,
      answer: z.object({ [key]: documentSchema, reversal }),
      codes: [
        "NOT_CONSIGNMENT_WAREHOUSE",
        "INSUFFICIENT_STOCK",
        "EXCEEDS_REVERSIBLE",
        "PERIOD_CLOSED",
        "ALREADY_REVERSED",
        "DOCUMENT_POSTED",
        "SERIAL_TAKEN",
      ],
    },
  }
}

/** A document of its own: posted, listed, read and reversed. */
const document = (path: string, key: string, codes: readonly ErrorCode[]): Descriptions => ({
  ...listAndOne(path, key),
  [`post ${path}`]: {
    summary: `Posts ${withArticle(toWords(key))}`,
    makes: true,
    answer: posted(key),
    codes,
  },
})

/** A document that is posted under the one it takes back. */
const returnOf = (path: string, key: string): Descriptions => ({
  ...listAndOne(`/${key.replaceAll("_", "-")}s`, key),
  [`post ${path}/:id/returns`]: {
    summary: `Takes issued pieces back by ${withArticle(toWords(key))}`,
    makes: true,
    answer: posted(key),
    codes: ["NOT_CONSIGNMENT_WAREHOUSE", "EXCEEDS_RETURNABLE", "DOCUMENT_POSTED"],
  },
})

const paperOf = (path: string, words: string): Descriptions => ({
  [`get ${path}/:id/document`]: {
    summary: `Prints ${withArticle(words)} as PDF, CSV or XLSX`,
    answer: "paper",
  },
})

/** A record that is made, listed, read and changed. */
const record = (
  path: string,
  key: string,
  answer: z.ZodType,
  codes: readonly ErrorCode[] = []
): Descriptions => ({
  [`get ${path}`]: { summary: `Lists ${toWords(key)}s`, answer: page(`${key}s`, answer) },
  [`post ${path}`]: {
    summary: `Creates ${withArticle(toWords(key))}`,
    answer: one(key, answer),
    codes,
  },
  [`get ${path}/:id`]: { summary: `Reads ${withArticle(toWords(key))}`, answer: one(key, answer) },
  [`post ${path}/:id`]: {
    summary: `Changes ${withArticle(toWords(key))}`,
    answer: one(key, answer),
    codes,
  },
})

const receiving = [
  "NOT_ITEM_OWNER",
  "NO_AGREEMENT",
  "NOT_CONSIGNMENT_WAREHOUSE",
  "UNKNOWN_ITEM",
  "PERIOD_CLOSED",
  "SERIAL_TAKEN",
] as const

const taking = ["NOT_CONSIGNMENT_WAREHOUSE", "UNKNOWN_ITEM", "INSUFFICIENT_STOCK"] as const

const delivering = [...taking, "NO_AGREEMENT", "DEDICATED_WAREHOUSE", "PERIOD_CLOSED"] as const

const settling = ["NO_AGREEMENT", "PERIOD_CLOSED"] as const

const invoiceLine = (summary: string): Description => ({
  summary,
  answer: one("invoice", invoiceSchema),
  codes: ["UNKNOWN_ITEM", "DOCUMENT_POSTED"],
})

const importOf = (kind: string): Descriptions => ({
  [`post /imports/${kind}`]: {
    summary: `Imports ${kind.replace("-", " ")} from a CSV file, all of it or what can be posted of it`,
    makes: true,
    answer: one("import", importSchema),
    codes: [...receiving, "INSUFFICIENT_STOCK", "EXCEEDS_RECEIVED", "IDEMPOTENCY_MISMATCH"],
  },
})

/** By method and path below `/admin/consignment`. A route without one fails the build of the OpenAPI document. */
export const descriptions: Descriptions = {
  ...record("/contractors", "contractor", contractorSchema),
  "delete /contractors/:id": {
    summary: "Deletes a contractor with nothing left to return, settle or invoice",
    answer: deleted("contractor"),
    codes: ["CONSIGNED_STOCK_PRESENT"],
  },
  "get /contractors/:id/balance": {
    summary: "What was settled and invoiced of a contractor's items",
    answer: z.object({ balances: z.array(balanceRowSchema) }),
  },
  "get /contractors/:id/items": {
    summary: "Lists the item cards that a contractor owns",
    answer: page("items", contractorItemSchema),
  },
  "post /contractors/:id/items": {
    summary: "Marks a contractor as consignment owner of item cards",
    answer: z.object({ items: z.array(contractorItemSchema) }),
    codes: ["UNKNOWN_ITEM"],
  },
  "delete /contractors/:id/items/:inventory_item_id": {
    summary: "Takes the mark of an item card back",
    answer: deleted("contractor_item"),
    codes: ["CONSIGNED_STOCK_PRESENT"],
  },
  ...record("/agreements", "agreement", agreementSchema, ["AGREEMENT_OVERLAP"]),
  "delete /agreements/:id": {
    summary: "Deletes an agreement that nothing was posted under",
    answer: deleted("agreement"),
    codes: ["INVALID_DATA"],
  },
  ...record("/warehouses", "warehouse", warehouseSchema, [
    "DEDICATED_WAREHOUSE",
    "CONSIGNED_STOCK_PRESENT",
  ]),
  "delete /warehouses/:id": {
    summary: "Retires a warehouse with nothing left in it, to settle or to return",
    answer: deleted("warehouse"),
    codes: ["CONSIGNED_STOCK_PRESENT"],
  },
  "get /warehouses/:id/items": {
    summary: "Lists what is agreed of items at a warehouse",
    answer: page("items", warehouseItemSchema),
  },
  "post /warehouses/:id/items": {
    summary: "Sets minimum, maximum and price of items at a warehouse",
    answer: z.object({ items: z.array(warehouseItemSchema) }),
    codes: ["UNKNOWN_ITEM"],
  },
  "delete /warehouses/:id/items/:inventory_item_id": {
    summary: "Forgets what was agreed of an item at a warehouse",
    answer: deleted("warehouse_item"),
  },
  "get /settings": { summary: "Reads the settings", answer: one("settings", settingsSchema) },
  "post /settings": { summary: "Changes the settings", answer: one("settings", settingsSchema) },

  ...document("/goods-receipts", "goods_receipt", receiving),
  ...paperOf("/goods-receipts", "goods receipt"),
  ...document("/goods-issues", "goods_issue", [...taking, "CURRENCY_MISMATCH"]),
  "post /goods-issues/plan": {
    summary: "Tells whose pieces a goods issue would take now, and posts nothing",
    answer: posted("plan", planSchema),
    codes: [...taking, "CURRENCY_MISMATCH"],
  },
  ...returnOf("/goods-issues", "goods_issue_return"),
  ...document("/internal-issues", "internal_issue", taking),
  ...returnOf("/internal-issues", "internal_issue_return"),
  ...document("/warehouse-transfers", "warehouse_transfer", taking),
  ...document("/ownership-transfers", "ownership_transfer", [...taking, "PERIOD_CLOSED"]),
  ...document("/consignor-returns", "consignor_return", taking),
  ...paperOf("/consignor-returns", "consignor return"),
  ...document("/stock-counts", "stock_count", [
    "NOT_CONSIGNMENT_WAREHOUSE",
    "DEDICATED_WAREHOUSE",
    "UNKNOWN_ITEM",
    "INSUFFICIENT_STOCK",
    "PERIOD_CLOSED",
  ]),
  ...document("/revaluations", "revaluation", [
    "UNKNOWN_ITEM",
    "PERIOD_CLOSED",
    "CURRENCY_MISMATCH",
  ]),
  ...document("/opening-balances", "opening_balance", [...receiving, "EXCEEDS_RECEIVED"]),

  ...listAndOne("/deliveries", "delivery", deliverySchema),
  "post /deliveries": {
    summary: "Delivers our goods to a customer's shop, or drafts the pick list for it",
    makes: true,
    answer: posted("delivery", deliverySchema),
    codes: [...delivering, "DOCUMENT_POSTED"],
  },
  "post /deliveries/:id": {
    summary: "Changes a pick list",
    answer: one("delivery", deliverySchema),
    codes: [...delivering, "DOCUMENT_POSTED"],
  },
  "delete /deliveries/:id": {
    summary: "Deletes a pick list",
    answer: deleted("delivery"),
    codes: ["DOCUMENT_POSTED"],
  },
  "post /deliveries/:id/post": {
    summary: "Posts a pick list",
    makes: true,
    answer: one("delivery", documentSchema),
    codes: [...delivering, "DOCUMENT_POSTED"],
  },
  "post /deliveries/:id/receipt": {
    summary: "Records what the customer says has arrived",
    answer: one("delivery", documentSchema),
    codes: ["ALREADY_REVERSED"],
  },
  ...paperOf("/deliveries", "delivery"),
  "get /deliveries/due": {
    summary: "Lists consignment notes with goods that are to come home by the term of return",
    answer: z.object({ due: z.array(dueDeliverySchema) }),
  },
  ...document("/reported-sales", "reported_sale", [...taking, "CURRENCY_MISMATCH"]),
  ...returnOf("/reported-sales", "reported_sale_return"),
  ...document("/take-backs", "take_back", [...taking, "DEDICATED_WAREHOUSE"]),

  "post /counted-take-backs": {
    summary:
      "Posts a count at a customer: what is missing as sold or lost, what was found, and what comes home",
    makes: true,
    answer: one("counted_take_back", countedTakeBackSchema),
    codes: [...taking, "DEDICATED_WAREHOUSE", "PERIOD_CLOSED"],
  },
  "post /counted-take-backs/plan": {
    summary: "Compares a count at a customer with what should lie there, and posts nothing",
    answer: one("plan", countPlanSchema),
    codes: taking,
  },

  ...importOf("goods-receipts"),
  ...importOf("opening-balances"),
  ...importOf("goods-issues"),
  ...importOf("reported-sales"),
  "get /import-exceptions": {
    summary: "Lists lines of imported files that could not be posted",
    answer: page("import_exceptions", importExceptionSchema),
  },
  "post /import-exceptions/:id/dismiss": {
    summary: "Takes a line that could not be posted off the list",
    answer: one("import_exception", importExceptionSchema),
  },

  "get /overview": {
    summary: "What a store sees at a glance of its consignment",
    answer: one("overview", overviewSchema),
  },
  "get /refill": {
    summary: "What is to be delivered to bring items back to their maximum",
    answer: page("refill", refillSchema),
  },
  "post /refill": {
    summary: "Drafts the delivery that fills a customer's shop up, as far as we have the goods",
    makes: true,
    answer: one("delivery", deliverySchema),
    codes: ["NOT_CONSIGNMENT_WAREHOUSE"],
  },
  "get /ageing": {
    summary: "How long lots have been lying, and until when they may",
    answer: page("ageing", ageingSchema),
  },
  "get /silent-shops": {
    summary: "Customers with goods of ours who have not reported for long",
    answer: z.object({ silent_shops: z.array(silentShopSchema) }),
  },
  "get /lots/:id/trace": {
    summary:
      "From the paper that made a lot to those that sold, invoiced or brought home its pieces",
    answer: one("trace", lotTraceSchema),
  },

  "get /lots": { summary: "Lists lots", answer: page("lots", lotSchema) },
  "get /movements": { summary: "Lists movements", answer: page("movements", movementSchema) },
  "get /stock": {
    summary: "What lies where, of whom, now or as of a date",
    answer: page("stock", stockRowSchema),
  },
  "get /stock/ownership": {
    summary: "Whose the pieces of an item are, by stock location",
    answer: z.object({ ownership: z.array(ownershipRowSchema) }),
    codes: ["UNKNOWN_ITEM"],
  },
  "get /orders/:order_id": {
    summary: "Whence the pieces of an order came and where its returns went",
    answer: one("order_ownership", orderOwnershipSchema),
  },
  "get /reconciliation": {
    summary: "Where levels and lots disagree, and what is still to be posted",
    answer: reconciliationSchema,
  },
  "post /reconciliation/leaked-reservations/:id/release": {
    summary: "Releases what Medusa has reserved for an order line and no fulfilment will take",
    answer: one("leaked_reservation", leakedReservationSchema),
  },

  "get /settlements": {
    summary: "Lists settlements",
    answer: page("settlements", settlementSchema),
  },
  "post /settlements": {
    summary: "Settles a contractor up to a cut-off and closes the period",
    makes: true,
    answer: one("settlement", settlementSchema),
    codes: [...settling, "OPEN_DIFFERENCE"],
  },
  "get /settlements/due": {
    summary: "Lists the settlements that agreements ask for and that are not closed yet",
    answer: page("due", dueSettlementSchema),
  },
  "post /settlements/preview": {
    summary: "Shows the settlement as it would be closed now",
    answer: one("settlement", settlementSchema),
    codes: settling,
  },
  "get /settlements/:id": {
    summary: "Reads a settlement",
    answer: one("settlement", settlementSchema),
  },
  "get /settlements/:id/movements": {
    summary: "Lists the movements that a settlement contains",
    answer: page("movements", movementSchema),
  },
  "post /settlements/:id/cancel": {
    summary: "Cancels the latest settlement of an account",
    answer: one("settlement", settlementSchema),
    codes: ["ALREADY_REVERSED", "SETTLEMENT_NOT_LATEST", "SETTLEMENT_INVOICED"],
  },
  ...paperOf("/settlements", "settlement"),

  "get /invoices": { summary: "Lists invoices", answer: page("invoices", invoiceSchema) },
  "post /invoices": {
    summary: "Drafts an invoice over the balance of settlements",
    makes: true,
    answer: one("invoice", invoiceSchema),
    codes: ["CURRENCY_MISMATCH"],
  },
  "get /invoices/:id": { summary: "Reads an invoice", answer: one("invoice", invoiceSchema) },
  "post /invoices/:id": {
    summary: "Changes number or date of a draft",
    answer: one("invoice", invoiceSchema),
    codes: ["DOCUMENT_POSTED"],
  },
  "delete /invoices/:id": {
    summary: "Deletes a draft",
    answer: deleted("invoice"),
    codes: ["DOCUMENT_POSTED"],
  },
  "post /invoices/:id/lines": invoiceLine("Adds a line to a draft"),
  "post /invoices/:id/lines/:line_id": invoiceLine("Changes a line of a draft"),
  "delete /invoices/:id/lines/:line_id": invoiceLine("Deletes a line of a draft"),
  "post /invoices/:id/post": {
    summary: "Posts a draft and allocates it to lots",
    answer: one("invoice", invoiceSchema),
    codes: ["EXCEEDS_RECEIVED", "CURRENCY_MISMATCH", "DOCUMENT_POSTED"],
  },
  "post /invoices/:id/credit": {
    summary: "Credits lines of a posted invoice",
    makes: true,
    answer: one("invoice", invoiceSchema),
    codes: ["EXCEEDS_REVERSIBLE", "DOCUMENT_POSTED"],
  },
  ...paperOf("/invoices", "invoice"),
}
