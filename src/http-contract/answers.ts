import { z } from "@medusajs/framework/zod"

export { isUnitCostShownIn } from "../modules/consignment/domain/money"

/** A decimal number as we answer it: text, so that no digit is lost. */
export const answeredDecimalSchema = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ examples: ["12.5"] })

/** An instant as we answer it. */
export const answeredInstantSchema = z.iso.datetime()
