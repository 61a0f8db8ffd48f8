import { z } from "@medusajs/framework/zod"
import { errorCodes } from "../modules/consignment/domain/errors"
import {
  attentionReasons,
  contactErrors,
  exceptionStatuses,
  messageStates,
  peerCodes,
  peerRoles,
  peerStatuses,
  statementRemedies,
} from "../modules/consignment/domain/peers"
import { answeredDecimalSchema, answeredInstantSchema } from "./answers"
import { pageShape } from "./list"
import { paperParametersSchema } from "./paper"

const nameSchema = z.string().min(1).max(255).nullish()
const urlSchema = z.string().min(1).max(2_000)
const existingArticlesSchema = z.enum(["ask", "link"])

/** Asks a customer's store to connect: answers a code that its staff enters there. */
export const createPeerSchema = z.strictObject({
  /** The customer's, outbound. */
  warehouse_id: z.string().min(1),
  name: nameSchema,
})
export type CreatePeerBody = z.infer<typeof createPeerSchema>

/** Connects with the store of an owner, by its code. */
export const joinPeerSchema = z.strictObject({
  /** Address of the owner's store. */
  url: urlSchema,
  pairing_code: z.string().min(1).max(255),
  /** Inbound: where their goods are received. */
  warehouse_id: z.string().min(1),
  contractor_id: z.string().min(1),
  /** Policy for articles whose SKU exists here; default: "ask". */
  existing_articles: existingArticlesSchema.optional(),
  name: nameSchema,
})
export type JoinPeerBody = z.infer<typeof joinPeerSchema>

export const updatePeerSchema = z.strictObject({
  status: z.enum(["paused", "connected"]).optional(),
  url: urlSchema.optional(),
  name: nameSchema,
  existing_articles: existingArticlesSchema.optional(),
})
export type UpdatePeerBody = z.infer<typeof updatePeerSchema>

/** The owner offers one more warehouse; the holder accepts it with one of its own. */
export const peerWarehouseBodySchema = z.strictObject({
  warehouse_id: z.string().min(1),
  offer_id: z.string().min(1).optional(),
})
export type PeerWarehouseBody = z.infer<typeof peerWarehouseBodySchema>

/** How a connection that needs attention goes on. */
export const resumePeerSchema = z
  .strictObject({
    /** Reads the other store's messages again from this one on. */
    from_sequence: z.number().int().min(1).optional(),
    /** Both books are taken as they are; new feeds begin. */
    accept_statement: z.literal(true).optional(),
  })
  .refine(
    (body) => (body.from_sequence === undefined) !== (body.accept_statement === undefined),
    "Name either from_sequence or accept_statement."
  )
export type ResumePeerBody = z.infer<typeof resumePeerSchema>

export const dismissPeerExceptionSchema = z.strictObject({ reason: z.string().min(1).max(1_000) })
export type DismissPeerExceptionBody = z.infer<typeof dismissPeerExceptionSchema>

const ordered = { ...pageShape, order: z.enum(["-created_at"]).optional() }

export const peerListParametersSchema = z.strictObject({
  ...ordered,
  status: z.union([z.enum(peerStatuses), z.array(z.enum(peerStatuses))]).optional(),
  role: z.enum(peerRoles).optional(),
  contractor_id: z.string().optional(),
})
export type PeerListParameters = z.infer<typeof peerListParametersSchema>

export const peerMessageListParametersSchema = z.strictObject({
  ...ordered,
  feed: z.enum(["sent", "received"]).default("received"),
  state: z.enum(messageStates).optional(),
  type: z.string().optional(),
})
export type PeerMessageListParameters = z.infer<typeof peerMessageListParametersSchema>

export const peerExceptionListParametersSchema = z.strictObject({
  ...ordered,
  status: z.enum(exceptionStatuses).optional(),
})
export type PeerExceptionListParameters = z.infer<typeof peerExceptionListParametersSchema>

export const peerStatementParametersSchema = z.strictObject({
  /** "true": asks the other store for its books first. */
  refresh: z.enum(["true", "false"]).optional(),
})
export type PeerStatementParameters = z.infer<typeof peerStatementParametersSchema>

export const peerStatementPaperParametersSchema = paperParametersSchema.extend({
  /** Which table a CSV file holds. */
  table: z.enum(["lines", "settlements"]).default("lines"),
})
export type PeerStatementPaperParameters = z.infer<typeof peerStatementPaperParametersSchema>

/** A connection to the store of another company. */
export const peerSchema = z.object({
  id: z.string(),
  /** Ours: "consignor" owns the goods, "consignee" holds them. */
  role: z.enum(peerRoles),
  status: z.enum(peerStatuses),
  name: z.string().nullable(),
  /** Address of the other store. */
  url: z.string().nullable(),
  warehouse_id: z.string(),
  contractor_id: z.string(),
  existing_articles: existingArticlesSchema,
  warehouses: z.array(
    z.object({
      id: z.string(),
      /** Null: offered by the owner and not accepted yet. */
      warehouse_id: z.string().nullable(),
      their_name: z.string().nullable(),
      purpose: z.string(),
      status: z.enum(["offered", "paired"]),
    })
  ),
  last_contact_at: answeredInstantSchema.nullable(),
  last_error: z.string().nullable(),
  /** Sort of the last error, for a sentence of one's own. */
  last_error_reason: z.enum(contactErrors).nullable(),
  sent_sequence: z.number().int(),
  /** Of what was sent, how much the other store has read. */
  acknowledged_sequence: z.number().int(),
  received_sequence: z.number().int(),
  /** Messages of the other store that were not read yet. */
  behind: z.number().int(),
  open_exceptions: z.number().int(),
  /** Why the connection needs attention. */
  attention: z
    .looseObject({ reason: z.enum(attentionReasons).optional(), message: z.string() })
    .nullable(),
  created_at: answeredInstantSchema,
})
export type Peer = z.infer<typeof peerSchema>

export const peerWarningSchema = z.looseObject({ code: z.literal("TERMS_DIFFER") })

export const peerMessageSchema = z.object({
  id: z.string(),
  sequence: z.number().int(),
  type: z.string(),
  about: z.array(z.string()),
  body: z.record(z.string(), z.unknown()),
  /** Our document that it tells of, or that follows it. */
  document_id: z.string().nullable(),
  created_at: answeredInstantSchema,
  applied_at: answeredInstantSchema.nullable(),
  state: z.enum(messageStates),
})
export type PeerMessage = z.infer<typeof peerMessageSchema>

/** A message of the other store that could not be applied. */
export const peerExceptionSchema = z.object({
  id: z.string(),
  sequence: z.number().int(),
  type: z.string(),
  about: z.array(z.string()),
  /** Number of the document that the message is about, or SKU of the article. */
  subject: z.string().nullable(),
  code: z.enum([...errorCodes, ...peerCodes]),
  message: z.string(),
  status: z.enum(exceptionStatuses),
  /** Messages that wait behind it. */
  waiting: z.number().int(),
  created_at: answeredInstantSchema,
  resolved_by: z.string().nullable(),
  reason: z.string().nullable(),
})
export type PeerExceptionAnswer = z.infer<typeof peerExceptionSchema>

/** Both books of a connection; `ours` is those of the store that is asked. */
export const peerStatementSchema = z.object({
  /** When the other store has told its books; null if it has not yet. */
  as_of: answeredInstantSchema.nullable(),
  lines: z.array(
    z.object({
      /** The owner's, on both sides. */
      delivery_line_id: z.string(),
      inventory_item_id: z.string().nullable(),
      sku: z.string().nullable(),
      ours: answeredDecimalSchema,
      theirs: answeredDecimalSchema,
      /** Consumed by the holder and not settled. */
      unsettled: answeredDecimalSchema,
      /** In messages that were not applied yet, and announced by the holder. */
      in_flight: answeredDecimalSchema,
      unit_cost: answeredDecimalSchema.nullable(),
      their_unit_cost: answeredDecimalSchema.nullable(),
      lent: answeredDecimalSchema,
      /** The owner's units less all that explains them. */
      difference: answeredDecimalSchema,
      /** The remedy of a difference: a count of the holder's, or a document of the owner's; null if there is none. */
      remedy: z.enum(statementRemedies).nullable(),
    })
  ),
  settlements: z.array(
    z.object({
      number: z.string().nullable(),
      their_number: z.string().nullable(),
      currency_code: z.string(),
      cut_off: answeredInstantSchema,
      net_value: answeredDecimalSchema.nullable(),
      their_net_value: answeredDecimalSchema.nullable(),
      difference: answeredDecimalSchema,
    })
  ),
  /** Of lines and settlements. */
  differences: z.number().int(),
  /** The last messages that both sides agree on. */
  agreed: z.object({ sent_sequence: z.number().int(), received_sequence: z.number().int() }),
})
export type PeerStatementAnswer = z.infer<typeof peerStatementSchema>
