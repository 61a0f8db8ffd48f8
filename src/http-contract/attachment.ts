import { z } from "@medusajs/framework/zod"
import { answeredInstantSchema } from "./answers"

export { attachmentExtensions } from "../modules/consignment/domain/attachment"

const idSchema = z.string().min(1)

/** Exactly one of them: what the files belong to. */
const subjectShape = {
  document_id: idSchema.optional(),
  settlement_id: idSchema.optional(),
  invoice_id: idSchema.optional(),
}

const namesOne = (ids: Record<string, unknown>): boolean =>
  Object.keys(subjectShape).filter((key) => ids[key] !== undefined).length === 1

const NAMES_ONE_MESSAGE = {
  message: "Name one of document_id, settlement_id and invoice_id.",
  path: ["document_id"],
  params: { reason: "required" },
}

export const attachmentListParametersSchema = z
  .strictObject(subjectShape)
  .refine(namesOne, NAMES_ONE_MESSAGE)
export type AttachmentListParameters = z.infer<typeof attachmentListParametersSchema>

export const addAttachmentParametersSchema = z
  .strictObject({
    ...subjectShape,
    /** With its extension, which tells the type: "delivery note 12.pdf". */
    file_name: z
      .string()
      .trim()
      .min(1)
      .max(255)
      .refine((name) => !/[/\\\p{Cc}]/u.test(name), {
        message: "Expected a file name without a path.",
        params: { reason: "invalid" },
      }),
  })
  .refine(namesOne, NAMES_ONE_MESSAGE)
export type AddAttachmentParameters = z.infer<typeof addAttachmentParametersSchema>

/** A file that belongs to a document, a settlement or an invoice. */
export const attachmentSchema = z.object({
  id: z.string(),
  document_id: z.string().nullable(),
  settlement_id: z.string().nullable(),
  invoice_id: z.string().nullable(),
  file_name: z.string(),
  mime_type: z.string(),
  /** In bytes. */
  size: z.number().int(),
  created_by: z.string().nullable(),
  created_at: answeredInstantSchema,
})
export type Attachment = z.infer<typeof attachmentSchema>
