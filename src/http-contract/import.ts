import { z } from "@medusajs/framework/zod"
import type { ErrorCode } from "./errors"

export const importParametersSchema = z.strictObject({
  /** "true": the file is only checked. */
  dry_run: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional(),
})
export type ImportParameters = z.infer<typeof importParametersSchema>

/** A line of the file that cannot be posted, and why. */
export interface ImportFault {
  /** The line in the file, the header being line 1. */
  line: number
  /** The position among the lines below the header, from 0. */
  index: number
  code: ErrorCode
  message: string
  /** The column at fault, if it is one. */
  path?: string
}

/** A document that lines of the file make up. */
export interface ImportedDocument {
  /** Null before it is posted. */
  id: string | null
  number: string | null
  type: string
  reference: string | null
  lines: number
  /** False if an earlier import has posted it. */
  is_new: boolean
}

export interface Import {
  status: "checked" | "posted"
  lines: number
  documents: ImportedDocument[]
  errors: ImportFault[]
}
