import { z } from "@medusajs/framework/zod"
import { errorCodes } from "./errors"

export const importParametersSchema = z.strictObject({
  /** "true": the file is only checked. */
  dry_run: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional(),
})
export type ImportParameters = z.infer<typeof importParametersSchema>

/** A line of the file that cannot be posted, and why. */
export const importFaultSchema = z.object({
  /** The line in the file, the header being line 1. */
  line: z.number().int(),
  /** The position among the lines below the header, from 0. */
  index: z.number().int(),
  code: z.enum(errorCodes),
  message: z.string(),
  /** The column at fault, if it is one. */
  path: z.string().optional(),
})
export type ImportFault = z.infer<typeof importFaultSchema>

/** A document that lines of the file make up. */
export const importedDocumentSchema = z.object({
  /** Null before it is posted. */
  id: z.string().nullable(),
  number: z.string().nullable(),
  type: z.string(),
  reference: z.string().nullable(),
  lines: z.number().int(),
  /** False if an earlier import has posted it. */
  is_new: z.boolean(),
})
export type ImportedDocument = z.infer<typeof importedDocumentSchema>

export const importSchema = z.object({
  status: z.enum(["checked", "posted"]),
  lines: z.number().int(),
  documents: z.array(importedDocumentSchema),
  errors: z.array(importFaultSchema),
})
export type Import = z.infer<typeof importSchema>
