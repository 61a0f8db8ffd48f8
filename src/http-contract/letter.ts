import { z } from "@medusajs/framework/zod"
import { answeredInstantSchema } from "./answers"
import { idempotencyKeySchema } from "./common"
import { paperLanguages, paperParametersSchema } from "./paper"

const language = paperParametersSchema.shape.language

/** An e-mail with a paper as PDF. What is left out is as `GET` of the same address proposes it. */
export const sendLetterSchema = z.strictObject({
  /** Default: the contractor's address. */
  to: z.array(z.email().max(255)).min(1).max(10).optional(),
  subject: z.string().trim().min(1).max(200).optional(),
  text: z.string().trim().min(1).max(10_000).optional(),
  /** Of the PDF and the proposed words. Default: the contractor's, if papers are written in it, else English. */
  language,
  idempotency_key: idempotencyKeySchema.optional(),
})
export type SendLetterBody = z.infer<typeof sendLetterSchema>

export const letterParametersSchema = z.strictObject({
  language,
  /** Without `letter` among them the paper is not composed: "sent" tells quickly what was sent. */
  fields: z.string().optional(),
})
export type LetterParameters = z.infer<typeof letterParametersSchema>

/** A letter as it would be sent. */
export const proposedLetterSchema = z.object({
  /** Empty if the contractor has no address. */
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  language: z.enum(paperLanguages),
  file_name: z.string(),
})
export type ProposedLetter = z.infer<typeof proposedLetterSchema>

export const sentLetterSchema = z.object({
  id: z.string(),
  /** The recipients that have got it; a mail server may have refused others. */
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  language: z.string(),
  file_name: z.string(),
  /** When the first of them got it. */
  sent_at: answeredInstantSchema,
  created_by: z.string().nullable(),
})
export type SentLetter = z.infer<typeof sentLetterSchema>

export const letterPreviewSchema = z.object({
  letter: proposedLetterSchema,
  /** False if the store has no provider for the channel "email" of Medusa's notification module. */
  can_send: z.boolean(),
  /** The latest first. */
  sent: z.array(sentLetterSchema),
})
export type LetterPreview = z.infer<typeof letterPreviewSchema>
