import { z } from "@medusajs/framework/zod"
import type { ErrorCode } from "../../http-contract/errors"
import {
  accountSchema,
  ageingSchema,
  agreementSchema,
  attachmentSchema,
  balanceRowSchema,
  contractorItemSchema,
  contractorPriceSchema,
  countedTakeBackSchema,
  countPlanSchema,
  contractorSchema,
  deliverySchema,
  documentSchemas,
  documentSummarySchema,
  documentTotalSchema,
  documentWarningSchema,
  dueDeliverySchema,
  dueSettlementSchema,
  importExceptionSchema,
  importSchema,
  invoicePaymentSchema,
  invoicedAllSchema,
  invoiceSchema,
  hireWorklistSchema,
  leakedReservationSchema,
  letterPreviewSchema,
  loanSchema,
  loanWarningSchema,
  lotSchema,
  lotTraceSchema,
  markdownSchema,
  movementSchema,
  openByAgeSchema,
  openItemSchema,
  orderOwnershipSchema,
  overviewSchema,
  ownershipRowSchema,
  payableSchema,
  payableSumSchema,
  payerProblemsSchema,
  peerExceptionSchema,
  peerMessageSchema,
  peerSchema,
  peerStatementSchema,
  peerWarningSchema,
  plannedInvoiceSchema,
  plannedMarkdownSchema,
  plannedSettlementSchema,
  planSchema,
  sentLetterSchema,
  priceImportSchema,
  serialNumberSchema,
  reconciliationSchema,
  refillSchema,
  reversalSchema,
  itemCardSchema,
  peerLinkSchema,
  searchResultSchema,
  settingsSchema,
  settledAllSchema,
  settlementSchema,
  settlementTotalSchema,
  silentShopSchema,
  stockRowSchema,
  stockTotalSchema,
  takeBackSchema,
  warehouseItemSchema,
  warehouseSchema,
  type ReversibleType,
  type ReturningType,
} from "./contract"

/** Parts of an operation's description that its input schema does not contain. */
export interface Description {
  summary: string
  /** The body of an answer that is no refusal; "paper", "payout" and "file" for a file. */
  answer: z.ZodType | "paper" | "payout" | "file"
  /** It answers 201 when it has made something, and 200 when an earlier call with the same key had. */
  makes?: boolean
  /** Codes of its refusals, besides INVALID_DATA, NOT_FOUND of a path and IDEMPOTENCY_MISMATCH, which follow from its input. */
  codes?: readonly ErrorCode[]
}

type Descriptions = Record<string, Description>

const one = (key: string, answer: z.ZodType) => z.object({ [key]: answer })

/** A document that was posted, and what is unusual about it. */
const posted = (key: string, answer: z.ZodType) =>
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
  key: ReversibleType,
  answer: z.ZodType = documentSchemas[key]
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
      answer: z.object({ [key]: documentSchemas[key], reversal }),
      codes: [
        "LED_BY_PEER",
        "NOT_CONSIGNMENT_WAREHOUSE",
        "INSUFFICIENT_STOCK",
        "EXCEEDS_REVERSIBLE",
        "SOLD_AT_DELIVERY",
        "PERIOD_CLOSED",
        "ALREADY_REVERSED",
        "DOCUMENT_POSTED",
        "SERIAL_TAKEN",
      ],
    },
  }
}

/** A document of its own: posted, listed, read and reversed. */
const document = (
  path: string,
  key: ReversibleType,
  codes: readonly ErrorCode[]
): Descriptions => ({
  ...listAndOne(path, key),
  [`post ${path}`]: {
    summary: `Posts ${withArticle(toWords(key))}`,
    makes: true,
    answer: posted(key, documentSchemas[key]),
    codes: ledByPeer.has(path) ? ["LED_BY_PEER", ...codes] : codes,
  },
})

/** Of these, one of two connected stores posts what the other follows. */
const ledByPeer = new Set([
  "/goods-receipts",
  "/opening-balances",
  "/reported-sales",
  "/revaluations",
  "/stock-counts",
  "/warehouse-transfers",
])

/** A document that is posted under the one it takes back. */
const returnOf = (path: string, key: ReturningType): Descriptions => ({
  ...listAndOne(`/${key.replaceAll("_", "-")}s`, key),
  [`post ${path}/:id/returns`]: {
    summary: `Takes issued pieces back by ${withArticle(toWords(key))}`,
    makes: true,
    answer: posted(key, documentSchemas[key]),
    codes: [
      "LED_BY_PEER",
      "NOT_CONSIGNMENT_WAREHOUSE",
      "INSUFFICIENT_STOCK",
      "EXCEEDS_RETURNABLE",
      "DOCUMENT_POSTED",
      "SERIAL_TAKEN",
      "SOLD_AT_DELIVERY",
    ],
  },
})

const paperOf = (path: string, words: string): Descriptions => ({
  [`get ${path}/:id/document`]: {
    summary: `Prints ${withArticle(words)} as PDF, CSV or XLSX`,
    answer: "paper",
  },
  [`get ${path}/:id/send`]: {
    summary: `Proposes an e-mail with ${withArticle(words)}, and tells what was sent before`,
    answer: letterPreviewSchema,
  },
  [`post ${path}/:id/send`]: {
    summary: `Sends ${withArticle(words)} to the contractor by e-mail, as PDF`,
    answer: one("letter", sentLetterSchema),
    makes: true,
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
    codes: [
      "LED_BY_PEER",
      ...receiving,
      "INSUFFICIENT_STOCK",
      "EXCEEDS_RECEIVED",
      "IDEMPOTENCY_MISMATCH",
    ],
  },
})

/** By method and path below `/admin/consignment`. A route without one fails the build of the OpenAPI document. */
export const descriptions: Descriptions = {
  ...record("/contractors", "contractor", contractorSchema),
  "delete /contractors/:id": {
    summary: "Deletes a contractor with nothing left to return, settle or invoice",
    answer: deleted("contractor"),
    codes: ["CONSIGNED_STOCK_PRESENT", "INVALID_DATA"],
  },
  "get /accounts": {
    summary: "Stock, what is owed for sold goods, and the last settlement of partners",
    answer: z.object({ accounts: z.array(accountSchema) }),
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
  "get /contractors/:id/prices": {
    summary:
      "Lists a supplier's own prices, by which goods under the price basis price_list are paid",
    answer: page("prices", contractorPriceSchema),
  },
  "post /contractors/:id/prices": {
    summary: "Adds prices to a supplier's list; one of the same item, currency and day is replaced",
    answer: z.object({ prices: z.array(contractorPriceSchema) }),
    codes: ["UNKNOWN_ITEM"],
  },
  "post /contractors/:id/prices/import": {
    summary: "Imports a supplier's price list, all of it or nothing",
    answer: z.object({ import: priceImportSchema }),
    codes: ["UNKNOWN_ITEM"],
  },
  "delete /contractors/:id/prices/:price_id": {
    summary: "Takes a price off a supplier's list; what was sold keeps its cost",
    answer: deleted("contractor_price"),
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
    codes: ["CONSIGNED_STOCK_PRESENT", "INVALID_DATA"],
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
  "get /item-cards/:inventory_item_id": {
    summary: "Reads the item card of an inventory item",
    answer: one("item_card", itemCardSchema),
  },
  "post /item-cards/:inventory_item_id": {
    summary: "Changes fields of an item card",
    answer: one("item_card", itemCardSchema),
  },
  "get /peers/:id/links": {
    summary: "Lists the articles that are linked to those of a connected store",
    answer: page("links", peerLinkSchema),
  },
  "get /settings": {
    summary: "Reads the settings, and the names of all issue strategies of the store",
    answer: one("settings", settingsSchema).extend({ issue_strategies: z.array(z.string()) }),
  },
  "post /settings": { summary: "Changes the settings", answer: one("settings", settingsSchema) },

  ...document("/goods-receipts", "goods_receipt", receiving),
  ...paperOf("/goods-receipts", "goods receipt"),
  "get /goods-receipts/totals": {
    summary:
      "What the goods receipts that filters ask for come to, without reversed ones unless these are asked for; null of more than 10,000",
    answer: z.object({ totals: z.array(documentTotalSchema).nullable() }),
  },
  ...document("/goods-issues", "goods_issue", [...taking, "CURRENCY_MISMATCH"]),
  "post /goods-issues/plan": {
    summary: "Tells whose pieces a goods issue would take now, and posts nothing",
    answer: posted("plan", planSchema),
    codes: [...taking, "CURRENCY_MISMATCH"],
  },
  "post /goods-issues/:id/serial-numbers": {
    summary: "Names afterwards which units left with a goods issue",
    answer: one("goods_issue", documentSchemas.goods_issue),
    codes: ["INSUFFICIENT_STOCK"],
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
    answer: posted("delivery", documentSchemas.delivery),
    codes: [...delivering, "DOCUMENT_POSTED"],
  },
  "post /deliveries/:id/receipt": {
    summary: "Records what the customer says has arrived",
    answer: one("delivery", documentSchemas.delivery),
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
  ...listAndOne("/take-backs", "take_back", takeBackSchema),
  "post /take-backs/:id/post": {
    summary: "Posts what arrived of a return that the other store has announced",
    answer: posted("take_back", documentSchemas.take_back),
    codes: [...taking, "DEDICATED_WAREHOUSE", "DOCUMENT_POSTED"],
  },
  "post /take-backs/:id/difference": {
    summary: "Settles who pays for announced units that did not arrive",
    answer: one("take_back", documentSchemas.take_back),
    codes: [...taking, "EXCEEDS_RETURNABLE"],
  },
  "post /goods-receipts/:id/check": {
    summary: "Tells which received units are accepted, and sends rejected ones back",
    answer: one("goods_receipt", documentSchemas.goods_receipt),
    codes: ["INSUFFICIENT_STOCK", "ALREADY_REVERSED"],
  },

  "post /counted-take-backs": {
    summary:
      "Posts a count at a customer: what is missing as sold or lost, what was found, and what comes home",
    makes: true,
    answer: posted("counted_take_back", countedTakeBackSchema),
    codes: ["LED_BY_PEER", ...taking, "DEDICATED_WAREHOUSE", "PERIOD_CLOSED"],
  },
  "post /counted-take-backs/plan": {
    summary: "Compares a count at a customer with the booked stock, and posts nothing",
    answer: one("plan", countPlanSchema),
    codes: taking,
  },

  "get /serial-numbers": {
    summary: "Lists units by serial number, with the documents that they moved with",
    answer: page("serial_numbers", serialNumberSchema),
  },
  "post /serial-numbers": {
    summary: "Registers the serial numbers of units of own stock",
    answer: z.object({ serial_numbers: z.array(serialNumberSchema) }),
    codes: ["UNKNOWN_ITEM", "INSUFFICIENT_STOCK", "SERIAL_TAKEN"],
  },

  ...importOf("goods-receipts"),
  ...importOf("opening-balances"),
  ...importOf("goods-issues"),
  ...importOf("reported-sales"),
  ...importOf("stock-counts"),
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
    answer: posted("delivery", deliverySchema),
    codes: ["NOT_CONSIGNMENT_WAREHOUSE"],
  },
  "get /ageing": {
    summary: "How long lots have been lying, and until when they may",
    answer: page("ageing", ageingSchema),
  },
  "get /labels": {
    summary: "Prints labels with barcodes for a receipt, for lots or for items, as PDF",
    answer: "paper",
    codes: ["NOT_FOUND"],
  },
  "get /search": {
    summary: "Finds partners, documents, settlements, invoices, lots, serial numbers and items",
    answer: z.object({ results: z.array(searchResultSchema) }),
  },
  "get /loans": { summary: "Lists loans of hired units", answer: page("loans", loanSchema) },
  "post /loans": {
    summary: "Lends units of a hire warehouse",
    makes: true,
    answer: z.object({ loan: loanSchema, warnings: z.array(loanWarningSchema) }),
    codes: ["NOT_CONSIGNMENT_WAREHOUSE", "UNKNOWN_ITEM", "INSUFFICIENT_STOCK", "SERIAL_TAKEN"],
  },
  "get /loans/:id": { summary: "Reads a loan", answer: one("loan", loanSchema) },
  "post /loans/:id/returns": {
    summary: "Takes back units that a borrower returns",
    answer: one("loan", loanSchema),
    codes: ["EXCEEDS_RETURNABLE"],
  },
  "get /hire-worklist": {
    summary: "How many loans and hires wait for somebody",
    answer: one("hire_worklist", hireWorklistSchema),
  },
  "post /deliveries/:id/end-hire": {
    summary: "Ends the hire of delivered units, now or later",
    answer: one("delivery", documentSchemas.delivery),
    codes: ["ALREADY_REVERSED", "INSUFFICIENT_STOCK"],
  },
  "post /deliveries/:id/extend-hire": {
    summary: "Extends the hire of delivered units",
    answer: one("delivery", documentSchemas.delivery),
    codes: ["ALREADY_REVERSED"],
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

  "get /peers": {
    summary: "Lists connections to other stores, the newest first",
    answer: page("peers", peerSchema),
  },
  "post /peers": {
    summary: "Makes a pairing code for the store of a customer",
    makes: true,
    answer: z.object({ peer: peerSchema, pairing_code: z.string(), expires_at: z.string() }),
    codes: ["NO_AGREEMENT", "NOT_CONSIGNMENT_WAREHOUSE", "CONSIGNED_STOCK_PRESENT"],
  },
  "post /peers/join": {
    summary: "Connects with the store of an owner, by its pairing code",
    makes: true,
    answer: z.object({ peer: peerSchema, warnings: z.array(peerWarningSchema) }),
    codes: [
      "NO_AGREEMENT",
      "NOT_CONSIGNMENT_WAREHOUSE",
      "CONSIGNED_STOCK_PRESENT",
      "PAIRING_REFUSED",
      "PEER_UNREACHABLE",
    ],
  },
  "get /peers/:id": { summary: "Reads a connection", answer: one("peer", peerSchema) },
  "post /peers/:id": {
    summary: "Changes, pauses or resumes a connection",
    answer: one("peer", peerSchema),
  },
  "delete /peers/:id": { summary: "Ends a connection", answer: deleted("peer") },
  "post /peers/:id/rotate-key": {
    summary: "Signs with a new key from now on",
    answer: one("peer", peerSchema),
    codes: ["INVALID_DATA", "PEER_UNREACHABLE"],
  },
  "post /peers/:id/resume": {
    summary: "Goes on after one of the stores was restored from a backup",
    answer: one("peer", peerSchema),
    codes: ["PEER_UNREACHABLE"],
  },
  "post /peers/:id/warehouses": {
    summary: "Offers one more warehouse to the holder, or accepts an offer of the owner",
    answer: one("peer", peerSchema),
    codes: ["NOT_CONSIGNMENT_WAREHOUSE", "CONSIGNED_STOCK_PRESENT"],
  },
  "get /peers/:id/statement": {
    summary: "Compares both books of a connection",
    answer: one("statement", peerStatementSchema),
    codes: ["PEER_UNREACHABLE"],
  },
  "get /peers/:id/statement/document": {
    summary: "Prints the comparison of both books as PDF, CSV or XLSX",
    answer: "paper",
  },
  "post /peers/:id/pull": {
    summary: "Reads and applies the other store's messages now",
    answer: z.object({
      peer: peerSchema,
      applied: z.number().int(),
      exceptions: z.number().int(),
    }),
  },
  "get /peers/:id/messages": {
    summary: "Lists the messages of one direction, the newest first",
    answer: page("messages", peerMessageSchema),
  },
  "get /peers/:id/exceptions": {
    summary: "Lists messages that could not be applied, the newest first",
    answer: page("exceptions", peerExceptionSchema),
  },
  "post /peers/:id/exceptions/:exception_id/retry": {
    summary: "Tries to apply a message again",
    answer: one("exception", peerExceptionSchema),
  },
  "post /peers/:id/exceptions/:exception_id/link": {
    summary: "Links an article of the other store with the one that has its SKU here",
    answer: one("exception", peerExceptionSchema),
  },
  "post /peers/:id/exceptions/:exception_id/dismiss": {
    summary: "Gives up a message",
    answer: one("exception", peerExceptionSchema),
  },

  "get /markdowns": {
    summary: "Lists markdown schedules, and what each comes to today",
    answer: page("markdowns", markdownSchema),
  },
  "post /markdowns": {
    summary:
      "Agrees on markdowns of a supplier's goods, or of one item, and marks down what is due at once",
    answer: one("markdown", markdownSchema),
    codes: ["UNKNOWN_ITEM"],
  },
  "post /markdowns/preview": {
    summary: "What a markdown schedule would come to today; no price changes",
    answer: z.object({ planned: z.array(plannedMarkdownSchema), count: z.number().int() }),
    codes: ["UNKNOWN_ITEM"],
  },
  "get /markdowns/:id": {
    summary: "Reads a markdown schedule",
    answer: one("markdown", markdownSchema),
  },
  "post /markdowns/:id": {
    summary: "Changes, stops or resumes a markdown schedule, and its prices at once",
    answer: one("markdown", markdownSchema),
  },
  "delete /markdowns/:id": {
    summary: "Deletes a markdown schedule; prices are as they were before it",
    answer: deleted("markdown"),
  },
  "get /markdowns/:id/plan": {
    summary: "Lists the items of a markdown schedule with their prices today",
    answer: page("planned", plannedMarkdownSchema),
  },
  "get /attachments": {
    summary: "Lists the files of a document, a settlement or an invoice",
    answer: z.object({ attachments: z.array(attachmentSchema) }),
  },
  "post /attachments": {
    summary:
      "Attaches a file of at most 10 MB, the body, to a document, a settlement or an invoice",
    makes: true,
    answer: one("attachment", attachmentSchema),
  },
  "delete /attachments/:id": {
    summary: "Deletes an attached file for good",
    answer: deleted("attachment"),
    codes: ["INVALID_DATA"],
  },
  "get /attachments/:id/file": {
    summary: "Downloads an attached file",
    answer: "file",
  },
  "get /documents": {
    summary:
      "Lists documents of all kinds that the user may read, reversals included, the newest first",
    answer: page("documents", documentSummarySchema),
  },
  "get /reversals/:id": {
    summary: "Reads a reversal, which names the document that it reverses",
    answer: one("reversal", reversalSchema),
  },
  "get /lots": { summary: "Lists lots", answer: page("lots", lotSchema) },
  "get /movements": { summary: "Lists movements", answer: page("movements", movementSchema) },
  "get /stock": {
    summary: "Consigned goods by place and owner, now or as of a date",
    answer: page("stock", stockRowSchema),
  },
  "get /stock/totals": {
    summary: "What the consigned stock that filters ask for comes to, by direction and currency",
    answer: z.object({ totals: z.array(stockTotalSchema) }),
  },
  "get /stock/ownership": {
    summary: "Whose the pieces of an item are, by stock location",
    answer: z.object({ ownership: z.array(ownershipRowSchema) }),
    codes: ["UNKNOWN_ITEM"],
  },
  "get /orders/:order_id": {
    summary: "Which stock the units of an order came from, and where its returns went",
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
    codes: ["LED_BY_PEER", ...settling, "OPEN_DIFFERENCE"],
  },
  "get /settlements/totals": {
    summary:
      "What the settlements that filters ask for come to, without cancelled ones unless these are asked for",
    answer: z.object({ totals: z.array(settlementTotalSchema) }),
  },
  "get /settlements/due": {
    summary: "Lists the settlements that agreements ask for and that are not closed yet",
    answer: page("due", dueSettlementSchema),
  },
  "get /settlements/due/plan": {
    summary: "What closing each settlement that is due would come to, or what keeps it open",
    answer: z.object({ planned: z.array(plannedSettlementSchema) }),
  },
  "post /settlements/due": {
    summary: "Closes all settlements that are due, each by itself, and reports those that failed",
    answer: settledAllSchema,
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
    codes: ["LED_BY_PEER", "ALREADY_REVERSED", "SETTLEMENT_NOT_LATEST", "SETTLEMENT_INVOICED"],
  },
  ...paperOf("/settlements", "settlement"),

  "get /invoices": { summary: "Lists invoices", answer: page("invoices", invoiceSchema) },
  "post /invoices": {
    summary: "Drafts an invoice over the balance of settlements",
    makes: true,
    answer: one("invoice", invoiceSchema),
    codes: ["CURRENCY_MISMATCH"],
  },
  "get /invoices/settled/plan": {
    summary:
      "What the invoice of each closed settlement would come to, or what keeps it from being posted",
    answer: z.object({ planned: z.array(plannedInvoiceSchema) }),
  },
  "post /invoices/settled": {
    summary: "Invoices all closed settlements, each by itself, and reports those that failed",
    answer: invoicedAllSchema,
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
    codes: [
      "VAT_RATE_MISSING",
      "ADDRESS_MISSING",
      "EXCEEDS_RECEIVED",
      "CURRENCY_MISMATCH",
      "DOCUMENT_POSTED",
    ],
  },
  "post /invoices/:id/credit": {
    summary: "Credits lines of a posted invoice",
    makes: true,
    answer: one("invoice", invoiceSchema),
    codes: ["EXCEEDS_REVERSIBLE", "DOCUMENT_POSTED"],
  },
  "post /invoices/:id/payments": {
    summary: "Records a payment of a posted invoice",
    answer: z.object({ invoice: invoiceSchema, payment: invoicePaymentSchema }),
    makes: true,
    codes: ["EXCEEDS_OPEN_AMOUNT"],
  },
  "post /invoices/:id/payments/:payment_id/reverse": {
    summary: "Reverses a payment",
    answer: z.object({ invoice: invoiceSchema, payment: invoicePaymentSchema }),
    codes: ["ALREADY_REVERSED"],
  },
  "get /open-items": {
    summary: "Invoices of which something is open, longest overdue first, and their sums by age",
    answer: page("open_items", openItemSchema).extend({ by_age: z.array(openByAgeSchema) }),
  },
  "get /payouts": {
    summary:
      "Open invoices of suppliers by partner and due date, with what keeps them out of a SEPA file",
    answer: page("payables", payableSchema).extend({
      sums: z.array(payableSumSchema),
      payer_problems: payerProblemsSchema,
    }),
  },
  "post /payouts/file": {
    summary:
      "Writes the payment file of invoices: CSV, or a SEPA credit transfer (pain.001.001.09)",
    answer: "payout",
    codes: ["EXCEEDS_OPEN_AMOUNT"],
  },
  "post /payouts/payments": {
    summary: "Records that invoices of suppliers are paid, all or none",
    answer: z.object({ payments: z.array(invoicePaymentSchema) }),
    makes: true,
    codes: ["EXCEEDS_OPEN_AMOUNT"],
  },
  ...paperOf("/invoices", "invoice"),
}
