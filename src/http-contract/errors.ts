import { z } from "@medusajs/framework/zod"
import {
  errorCodes,
  refusalReasons,
  type RefusalReason,
} from "../modules/consignment/domain/errors"

export {
  errorCodes,
  isTemporary,
  refusalReasons,
  type ErrorCode,
  type ErrorDetails,
  type RefusalReason,
} from "../modules/consignment/domain/errors"

/** Body of a refusal; `details.lines` names every offending line, never only the first. */
export const refusalSchema = z.object({
  type: z.string(),
  code: z.enum(errorCodes),
  message: z.string(),
  details: z
    .looseObject({
      path: z.string().optional(),
      reason: z.enum(refusalReasons).optional(),
      fields: z
        .array(
          z.looseObject({
            path: z.string(),
            message: z.string(),
            reason: z.enum(refusalReasons).optional(),
          })
        )
        .optional(),
      lines: z
        .array(
          z.looseObject({
            index: z.number().int(),
            code: z.enum(errorCodes),
            message: z.string(),
            reason: z.enum(refusalReasons).optional(),
          })
        )
        .optional(),
    })
    .optional(),
})

/** The fault of a value that the contract refuses, and the bound that it breaks. */
export interface ReasonOfIssue {
  reason: RefusalReason
  maximum?: string
  minimum?: string
}

/** Refinements of the contract tell their reason in `params`; the other checks are told by their kind. */
export const reasonOfIssue = (issue: z.core.$ZodIssue): ReasonOfIssue => {
  if (issue.code === "custom") {
    const told: unknown = issue.params?.reason
    return { reason: refusalReasons.find((reason) => reason === told) ?? "invalid" }
  }
  if (issue.code === "invalid_type") return { reason: "required" }
  if (issue.code === "unrecognized_keys") return { reason: "unknown_field" }
  if (issue.code === "invalid_format")
    return { reason: issue.format === "email" ? "email" : "invalid" }
  if (issue.code === "invalid_union") return reasonOfUnion(issue)
  if (issue.code === "too_small") return tooSmall(issue)
  if (issue.code === "too_big") return tooBig(issue)
  return { reason: "invalid" }
}

/** A union is missing if each of its branches is, and a date if each of them asks for one. */
const reasonOfUnion = ({ errors }: z.core.$ZodIssueInvalidUnion): ReasonOfIssue => {
  const first = errors.map(([issue]) => issue)
  if (first.every((issue) => issue?.code === "invalid_type")) return { reason: "required" }
  const isDate = first.every(
    (issue) => issue?.code === "invalid_format" && /^date/.test(issue.format)
  )
  return { reason: isDate ? "date" : "invalid" }
}

const tooSmall = ({ origin, minimum }: z.core.$ZodIssueTooSmall): ReasonOfIssue =>
  origin === "string" || origin === "array"
    ? { reason: "required" }
    : { reason: "too_small", minimum: String(minimum) }

const tooBig = ({ origin, maximum }: z.core.$ZodIssueTooBig): ReasonOfIssue => {
  const reason =
    origin === "string" ? "too_long" : origin === "array" ? "too_many" : ("too_large" as const)
  return { reason, maximum: String(maximum) }
}
