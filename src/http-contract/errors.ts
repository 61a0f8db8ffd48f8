import { z } from "@medusajs/framework/zod"
import { errorCodes } from "../modules/consignment/domain/errors"

export {
  errorCodes,
  isTemporary,
  type ErrorCode,
  type ErrorDetails,
} from "../modules/consignment/domain/errors"

/** Body of a refusal; `details.lines` names every offending line, never only the first. */
export const refusalSchema = z.object({
  type: z.string(),
  code: z.enum(errorCodes),
  message: z.string(),
  details: z
    .looseObject({
      path: z.string().optional(),
      fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
      lines: z
        .array(
          z.looseObject({ index: z.number().int(), code: z.enum(errorCodes), message: z.string() })
        )
        .optional(),
    })
    .optional(),
})
