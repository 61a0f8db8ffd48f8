import { z } from "@medusajs/framework/zod"

export const paperFormats = ["pdf", "csv", "xlsx"] as const
export type PaperFormat = (typeof paperFormats)[number]

export const paperLanguages = ["en", "nl", "pl"] as const
export type PaperLanguage = (typeof paperLanguages)[number]

/** Reader of a settlement; for the contractor, balanced rows are hidden. */
export const audiences = ["store", "contractor"] as const
export type Audience = (typeof audiences)[number]

const isWritten = (tag: string): boolean =>
  paperLanguages.some((language) => language === tag.toLowerCase().split("-")[0])

export const paperParametersSchema = z.strictObject({
  format: z.enum(paperFormats).default("pdf"),
  /** Default: the contractor's, if papers are written in it, else English. */
  language: z
    .string()
    .refine(isWritten, `Expected one of ${paperLanguages.join(", ")}.`)
    .optional(),
})
export type PaperParameters = z.infer<typeof paperParametersSchema>

export const settlementPaperParametersSchema = paperParametersSchema.extend({
  audience: z.enum(audiences).default("store"),
  /**
   * Which table a CSV file holds: what is settled, the sales on commission, the stock statement, or every movement that
   * was closed. If the last is wanted, a workbook holds it as well.
   */
  table: z.enum(["lines", "sales", "stock", "movements"]).default("lines"),
})
export type SettlementPaperParameters = z.infer<typeof settlementPaperParametersSchema>
