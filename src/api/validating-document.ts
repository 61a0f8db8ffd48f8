import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PostableType } from "../http-contract/document"
import { attemptPosting } from "../workflows/posting/post-document"
import { findRefusedLines } from "../workflows/host/refused-lines"
import { answerRefusal } from "./answering"
import { loadSchema, type SchemaOf } from "./contract"
import { check, toRefusal, type Fault } from "./validating"

type Body = Parameters<typeof attemptPosting>[2]

/**
 * Checks the body of a document against the contract and leaves it in `req.validatedBody`. If only lines are at fault,
 * the others are tried, so that one answer tells all there is to mend.
 */
export const validatingDocument =
  (type: PostableType, schemaOf: SchemaOf) =>
  async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const given: object = req.body ?? {}
    const schema = loadSchema(schemaOf)
    const checked = check(schema, given)
    if (!checked.faults) {
      req.validatedBody = checked.data
      return next()
    }
    const refusal = toRefusal(checked.faults)
    if (!areOnlyOfLines(checked.faults) || isDraft(given)) return answerRefusal(refusal, res, next)
    const attempt = async (command: object) =>
      await attemptPosting(req.scope, stepIdOf(type), schema.parse(command) as Body)
    const known = refusal.details.lines ?? []
    const lines = await findRefusedLines(attempt, given as Body, known)
    answerRefusal({ ...refusal, details: { ...refusal.details, lines } }, res, next)
  }

const stepIdOf = (type: PostableType): string => `consignment-post-${type.replaceAll("_", "-")}`

const areOnlyOfLines = (faults: Fault[]): boolean =>
  faults.every(({ path: [list, index] }) => list === "lines" && typeof index === "number")

/** A pick list may name more than there is. */
const isDraft = (given: { status?: unknown }): boolean => given.status === "draft"
